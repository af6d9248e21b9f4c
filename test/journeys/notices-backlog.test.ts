import { afterEach, expect, it } from 'vitest';
import { openWorkplace, posted, reply, textOf, type Workplace } from '../support/workplace.ts';
import { refusedCalls } from './notices-support.ts';
import { query, quiet, sendRequest, until } from './support.ts';

let place: Workplace | undefined;
afterEach(async () => {
  await place?.close();
  place = undefined;
});

it('five hundred changes nobody was told of: told in a few messages, and other channels do not wait', async () => {
  place = await openWorkplace({ store: 'postgres', slack: { enforceRateLimits: true } });
  const here = place;
  await here.as('ada').command('/zoom add-assistant @mia');
  await reply(here.as('ada'), /can now schedule/);
  await posted(here.as('linus'), 'zoom-ops', /Done for <@U0ADA>/);
  await quiet(here);
  // As after a night without Slack: many outcomes wait, all older than what comes next.
  await query(
    here,
    `INSERT INTO requests SELECT (jsonb_populate_record(r, jsonb_build_object('id', 'req_old' || n, 'trigger_id', 'old' || n))).*
       FROM requests r, generate_series(1, 500) n WHERE r.command = 'add-assistant'`,
  );
  await query(
    here,
    `INSERT INTO notifications (id, request_id, kind, state, at, due_at)
       SELECT 'old' || n, 'req_old' || n, 'channel', 'done', n, 0 FROM generate_series(1, 500) n`,
  );
  const card = await sendRequest(here, 'ada', '/zoom change-email ada.king@example.com');
  await until(async () => (await query(here, 'SELECT 1 FROM notifications')).length === 0, 15_000);

  const digests = here.as('linus').messages('zoom-ops').slice(1);
  expect(Number(card.ts)).toBeLessThan(Number(digests.at(-1)?.ts));
  const merged = digests.map(textOf);
  expect(merged.length).toBeLessThanOrEqual(5);
  const counted = merged.map((one) => Number(/^\*(\d+) changes in Zoom\*/.exec(one)?.[1]));
  expect(counted.reduce((sum, n) => sum + n, 0)).toBe(500);
  const [most = ''] = merged.filter((one) => one.startsWith('*200 '));
  const lines = most.split('\n').filter((one) => one.startsWith(':white_check_mark:')).length;
  expect(lines).toBeGreaterThan(40);
  expect(most).toContain(`… and ${200 - lines} more: \`/zoom audit\``);
  expect(refusedCalls(here)).toEqual([]);
}, 40_000);
