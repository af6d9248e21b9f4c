import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { directMessage, openWorkplace, posted, reply, textOf, type Workplace } from '../support/workplace.ts';
import {
  buttonsIn,
  cardSays,
  cardsIn,
  changesIn,
  forgedClick,
  query,
  quiet,
  refusedCalls,
  requestIdIn,
  sendRequest,
  startAfresh,
  until,
} from './support.ts';

const HOUR = 3_600_000;
const ask = '/zoom change-email ada.king@example.com';
const changed = [`changeEmail ${person('ada').zoom?.id}`];
const policy = (over: string, commands = '') => `
approvals:
  channel: C0APPROVALS
  approvers: [U0GRACE, U0LINUS]
  expires_after: 72h
  remind_after: 4h
  escalate_after: 24h
  escalate_to: [U0OWEN]
  ${over}
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
${commands}
`;
const usual = policy('needed: 1');

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace({ store: 'postgres', policy: usual });
});
afterAll(() => place.close());
afterEach(async () => {
  await quiet(place);
  const refused = refusedCalls(place).filter((one) => one !== 'response_url expired_url');
  startAfresh(place);
  await query(place, 'TRUNCATE requests, decisions, notifications, channel_slots, counters, links');
  expect(refused).toEqual([]);
});

const as = (handle: string) => place.as(handle);
const inThread = (words: RegExp) => {
  const channel = place.slack.workspace.channels.get('C0APPROVALS');
  return (channel?.messages ?? []).filter((one) => one.threadTs && words.test(JSON.stringify(one.blocks)));
};
const approvalsOf = async (id: string) =>
  (await query(place, 'SELECT 1 FROM decisions WHERE request_id = $1', [id])).length;

it('nobody decides for three days: the request runs out, both sides read it, a late click changes nothing', async () => {
  const card = await sendRequest(place, 'ada', ask);
  await quiet(place);
  place.clock.advance(72 * HOUR + 1000);
  await directMessage(as('ada'), /Your request expired/);
  const ended = await cardSays(place, /nobody answered in time/);
  expect(buttonsIn(ended.blocks)).toEqual([]);
  await forgedClick(place, as('grace'), { action: 'request:approve', value: requestIdIn(card) });
  await directMessage(as('grace'), /This request expired/);
  expect(changesIn(place)).toEqual([]);
});

it('a click between the end and the scheduler’s next poll is too late as well', async () => {
  const card = await sendRequest(place, 'ada', ask);
  await quiet(place);
  place.clock.advance(72 * HOUR + 1000);
  await as('grace').click(card, 'request:approve');
  await reply(as('grace'), /expired/);
  expect(await approvalsOf(requestIdIn(card))).toBe(0);
});

it('after four hours the approvers are reminded once, in the card’s thread; after a day the next ones are asked', async () => {
  const card = await sendRequest(place, 'ada', ask);
  await quiet(place);
  place.clock.advance(4 * HOUR + 1000);
  await until(() => inThread(/Still waiting for a decision, <@U0GRACE> <@U0LINUS>/).length === 1);
  expect(inThread(/Still waiting/)[0]?.threadTs).toBe(card.ts);

  await forgedClick(place, as('owen'), { action: 'request:approve', value: requestIdIn(card) });
  await directMessage(as('owen'), /You’re not one of the approvers/);

  await quiet(place);
  place.clock.advance(20 * HOUR);
  await until(() => inThread(/Still waiting for a decision, <@U0OWEN>/).length === 1);
  expect(inThread(/Still waiting/)).toHaveLength(2);
  await forgedClick(place, as('owen'), { action: 'request:approve', value: requestIdIn(card) });
  await directMessage(as('ada'), /Email changed/);
  expect(changesIn(place)).toEqual(changed);
});

it('an unanswered preview is forgotten after half an hour', async () => {
  await as('ada').command(ask);
  const preview = await reply(as('ada'), /Send request/);
  place.clock.advance(HOUR);
  await as('ada').click(preview, 'confirm:run');
  await reply(as('ada'), /too old|expired/);
  expect(as('grace').messages('zoom-approvals')).toEqual([]);
});

it('after ten minutes a change can no longer be undone', async () => {
  await as('ada').command('/zoom add-assistant @mia');
  const done = await reply(as('ada'), /can now schedule/);
  place.clock.advance(11 * 60_000);
  await as('ada').click(done, 'request:undo');
  await reply(as('ada'), /more than 10 minutes ago/);
  expect(place.zoom.changes.map((one) => one.operation)).toEqual(['addAssistants']);
});

it('the bot is restarted while a request is pending: the same card can be approved', async () => {
  const card = await sendRequest(place, 'ada', ask);
  await place.restart();
  await as('grace').click(card, 'request:approve');
  await directMessage(as('ada'), /Email changed/);
  expect(changesIn(place)).toEqual(changed);
});

it('two approvals are needed: the same approver twice is one, two people are two', async () => {
  await place.restart(policy('needed: 2'));
  const card = await sendRequest(place, 'ada', ask);
  expect(textOf(card)).toContain('0 of 2 approvals');
  await as('grace').click(card, 'request:approve');
  await cardSays(place, /1 of 2 approvals \(<@U0GRACE>\)/);
  await as('grace').click(card, 'request:approve');
  await reply(as('grace'), /You’ve already approved this/);
  await as('grace').click(card, 'request:deny');
  await as('grace').waitFor(() => as('grace').views().length + as('grace').ephemerals().length > 1);
  expect(changesIn(place)).toEqual([]);
  await as('linus').click(card, 'request:approve');
  await directMessage(as('ada'), /Email changed/);
  await cardSays(place, /Approved by <@U0GRACE> and <@U0LINUS>, and done/);
  expect(changesIn(place)).toEqual(changed);
});

