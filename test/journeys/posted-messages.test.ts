import { describe, expect, it } from 'vitest';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, cardSays, forgedCommand, query, quiet, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const HOUR = 3_600_000;
const ask = 'remind_after: 4h, escalate_after: 24h, escalate_to: [U0OWEN], expires_after:';
const day = useWorkplace({ policy: defaultPolicy.replace('expires_after:', ask) });
const { as } = day;

const actionsIn = (blocks: unknown) => buttonsIn(blocks).map((one) => one.action_id);
const inThread = (words: RegExp) =>
  as('linus')
    .messages('zoom-approvals')
    .filter((one) => one.threadTs && words.test(textOf(one)));
/** Ada asks for another address, and the approvers have been reminded. */
async function reminded() {
  const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
  day.place.clock.advance(5 * HOUR);
  await until(() => inThread(/Still waiting/).length === 1);
  return card;
}
const nothingLeft = () =>
  until(
    async () =>
      (await query(day.place, "SELECT 1 FROM posted_messages WHERE kind IN ('reminder', 'escalation')"))
        .length === 0,
  );

describe('messages whose buttons are over lose them', () => {
  it('a reminder, when the request is decided, withdrawn or expired', async () => {
    const card = await reminded();
    await as('linus').click(card, 'request:approve');
    await until(() => inThread(/Approved by[\s\S]*done in Zoom/).length === 1);
    expect(inThread(/Still waiting/)).toEqual([]);
    expect(inThread(/done in Zoom/).flatMap((one) => actionsIn(one.blocks))).toEqual([]);

    const second = await sendRequest(day.place, 'ben', '/zoom request-license for 14d');
    day.place.clock.advance(5 * HOUR);
    await until(() => inThread(/Still waiting/).length === 1);
    await as('ben').openHome();
    await as('ben').waitFor((seen) => /request:cancel/.test(JSON.stringify(seen.home?.blocks ?? '')));
    await as('ben').click({ kind: 'home' }, 'request:cancel');
    await until(() => inThread(/Withdrawn by/).length === 1);
    expect(second.ts).not.toBe(card.ts);

    await sendRequest(day.place, 'mia', '/zoom change-email mia.c@example.com');
    day.place.clock.advance(5 * HOUR);
    await until(() => inThread(/Still waiting/).length === 1);
    day.place.clock.advance(72 * HOUR);
    await until(() => inThread(/nobody answered in time/).length === 1);
    await nothingLeft();
  });

  it('a reminder, also where an earlier update reaches Slack after a later one', async () => {
    const card = await reminded();
    day.place.slack.faults.add({ method: 'chat.update', times: 2, delayMs: 1_500 });
    await as('linus').click(card, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
    await quiet(day.place);
    expect(inThread(/Making the change in Zoom/)).toEqual([]);
    expect(inThread(/done in Zoom/)).toHaveLength(1);
  });

  it('what somebody was asked after an escalation', async () => {
    const card = await reminded();
    day.place.clock.advance(20 * HOUR);
    await directMessage(as('owen'), /Nobody has decided this yet/);
    await as('linus').click(card, 'request:deny');
    await as('linus').waitFor((seen) => seen.views.at(-1)?.view.callback_id === 'deny');
    await as('linus').submit('top', { reason: 'Not yet' });
    const over = await directMessage(as('owen'), /Denied by <@U0LINUS>[\s\S]*Not yet/);
    expect(actionsIn(over.blocks)).toEqual([]);
    await nothingLeft();
  });

  it.each([
    ['', 0],
    [' before the bot knows where the message is', 1_500],
  ])('“This wasn’t me”, once it is pressed%s', async (_, delayMs) => {
    const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
    if (delayMs > 0) day.place.slack.faults.add({ method: 'chat.postMessage', delayMs, tookEffect: true });
    await as('linus').click(card, 'request:approve');
    const told = await directMessage(as('ada'), /Your Zoom account was changed/);
    await as('ada').click(told, 'subject:report');
    const reported = await directMessage(as('ada'), /You reported this change/);
    expect(reported.ts).toBe(told.ts);
    expect(actionsIn(reported.blocks)).toEqual([]);
  });

  it('one card for several people, although Slack answers late that it has taken it', async () => {
    day.place.slack.faults.add({
      method: 'chat.postMessage',
      channel: 'C0APPROVALS',
      delayMs: 7_000,
      tookEffect: true,
      times: 1,
    });
    await as('grace').command('/zoom deactivate @ben and @mia');
    await as('grace').click(await reply(as('grace'), /Deactivate/), 'confirm:run');
    const card = await cardSays(day.place, /Ben Okafor[\s\S]*Mia Chen/);
    await quiet(day.place);
    expect(
      as('linus')
        .messages('zoom-approvals')
        .map(({ ts }) => ts),
    ).toEqual([card.ts]);
  });

  it('“Undo” in a direct message, once it is undone', async () => {
    const card = await sendRequest(day.place, 'grace', '/zoom set-license @ben licensed');
    await as('linus').click(card, 'request:approve');
    const done = await directMessage(as('grace'), /has a Zoom licence/);
    await as('grace').click(done, 'request:undo');
    const undone = await directMessage(as('grace'), /Done, and then undone/);
    expect(undone.ts).toBe(done.ts);
    expect(actionsIn(undone.blocks)).toEqual([]);
  });

  it('“Extend”, once it is longer or over', async () => {
    const card = await sendRequest(day.place, 'ben', '/zoom request-license for 3d');
    await as('linus').click(card, 'request:approve');
    await directMessage(as('ben'), /You have a Zoom licence/);
    day.place.clock.advance(60 * HOUR);
    const ending = await directMessage(as('ben'), /Your Zoom licence ends/);
    await as('ben').click(ending, 'command:request-license');
    await day.form('ben', 'request-license');
    await as('ben').submit('top', { duration: '7d' });
    await as('ben').click(await reply(as('ben'), /Keep your Zoom licence/), 'confirm:run');
    await as('linus').click(await cardSays(day.place, /keep their Zoom licence/), 'request:approve');
    const longer = await directMessage(as('ben'), /A later change has taken its place/);
    expect(longer.ts).toBe(ending.ts);
    expect(actionsIn(longer.blocks)).toEqual([]);
  });

  it('a question that came as a direct message, once it is answered', async () => {
    day.provoke(/response_url expired_url/);
    await forgedCommand(day.place, 'U0ADA', 'return-license');
    const question = await directMessage(as('ada'), /Return your Zoom licence\?/);
    await as('ada').click(question, 'confirm:cancel');
    const answered = await directMessage(as('ada'), /Cancelled\. Nothing was changed/);
    expect(answered.ts).toBe(question.ts);
    await quiet(day.place);
  });
});
