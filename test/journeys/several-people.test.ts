import { describe, expect, it } from 'vitest';
import type { Message } from '../../sandbox/slack/desktop.ts';
import { defaultPolicy, directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn, query, quiet, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace({
  policy: defaultPolicy.replace('expires_after:', 'remind_after: 4h, expires_after:'),
});
const { as, user, form } = day;

const cards = () =>
  as('linus')
    .messages('zoom-approvals')
    .filter((one) => !one.threadTs);
/** Clicks the one of several buttons that carries this id. */
function clickOn(handle: string, message: Message, actionId: string, value: (id: string) => boolean) {
  const block = message.blocks.find((one) =>
    buttonsIn(one).some((button) => button.action_id === actionId && value(button.value ?? '')),
  );
  return as(handle).click(message, actionId, { blockId: block?.block_id ?? '' });
}
const isOne = (id: string) => id.startsWith('req_');
const isAll = (id: string) => id.startsWith('bat_');
const actionsIn = (blocks: unknown) => buttonsIn(blocks).map((one) => one.action_id);

/** Grace asks for several people and confirms; the card as approvers see it. */
async function sent(line: string, words: RegExp) {
  await as('grace').command(`/zoom ${line}`);
  const question = await reply(as('grace'), /Cancel/);
  await as('grace').click(question, 'confirm:run');
  await reply(as('grace'), /Sent to/);
  return posted(as('linus'), 'zoom-approvals', words);
}

describe('several people in one go', () => {
  it('one question, one card, one result; each is a request of its own and can be undone alone', async () => {
    await as('grace').command('/zoom deactivate mia@example.com, ben@example.com and @ada');
    const question = await reply(as('grace'), /Deactivate 3 Zoom accounts\?/);
    for (const words of [/Mia Chen \(mia@example\.com\)/, /Ben Okafor/, /Ada Lovelace loses their licence/]) {
      expect.soft(textOf(question)).toMatch(words);
    }
    const questions = as('grace')
      .ephemerals()
      .filter((one) => actionsIn(one.blocks).length > 0);
    expect(questions).toHaveLength(1);
    expect(actionsIn(question.blocks)).toEqual(['confirm:run', 'confirm:cancel']);
    expect(changesIn(day.place)).toEqual([]);
    await as('grace').click(question, 'confirm:run');
    const waiting = await reply(as('grace'), /Sent to[\s\S]*Mia Chen[\s\S]*waits for a decision/);
    expect(actionsIn(waiting.blocks)).toEqual(['request:cancel']);

    const card = await posted(as('linus'), 'zoom-approvals', /wants to deactivate 3 Zoom accounts/);
    await quiet(day.place);
    expect(cards()).toHaveLength(1);
    expect(actionsIn(card.blocks)).toEqual(['request:approve', 'request:deny']);
    await as('linus').click(card, 'request:approve');
    const result = await directMessage(as('grace'), /Deactivate 3 Zoom accounts: done for 3 of 3/);
    expect(actionsIn(result.blocks)).toEqual(Array(4).fill('request:undo'));
    for (const one of ['mia', 'ben', 'ada']) expect.soft(user(one).status, one).toBe('inactive');
    const decided = await posted(as('linus'), 'zoom-approvals', /Mia Chen[\s\S]*and done in Zoom/);
    expect(actionsIn(decided.blocks)).toEqual([]);
    expect(textOf(await reply(as('grace'), /This is decided/))).not.toContain('Withdraw');

    await clickOn('grace', result, 'request:undo', isOne);
    await directMessage(as('grace'), /done for 2 of 3, undone for 1/);
    expect(user('mia').status).toBe('active');
    const rest = await directMessage(as('grace'), /Undo all/);
    await clickOn('grace', rest, 'request:undo', isAll);
    await directMessage(as('grace'), /undone for 3/);
    expect(user('ada').status).toBe('active');
    await quiet(day.place);
    const audit = await query(
      day.place,
      "SELECT DISTINCT request_id FROM audit WHERE command = 'deactivate'",
    );
    expect(audit).toHaveLength(3);
  });

  it('names for whom it can’t be done and why, and does it for the others', async () => {
    user('mia').status = 'inactive';
    await as('grace').command('/zoom deactivate @mia @ben nobody@example.com');
    const question = await reply(as('grace'), /Deactivate 1 Zoom accounts?\?/);
    expect(textOf(question)).toMatch(/Not for[\s\S]*already inactive[\s\S]*nobody@example\.com/);
    await as('grace').click(question, 'confirm:run');
    const card = await posted(as('linus'), 'zoom-approvals', /wants to deactivate 1 Zoom account/);
    await as('linus').click(card, 'request:approve');
    await directMessage(as('grace'), /done for 1 of 3/);
  });

  it('more licences than there are free ones: the last ones are named before, and join the waiting list', async () => {
    // One is left free.
    day.place.zoom.account.seats -= 2;
    await as('grace').command('/zoom set-license @ben @noor licensed 14d');
    const question = await reply(as('grace'), /Set the licence of 2 people/);
    expect(textOf(question)).toMatch(/Noor[^•]*No licence is free for them: next in line/);
    expect(textOf(question)).not.toMatch(/Ben[^*]*No licence is free/);
  });

  it('cancelled: nothing is sent; for all the same reason: said once', async () => {
    await as('grace').command('/zoom activate @mia @ben');
    const same = textOf(await reply(as('grace'), /already active/));
    expect(same).toMatch(/Mia Chen[\s\S]*Ben Okafor/);
    await as('ben').command('/zoom deactivate @mia @ada');
    expect(textOf(await reply(as('ben'), /for Frontdesk admins/))).not.toContain('Mia');
    await as('grace').command('/zoom deactivate @mia @ben');
    await as('grace').click(await reply(as('grace'), /Deactivate 2/), 'confirm:cancel');
    await reply(as('grace'), /Cancelled\. Nothing was changed/);
    await quiet(day.place);
    expect(cards()).toEqual([]);
  });

  it('denied with one reason, or withdrawn: the card has no buttons any more', async () => {
    const card = await sent('deactivate @mia @ben', /deactivate 2/);
    await as('linus').click(card, 'request:deny');
    const form = await as('linus').waitFor((seen) =>
      seen.views.find(({ view }) => view.callback_id === 'deny'),
    );
    expect(JSON.stringify(form.view.blocks)).toMatch(
      /Grace Hopper wants to deactivate 2[^"]*Mia Chen and Ben Okafor"/,
    );
    await as('linus').submit('top', { reason: 'They are on leave only' });
    const result = await directMessage(as('grace'), /done for 0 of 2/);
    expect(textOf(result)).toMatch(/<@U0LINUS> declined: “They are on leave only”/);
    await sent('deactivate @mia @ada', /deactivate 2[\s\S]*Ada/);
    await as('grace').click(await reply(as('grace'), /Withdraw all/), 'request:cancel');
    await until(() => cards().every((one) => actionsIn(one.blocks).length === 0));
  });

  it('one of them is decided alone, and the card goes on for the others', async () => {
    await sent('deactivate @mia @ben', /deactivate 2/);
    await as('linus').openHome();
    await as('linus').waitFor((seen) => /Mia Chen/.test(JSON.stringify(seen.home?.blocks ?? '')));
    await as('linus').click({ kind: 'home' }, 'request:approve');
    const card = await posted(as('linus'), 'zoom-approvals', /and done in Zoom[\s\S]*please decide/);
    expect(textOf(card)).toContain('Approve');
    await as('linus').click(card, 'request:approve');
    await directMessage(as('grace'), /done for 2 of 2/);
  });

  it('is reminded of once, with the same buttons', async () => {
    await sent('deactivate @mia @ben', /deactivate 2/);
    day.place.clock.advance(5 * 3_600_000);
    await until(() =>
      as('linus')
        .messages('zoom-approvals')
        .some((one) => /Still waiting[\s\S]*Mia[\s\S]*Ben/.test(textOf(one))),
    );
    await quiet(day.place);
    const reminders = as('linus')
      .messages('zoom-approvals')
      .filter((one) => /Still waiting/.test(textOf(one)));
    expect(reminders).toHaveLength(1);
  });

  it('from a form too: what is missing is asked for all of them', async () => {
    await as('grace').command('/zoom set-license @mia @ben');
    const open = await form('grace', 'set-license');
    expect(JSON.stringify(open.view.blocks)).toMatch(/U0MIA[\s\S]*U0BEN/);
    await as('grace').submit('top', { licence: 'basic' });
    await reply(as('grace'), /Set the licence of \d/);
  });
});