it('two are needed and both click at once: both count', async () => {
  await place.restart(policy('needed: 2'));
  const card = await sendRequest(place, 'ada', ask);
  await Promise.all([as('grace').click(card, 'request:approve'), as('linus').click(card, 'request:approve')]);
  await directMessage(as('ada'), /Email changed/);
  expect(await approvalsOf(requestIdIn(card))).toBe(2);
  expect(changesIn(place)).toEqual(changed);
});

it('an approver who was taken off the list can no longer approve', async () => {
  await place.restart(usual);
  const card = await sendRequest(place, 'ada', ask);
  await place.restart(usual.replace('[U0GRACE, U0LINUS]', '[U0LINUS]'));
  await as('grace').click(card, 'request:approve');
  await reply(as('grace'), /You’re not one of the approvers/);
  expect(changesIn(place)).toEqual([]);
});

it.each([
  ['the command was switched off', usual.concat('commands: { change-email: off }'), /switched off here/],
  ['two approvals are needed now', usual.replace('needed: 1', 'needed: 2'), /approval no longer counts/],
  [
    'the approver was taken off the list',
    usual.replace('[U0GRACE, U0LINUS]', '[U0LINUS]'),
    /approval no longer counts/,
  ],
  [
    'the address’s domain is no longer allowed',
    usual.replace('[example.com]', '[example.net]'),
    /isn’t one of your organisation’s addresses/,
  ],
])(
  'between approval and execution %s: nothing is changed, and Ada reads why',
  async (_, changedPolicy, words) => {
    await place.restart(usual);
    const card = await sendRequest(place, 'ada', ask);
    place.zoom.faults.add({ operation: 'getUser', times: 20, kind: 'status', status: 503, body: {} });
    await as('grace').click(card, 'request:approve');
    await until(async () => {
      const [row] = await query(place, 'SELECT state, lease_owner FROM requests WHERE id = $1', [
        requestIdIn(card),
      ]);
      return row?.state === 'approved' && row.lease_owner === null;
    }, 12_000);
    place.zoom.faults.clear();
    await place.restart(changedPolicy);
    place.clock.advance(10_000);
    await directMessage(as('ada'), words);
    await cardSays(place, /Approved by <@U0GRACE>, but not done/);
    expect(changesIn(place)).toEqual([]);
  },
);

it('the policy asks for an approval since the preview was shown: confirming alone changes nothing', async () => {
  await place.restart(usual);
  place.zoom.account.users
    .find((one) => one.email === 'ada@example.com')
    ?.assistants.push(person('mia').zoom?.id ?? '');
  await as('ada').command('/zoom remove-assistant all');
  const preview = await reply(as('ada'), /\?[\s\S]*Cancel/);
  await place.restart(usual.concat('commands: { remove-assistant: approval }'));
  await as('ada').click(preview, 'confirm:run');
  await reply(as('ada'), /approval no longer counts/);
  expect(changesIn(place)).toEqual([]);
});

it('approvers come from a user group; when it cannot be read nobody approves', async () => {
  await place.restart(usual.replace('[U0GRACE, U0LINUS]', '[S0ADMINS]'));
  const card = await sendRequest(place, 'ada', ask);
  await as('linus').click(card, 'request:approve');
  await directMessage(as('ada'), /Email changed/);
  await quiet(place);
  startAfresh(place);

  const second = await sendRequest(place, 'mia', '/zoom change-email mia.c@example.com');
  await place.restart();
  await place.restart(usual.replace('[U0GRACE, U0LINUS]', '[S0ADMINS]'));
  // The start-up check has read the group; what the bot asks from now on fails.
  place.slack.workspace.userGroups.delete('S0ADMINS');
  await as('grace').click(second, 'request:approve');
  await reply(as('grace'), /You’re not one of the approvers/);
  expect(changesIn(place)).toEqual([]);
  const provoked = refusedCalls(place);
  expect(provoked).toEqual(['usergroups.users.list no_such_subteam']);
  place.slack.reset();
});

it('a quota counts what is confirmed, however many previews were opened before', async () => {
  await place.restart(usual.concat('commands: { change-email: { access: approval, quota: 1 per 30d } }'));
  await as('ada').command(ask);
  const first = await reply(as('ada'), /Send request/);
  await as('ada').command('/zoom change-email ada.l@example.com');
  const second = await as('ada').waitFor(() =>
    as('ada')
      .ephemerals()
      .find((one) => /Send request/.test(textOf(one)) && one.ts !== first.ts),
  );
  await as('ada').click(first, 'confirm:run');
  await as('ada').waitFor(() =>
    as('ada')
      .ephemerals()
      .some((one) => /Sent to /.test(textOf(one))),
  );
  await as('ada').click(second, 'confirm:run');
  await reply(as('ada'), /You can .* every/);
  await posted(as('grace'), 'zoom-approvals', /wants to|would like/);
  expect(cardsIn(place)).toHaveLength(1);
});
