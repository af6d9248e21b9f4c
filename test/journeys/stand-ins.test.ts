import { afterEach, describe, expect, it } from 'vitest';
import { directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { ask, changed } from './approval-support.ts';
import { homeSays, openHome } from './home-support.ts';
import {
  buttonsIn,
  cardSays,
  cardsIn,
  changesIn,
  forgedClick,
  passTime,
  query,
  requestIdIn,
  sendRequest,
  until,
} from './support.ts';
import { useWorkplace } from './use-workplace.ts';

/** Grace and Owen approve; Linus is an admin, so he may stand in. */
const policy = `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0OWEN], needed: 1, expires_after: 72h, remind_after: 4h }
admins: [U0GRACE, U0LINUS]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
`;
const twoNeeded = policy.replace('needed: 1', 'needed: 2');
const HOUR = 3_600_000;
const day = useWorkplace({ policy });
const { as } = day;

const rules = async (text: string) => {
  day.place.writePolicy(text);
  await day.place.bot.reloadRules();
};
afterEach(async () => {
  if (changedRules) await rules(policy);
  changedRules = false;
});
let changedRules = false;
const useRules = async (text: string) => {
  changedRules = true;
  await rules(text);
};

const away = async (who: string, line: string) => {
  await as(who).command(`/zoom ${line}`);
  return reply(as(who), /stands in for you/);
};
const decisions = async (id: string) =>
  (
    await query(day.place, 'SELECT approver_slack_id, for_slack_id FROM decisions WHERE request_id = $1', [
      id,
    ])
  ).map((one) => [one.approver_slack_id, one.for_slack_id]);
const logged = async () =>
  (
    await query(
      day.place,
      `SELECT event, actor, detail FROM audit WHERE event LIKE 'stand-in-%' OR detail LIKE 'In place%' ORDER BY seq`,
    )
  ).map((one) => `${one.event} ${one.actor}: ${one.detail}`);
const refusalTo = async (who: string, line: string, words: RegExp) => {
  await as(who).command(`/zoom ${line}`);
  return textOf(await reply(as(who), words));
};

describe('an approver goes away', () => {
  it('the stand-in is told and called, approves for them, and it ends by itself', async () => {
    const waiting = await sendRequest(day.place, 'mia', '/zoom change-email mia.c@example.com');
    const answer = await away('grace', 'away for 1 day @linus');
    expect(textOf(answer)).toMatch(/You’re away until <!date.*<@U0LINUS> stands in for you/);
    const end = Number(/<!date\^(\d+)/.exec(textOf(answer))?.[1]) * 1_000;
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', timeStyle: 'short' });
    expect(clock.format(end), 'whole days end at the end of the last one, where Grace is').toBe('23:59');
    expect(buttonsIn(answer.blocks).map((one) => one.action_id)).toEqual(['away:back']);
    const told = await directMessage(as('linus'), /<@U0GRACE> is away, and named you as stand-in/);
    expect(textOf(told)).toMatch(/<@U0MIA> wants to change their Zoom email · <http.*\|Open the card>/);
    await cardSays(
      day.place,
      /<@U0OWEN> <@U0LINUS>, please decide[\s\S]*<@U0LINUS> stands in for \*Grace Hopper\*/,
    );

    const card = await sendRequest(day.place, 'ada', ask, /ada.king/);
    expect(textOf(card)).toContain('<@U0OWEN> <@U0LINUS>, please decide');
    expect(textOf(await reply(as('ada'), /Sent to /))).toMatch(/Sent to <@U0OWEN> and <@U0LINUS>/);
    const home = await openHome(day, 'linus', /Waiting for your decision/);
    expect(home).toMatch(/You decide for <@U0GRACE>/);
    expect(home).toMatch(/You stand in for <@U0GRACE> until/);

    await as('linus').click(card, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
    await cardSays(day.place, /Approved by <@U0LINUS> for <@U0GRACE>, and done in Zoom/);
    await posted(as('linus'), 'zoom-ops', /approved by <@U0LINUS> for <@U0GRACE>/);
    expect(changesIn(day.place)).toEqual(changed);
    expect(await decisions(requestIdIn(card))).toEqual([['U0LINUS', 'U0GRACE']]);

    day.place.clock.advance(5 * HOUR);
    const thread = await as('linus').waitFor(() =>
      as('linus')
        .messages('zoom-approvals')
        .find((one) => /Still waiting for a decision/.test(textOf(one))),
    );
    expect(textOf(thread)).toContain('<@U0OWEN> <@U0LINUS>');

    day.place.clock.advance(end - day.place.clock.now() + HOUR);
    await directMessage(as('grace'), /Welcome back! <@U0LINUS> no longer stands in for you/);
    await directMessage(as('linus'), /<@U0GRACE> is back: you no longer stand in for them/);
    const closed = await directMessage(as('linus'), /You stood in for <@U0GRACE>/);
    expect(buttonsIn(closed.blocks)).toEqual([]);
    await cardSays(day.place, /<@U0GRACE> <@U0OWEN>, please decide/);
    await as('linus').click(
      cardsIn(day.place).find((one) => one.ts === waiting.ts) ?? waiting,
      'request:approve',
    );
    await reply(as('linus'), /You’re not one of the approvers for this request/);
    const log = await logged();
    expect(log[0]).toMatch(/^stand-in-named U0GRACE: U0LINUS in place of U0GRACE, until /);
    expect(log[1]).toBe('approved U0LINUS: In place of U0GRACE');
    expect(log[2]).toMatch(/^stand-in-over frontdesk: U0LINUS in place of U0GRACE/);
    await as('grace').command('/zoom audit approved');
    expect(textOf(await reply(as('grace'), /Audit log/))).toContain('In place of <@U0GRACE>');
  });

  it('asks for what is missing by the form, which says the day in words, and shows how it stands', async () => {
    const grace = as('grace');
    await grace.command('/zoom away');
    const state = await reply(grace, /You’re here: requests come to you/);
    await grace.click(state, 'away:form');
    await day.form('grace', 'away');
    expect(await grace.submit('top', { duration: '14d' })).toMatchObject({ ok: false });
    await grace.submit('top', { duration: '14d', person: 'U0LINUS' });
    await reply(grace, /<@U0LINUS> stands in for you/);
    await as('linus').command('/zoom away');
    expect(textOf(await reply(as('linus'), /You don’t approve requests/))).toMatch(
      /You stand in for <@U0GRACE>/,
    );
    await as('owen').command('/zoom away until 24 December');
    const form = await day.form('owen', 'away');
    expect(JSON.stringify(form.view.blocks)).toMatch(/datepicker.*-12-24/);
    await as('owen').close();
    await as('mia').command('/zoom away');
    expect(textOf(await reply(as('mia'), /you need no stand-in/))).not.toContain('U0GRACE');
  });

  it('comes back early, by a word or a button; the stand-in hears of it', async () => {
    const answer = await away('grace', 'away until Friday @linus');
    await directMessage(as('linus'), /named you as stand-in/);
    await as('grace').click(answer, 'away:back');
    await reply(as('grace'), /Welcome back! <@U0LINUS> no longer stands in for you/);
    await directMessage(as('linus'), /<@U0GRACE> is back/);
    await as('grace').command('/zoom back');
    await reply(as('grace'), /You weren’t away/);
  });

  it('the stand-in declines with a button; the approver reads it and names another one', async () => {
    await useRules(policy.replace('[U0GRACE, U0LINUS]', '[U0GRACE, U0LINUS, U0BEN]'));
    await away('grace', 'away for 1 week @linus');
    const told = await directMessage(as('linus'), /named you as stand-in/);
    await as('linus').click(told, 'away:decline');
    await directMessage(as('linus'), /You declined to stand in for <@U0GRACE>/);
    const declined = await directMessage(as('grace'), /<@U0LINUS> can’t stand in for you/);
    await as('grace').click(declined, 'away:form');
    await day.form('grace', 'away');
    await as('grace').submit('top', { duration: '7d', person: 'U0BEN' });
    await directMessage(as('ben'), /named you as stand-in/);
    await forgedClick(day.place, as('linus'), {
      action: 'away:decline',
      value: buttonsIn(told.blocks)[0]?.value ?? '',
    });
    await directMessage(as('linus'), /You no longer stand in for <@U0GRACE>: it’s over/);
    day.provoke(/^response_url expired_url$/);
    expect((await logged()).slice(-3).map((one) => one.split(':')[0])).toEqual([
      'stand-in-named U0GRACE',
      'stand-in-declined U0LINUS',
      'stand-in-named U0GRACE',
    ]);

    // Ben leaves the company before Grace is back.
    const ben = day.place.slack.workspace.users.get('U0BEN');
    if (ben) ben.kind = 'deactivated';
    day.provoke(/^response_url expired_url$|^(conversations\.open|chat\.\w+) /);
    const { teamId, appId } = day.place.slack;
    const event = { type: 'user_change', user: { id: 'U0BEN', deleted: true, profile: {} }, event_ts: '1.1' };
    const envelope = { team_id: teamId, api_app_id: appId, event_id: 'Ev0LEFT', event_time: 1 };
    await day.place.slack.deliver({
      kind: 'events_api',
      payload: { type: 'event_callback', ...envelope, event },
    });
    await directMessage(as('grace'), /<@U0BEN> can’t stand in for you/);
    expect((await logged()).at(-1)).toMatch(/^stand-in-declined frontdesk: U0BEN in place of U0GRACE/);
  });
});

describe('who may stand in, and for whom', () => {
  it('says in a sentence why somebody cannot', async () => {
    const cases: [who: string, line: string, words: RegExp][] = [
      ['grace', 'away for 2 days @mia', /<@U0MIA> can’t stand in for you: your Zoom admins let only certain/],
      ['grace', 'away for 2 days @grace', /You can’t stand in for yourself/],
      ['grace', 'away for 200 days @linus', /90 days at most/],
      ['grace', 'away until 1 January 2020 @linus', /already over/],
      ['grace', 'away for good @linus', /It needs an end date/],
      ['ada', 'away for 2 days @linus', /You don’t approve requests here/],
    ];
    for (const [who, line, words] of cases) {
      expect.soft(await refusalTo(who, line, words), line).toMatch(/Nothing was changed/);
    }
    await away('grace', 'away for 2 days @owen');
    expect(await refusalTo('owen', 'away for 2 days @linus', /You stand in for <@U0GRACE> until/)).toMatch(
      /Decline that first/,
    );
    await as('grace').command('/zoom back');
    await reply(as('grace'), /Welcome back/);
    await away('owen', 'away for 2 days @linus');
    await refusalTo('grace', 'away for 2 days @owen', /<@U0OWEN> is away too/);
    await useRules(policy.replace('needed: 1', 'needed: 1, stand_ins: off'));
    await refusalTo('grace', 'away for 2 days @linus', /Stand-ins are switched off here/);
    await useRules(policy.replace('needed: 1', 'needed: 1, stand_ins: [U0MIA]'));
    await away('grace', 'away for 2 days @mia');
  });

  it('a stand-in decides nothing of their own, nothing that is about them, and nothing of who is away', async () => {
    await useRules(policy.replace('needed: 1', 'needed: 1, stand_ins: [U0MIA]'));
    await away('grace', 'away for 2 days @mia');
    const own = await sendRequest(day.place, 'mia', '/zoom change-email mia.c@example.com');
    expect(textOf(own)).toMatch(/<@U0GRACE> <@U0OWEN>, please decide/);
    await forgedClick(day.place, as('mia'), { action: 'request:approve', value: requestIdIn(own) });
    await directMessage(as('mia'), /You can’t decide your own request/);
    const graces = await sendRequest(day.place, 'grace', '/zoom change-email g.h@example.com', /g\.h@/);
    expect(textOf(graces)).not.toContain('<@U0MIA>, please decide');
    await forgedClick(day.place, as('mia'), { action: 'request:approve', value: requestIdIn(graces) });
    await directMessage(as('mia'), /You’re not one of the approvers/);
    day.provoke(/^response_url expired_url$/);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('the two count as one: where two approvals are needed, another approver has to join', async () => {
    await useRules(twoNeeded);
    await away('grace', 'away for 2 days @linus');
    const card = await sendRequest(day.place, 'ada', ask);
    await as('linus').click(card, 'request:approve');
    await cardSays(day.place, /1 of 2 approvals \(<@U0LINUS> for <@U0GRACE>\)/);
    await as('grace').click(card, 'request:approve');
    await reply(as('grace'), /<@U0LINUS> has already approved this in your place/);
    // The time of a stand-in ends while the form for a reason is open.
    const other = await sendRequest(day.place, 'mia', '/zoom change-email mia.q@example.com', /mia\.q@/);
    await as('linus').click(other, 'request:deny');
    await as('linus').waitFor((seen) => seen.views.at(-1)?.view.callback_id === 'deny');
    await as('grace').command('/zoom back');
    await reply(as('grace'), /Welcome back/);
    await as('linus').submit('top', { reason: 'I am still here' });
    await as('linus').waitFor((seen) => /not one of the approvers/.test(JSON.stringify(seen.views)));
    expect(await decisions(requestIdIn(other))).toEqual([]);
    await forgedClick(day.place, as('mia'), { action: 'request:cancel', value: requestIdIn(other) });
    await forgedClick(day.place, as('owen'), { action: 'request:approve', value: requestIdIn(card) });
    await directMessage(as('ada'), /Email changed/);
    await cardSays(day.place, /Approved by <@U0LINUS> for <@U0GRACE> and <@U0OWEN>, and done/);

    await away('grace', 'away for 2 days @linus');
    const second = await sendRequest(day.place, 'mia', '/zoom change-email mia.c@example.com', /mia\.c@/);
    await as('grace').click(second, 'request:approve');
    await cardSays(day.place, /1 of 2 approvals \(<@U0GRACE>\)/);
    await as('linus').click(second, 'request:approve');
    await reply(as('linus'), /The two of you count as one approver/);
    expect(await decisions(requestIdIn(second))).toEqual([['U0GRACE', null]]);
  });

  it('what was approved in somebody’s place counts only while policy still lets both', async () => {
    await useRules(twoNeeded);
    await away('grace', 'away for 2 days @linus');
    const card = await sendRequest(day.place, 'ada', ask);
    await as('linus').click(card, 'request:approve');
    await cardSays(day.place, /1 of 2 approvals/);
    await useRules(twoNeeded.replace('needed: 2', 'needed: 2, stand_ins: off'));
    await forgedClick(day.place, as('owen'), { action: 'request:approve', value: requestIdIn(card) });
    await until(async () => (await decisions(requestIdIn(card))).length === 2);
    expect(
      (await query(day.place, 'SELECT state FROM requests WHERE id = $1', [requestIdIn(card)]))[0]?.state,
    ).toBe('pending');
    expect(changesIn(day.place)).toEqual([]);
  });
});

it('it survives a restart: nobody is told twice, and it ends at its time', async () => {
  await away('grace', 'away for 2 days @linus');
  await directMessage(as('linus'), /named you as stand-in/);
  await day.place.restart(policy);
  const home = await openHome(day, 'grace', /You’re away until/);
  expect(home).toMatch(/<@U0LINUS> stands in for you/);
  expect(await openHome(day, 'linus', /Approvers who are away|You stand in for <@U0GRACE>/)).toBeTruthy();
  expect(
    as('linus')
      .dms()
      .filter((one) => /named you/.test(textOf(one))),
  ).toHaveLength(1);
  await passTime(day.place, 73 * HOUR);
  await directMessage(as('grace'), /Welcome back/);
  await homeSays(day, 'grace', /Going away\?/);
});
