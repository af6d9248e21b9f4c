import { expect, it } from 'vitest';
import { defaultPolicy, directMessage, reply } from '../support/workplace.ts';
import { query, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const DAY = 86_400_000;
const day = useWorkplace({ policy: `${defaultPolicy}keep: 45d\n` });
const stored = async () =>
  (await query(day.place, 'SELECT command FROM requests ORDER BY created_at')).map(({ command }) => command);

it('what is over is deleted when it is old enough, what is not over stays, and so does the audit log', async () => {
  await day.as('ada').command('/zoom profile display-name Ada King');
  await reply(day.as('ada'), /Ada King/);
  const card = await sendRequest(day.place, 'ben', '/zoom request-license for 60 days a long project');
  await day.as('grace').click(card, 'request:approve');
  await directMessage(day.as('ben'), /You have a Zoom licence/);
  const denied = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com please');
  await day.as('grace').click(denied, 'request:deny');
  await day.form('grace', 'deny').catch(() => undefined);
  await day.as('grace').submit('top', { reason: 'not now' });
  await directMessage(day.as('ada'), /not now/);
  day.place.clock.advance(44 * DAY);
  await day.as('mia').command('/zoom profile display-name Mia C');
  await reply(day.as('mia'), /Mia C/);
  expect(await stored()).toEqual(['profile', 'request-license', 'change-email', 'profile']);
  const entries = (await query(day.place, 'SELECT seq FROM audit')).length;
  day.place.clock.advance(2 * DAY);
  await until(async () => (await stored()).length === 2);
  expect(await stored()).toEqual(['request-license', 'profile']);
  expect(await query(day.place, 'SELECT * FROM decisions')).toHaveLength(1);
  expect((await query(day.place, 'SELECT seq FROM audit')).length).toBeGreaterThanOrEqual(entries);
  // The licence for 60 days is still taken back.
  day.place.clock.advance(16 * DAY);
  await directMessage(day.as('ben'), /Your Zoom licence has ended/);
});
