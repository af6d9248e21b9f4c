import { expect, it } from 'vitest';
import { directMessage, reply, textOf } from '../support/workplace.ts';
import { changesIn, sendRequest } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();

it('the answer to the first half of an undo is lost: the other half is made too before anybody reads “undone”', async () => {
  const card = await sendRequest(day.place, 'grace', '/zoom deactivate @mia');
  await day.as('linus').click(card, 'request:approve');
  const done = await directMessage(day.as('grace'), /is inactive/);
  expect(day.user('mia')).toMatchObject({ status: 'inactive', type: 1 });
  day.place.zoom.faults.add({ operation: 'updateStatus', times: 1, kind: 'reset', afterApplying: true });
  await day.as('grace').click(done, 'request:undo');
  await reply(day.as('grace'), /Undone/, 15_000);
  expect(day.user('mia')).toMatchObject({ status: 'active', type: 2 });
  expect(new Set(changesIn(day.place))).toEqual(
    // She schedules for two people, who give the right again in their own lists.
    new Set([
      `updateStatus ${day.idOf('mia')}`,
      `updateUser ${day.idOf('mia')}`,
      `addAssistants ${day.idOf('grace')}`,
      `addAssistants ${day.idOf('owen')}`,
    ]),
  );
}, 30_000);

it('the answer is lost twice, so only half of the undo is made: nobody reads “undone”, and the next click makes the rest', async () => {
  const card = await sendRequest(day.place, 'grace', '/zoom deactivate @mia');
  await day.as('linus').click(card, 'request:approve');
  const done = await directMessage(day.as('grace'), /is inactive/);
  // Twice, with the three attempts of each call.
  day.place.zoom.faults.add({ operation: 'updateStatus', times: 6, kind: 'reset', afterApplying: true });
  await day.as('grace').click(done, 'request:undo');
  const doubt = await reply(day.as('grace'), /hasn’t confirmed that this is undone/, 30_000);
  expect(day.user('mia')).toMatchObject({ status: 'active', type: 1 });
  expect(textOf(doubt)).not.toMatch(/Undone/);
  await day.as('grace').click(doubt, 'request:undo');
  await reply(day.as('grace'), /Undone/, 15_000);
  expect(day.user('mia')).toMatchObject({ status: 'active', type: 2 });
}, 60_000);
