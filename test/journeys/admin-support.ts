import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { openWorkplace, posted, reply, type Workplace, type WorkplaceOptions } from '../support/workplace.ts';
import { query, quiet, refusedCalls, startAfresh } from './support.ts';

export const idOf = (handle: string) => person(handle).zoom?.id ?? '';

/** A workplace for the tests of one file: afresh after each, and no call that Slack refused goes unseen. */
export function adminPlace(options: WorkplaceOptions = {}) {
  const held: { place?: Workplace; provoked: RegExp } = { provoked: /^$/ };
  const place = (): Workplace => {
    if (!held.place) throw new Error('The workplace is not open yet');
    return held.place;
  };
  beforeAll(async () => {
    held.place = await openWorkplace({ store: 'postgres', ...options });
  });
  afterAll(() => place().close());
  afterEach(async () => {
    await quiet(place());
    const refused = refusedCalls(place()).filter((one) => !held.provoked.test(one));
    held.provoked = /^$/;
    startAfresh(place());
    await query(
      place(),
      'TRUNCATE requests, decisions, notifications, waiting_list, inventories, channel_slots, counters, links, identity_pins',
    );
    expect(refused).toEqual([]);
  });
  return {
    place,
    as: (handle: string) => place().as(handle),
    /** Refusals of Slack that the test means to bring about. */
    provoke: (words: RegExp) => {
      held.provoked = words;
    },
    zoomUser: (email: string) => place().zoom.account.users.find((one) => one.email === email),
    form: (who: string, command: string) =>
      place()
        .as(who)
        .waitFor((seen) => seen.views.find((one) => one.view.callback_id === `form:${command}`)),
    /** Grace asks for it, Linus approves; the preview as she read it. */
    async approved(line: string) {
      await place().as('grace').command(line);
      return approvedFrom(place());
    },
    approvedFrom: () => approvedFrom(place()),
  };
}

async function approvedFrom(place: Workplace) {
  const preview = await reply(place.as('grace'), /Send request/);
  await place.as('grace').click(preview, 'confirm:run');
  const card = await posted(place.as('linus'), 'zoom-approvals', /wants to|would like/);
  await place.as('linus').click(card, 'request:approve');
  return { preview, card };
}
