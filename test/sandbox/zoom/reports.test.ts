import { expect, test } from 'vitest';
import { findUser } from '../../../sandbox/zoom/account.ts';
import { daysAgo, hosted } from '../../../sandbox/zoom/hosting.ts';
import { useZoom } from '../../support/zoom.ts';
import { ask } from './ask.ts';

const zoom = await useZoom();

const day = (back: number) => daysAgo(back).slice(0, 10);
const get = (path: string) => ask(zoom, 'GET', path);

test('host reports count what was hosted in a month at most, within the last six', async () => {
  const span = `from=${day(20)}&to=${day(0)}`;
  const { status, body } = await get(`/report/users?${span}&page_size=300`);
  const { users, total_records } = body as {
    users: { email: string; meetings: number }[];
    total_records: number;
  };
  expect(status).toBe(200);
  expect(users).toHaveLength(total_records);
  expect(users.find(({ email }) => email === 'ada@example.com')).toMatchObject({
    meetings: 3,
    participants: 15,
    meeting_minutes: 150,
  });
  // Somebody who hosted nothing is among the inactive hosts only.
  expect(users.map(({ email }) => email)).not.toContain('kwame@example.com');
  const inactive = await get(`/report/users?type=inactive&${span}&page_size=300`);
  expect(JSON.stringify(inactive.body)).toContain('kwame@example.com');

  const first = await get(`/report/users?${span}&page_size=2`);
  const token = (first.body as { next_page_token: string }).next_page_token;
  const second = await get(`/report/users?${span}&page_size=2&next_page_token=${encodeURIComponent(token)}`);
  expect(second.body).not.toEqual(first.body);

  const refused = [
    '/report/users',
    `/report/users?from=${day(40)}&to=${day(0)}`,
    `/report/users?from=${day(190)}&to=${day(170)}`,
    `/report/users?from=${day(0)}&to=${day(3)}x`,
    `/report/users?from=${day(0)}&to=${day(9)}`,
    `/report/users?${span}&next_page_token=invented`,
  ];
  for (const path of refused)
    expect.soft(await get(path), path).toMatchObject({ status: 400, body: { code: 300 } });
  zoom.account.paid = false;
  expect(await get(`/report/users?${span}`)).toMatchObject({ status: 400, body: { code: 200 } });
  zoom.account.paid = true;
});

test('the report of one person lists meetings with two or more people, the newest first', async () => {
  const user = findUser(zoom.account, 'kwame@example.com');
  user?.hosted.push(hosted(9, { minutes: 300, participants: 1 }), hosted(12, { times: 2, everyDays: 3 }));
  const { body } = await get(`/report/users/${user?.id}/meetings?from=${day(20)}&to=${day(0)}`);
  const { meetings } = body as { meetings: { start_time: string; duration: number }[] };
  expect(meetings.map(({ start_time }) => start_time.slice(0, 10))).toEqual([day(12), day(15)]);
  expect(meetings[0]).toMatchObject({ duration: 50, participants_count: 5 });
  const nobody = await get(`/report/users/nobody/meetings?from=${day(20)}&to=${day(0)}`);
  expect(nobody).toMatchObject({ status: 404, body: { code: 1001 } });
  zoom.tokens.scopes.delete('report:read:user:admin');
  const lacking = await get(`/report/users/${user?.id}/meetings?from=${day(20)}&to=${day(0)}`);
  expect(lacking).toMatchObject({ status: 400, body: { code: 4711 } });
});
