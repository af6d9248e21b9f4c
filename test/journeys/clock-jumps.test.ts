import { expect, it } from 'vitest';
import { directMessage, posted, reply } from '../support/workplace.ts';
import { sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as } = day;
const HOURS = 3 * 3_600_000;

it('the clock is set back by hours: what the bot has to say does not wait until it is that late again', async () => {
  const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
  await as('mia').command('/zoom add-assistant @ada');
  // The channel and Ada's direct messages have had a message each: their next turn lies hours ahead from now on.
  await posted(as('linus'), 'zoom-ops', /Add \*Ada Lovelace\*/);
  await directMessage(as('ada'), /What you may do for somebody/);
  day.place.clock.advance(-HOURS);
  await as('grace').click(card, 'request:approve');
  await directMessage(as('ada'), /Email changed/);
  await posted(as('linus'), 'zoom-ops', /approved by <@U0GRACE>/);
  day.place.clock.advance(HOURS);
});

it('the machine wakes up hours later in the middle of a change: it is not made a second time', async () => {
  const { zoom, clock } = day.place;
  const calls = () => zoom.calls.filter(({ operation }) => operation === 'addAssistants').length;
  const before = calls();
  // Zoom takes its time before anything can be read of it, and the lease on the request is over by then.
  const body = { ids: '', add_at: '2026-01-01T00:00:00Z' };
  zoom.faults.add({
    operation: 'addAssistants',
    times: 1,
    kind: 'status',
    status: 201,
    body,
    delayMs: 3_000,
  });
  await as('ada').command('/zoom add-assistant @mia');
  await until(() => calls() > before);
  clock.advance(HOURS);
  await reply(as('ada'), /can now schedule/);
  expect(calls() - before).toBe(1);
});
