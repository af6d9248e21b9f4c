import { expect, it } from 'vitest';
import { directMessage, textOf } from '../support/workplace.ts';
import { buttonsIn, cardSays, changesIn, query, requestIdIn, sendRequest } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as } = day;

/** Stores a plan such as another version of the bot may have written: its data do not fit the command. */
const makeUnreadable = (requestId: string) =>
  query(
    day.place,
    `UPDATE requests SET plan_json = jsonb_set(plan_json::jsonb, '{data}', '{"mail":"x@example.com"}')::text
     WHERE id = $1`,
    [requestId],
  );

const expectFailure = async (requestId: string) => {
  const message = await directMessage(as('ada'), /Sorry, that didn’t work/);
  const reference = /FD-\w+/.exec(textOf(message))?.[0] ?? 'no reference';
  const card = await cardSays(day.place, /but not done/);
  expect(textOf(card)).toContain('Change Zoom email');
  expect(buttonsIn(card)).toEqual([]);
  expect(changesIn(day.place)).toEqual([]);
  const [row] = await query(day.place, 'SELECT state FROM requests WHERE id = $1', [requestId]);
  expect(row?.state).toBe('failed');
  const logged = day.place.log.map((line) => JSON.parse(line)).find((line) => line.reference === reference);
  expect(logged).toMatchObject({ level: 50, request: requestId });
  expect(logged.err.message).toBe('The stored plan of change-email is unreadable: data.email');
};

it('a request whose plan cannot be read is approved: it fails clearly and nothing is changed', async () => {
  const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
  await makeUnreadable(requestIdIn(card));
  await as('grace').click(card, 'request:approve');
  await expectFailure(requestIdIn(card));
});

it('a change with an unknown outcome whose plan cannot be read fails instead of being repeated', async () => {
  const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
  day.place.zoom.faults.add({ operation: 'changeEmail', times: 1, kind: 'reset' });
  await as('grace').click(card, 'request:approve');
  await cardSays(day.place, /Zoom hasn’t confirmed it yet/);
  await makeUnreadable(requestIdIn(card));
  day.place.clock.advance(60_000);
  await expectFailure(requestIdIn(card));
  expect(day.place.zoom.calls.filter((one) => one.operation === 'changeEmail')).toHaveLength(1);
});
