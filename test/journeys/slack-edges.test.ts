import { describe, expect, it } from 'vitest';
import type { Fault } from '../../sandbox/slack/faults.ts';
import { defaultPolicy, directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn, passTime, query, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace({
  policy: defaultPolicy.replace(/approvers: \[[^\]]*\]/, 'approvers: [S0ADMINS], remind_after: 4h'),
});
const { as } = day;
const ask = '/zoom change-email ada.king@example.com';
const WAIT_30_SECONDS = { status: 429, retryAfter: 30 };
const PAGE = { html: true };

const fault = (one: Fault) => day.place.slack.faults.add(one);

async function send() {
  await as('ada').command(ask);
  await as('ada').click(await reply(as('ada'), /Send request/), 'confirm:run');
  await reply(as('ada'), /Sent to /);
}

describe('a form', () => {
  it.each([
    ['Slack asks to wait for thirty seconds', WAIT_30_SECONDS],
    ['Slack says that it is too much', { error: 'ratelimited' }],
    ['a proxy answers with a page', PAGE],
  ])('%s: it did not open, nobody else waits, and it opens with a button later', async (_, how) => {
    day.provoke(/views\.open/);
    fault({ method: 'views.open', ...how });
    await as('ada').command('/zoom profile');
    const told = await reply(as('ada'), /the form didn’t open/);
    expect(textOf(told)).not.toContain('FD-');
    await as('mia').command('/zoom status');
    await reply(as('mia'), /Licensed/);
    day.place.slack.faults.clear();
    const [button] = buttonsIn(told.blocks);
    await as('ada').click(told, button?.action_id ?? '');
    await day.form('ada', 'profile');
  });
});

it.each([
  ['asks to wait for thirty seconds', WAIT_30_SECONDS],
  ['is answered for by the page of a proxy', PAGE],
])('Slack %s when it is asked who somebody is: that is said, and nobody else waits', async (_, how) => {
  day.provoke(/users\.info/);
  await day.place.restart();
  // Those who could be asked about are known after this, so that only Ada meets the fault.
  await as('mia').command('/zoom status');
  await reply(as('mia'), /Licensed/);
  fault({ method: 'users.info', ...how });
  await as('ada').command('/zoom status');
  const told = await reply(as('ada'), /Slack didn’t answer just now/);
  expect(textOf(told)).not.toContain('FD-');
  await as('mia').command('/zoom whoami');
  await reply(as('mia'), /This is your Zoom account/);
});

it('a page comes in place of Slack’s answer at a response_url: the answer comes as a direct message', async () => {
  day.provoke(/response_url/);
  fault({ method: 'response_url', html: true });
  await as('ada').command('/zoom status');
  await directMessage(as('ada'), /Licensed/);
});

it('Slack cannot tell who is in the group of approvers: nobody reads that they are none', async () => {
  day.provoke(/usergroups\.users\.list/);
  const card = await sendRequest(day.place, 'ada', ask);
  for (const how of [WAIT_30_SECONDS, { error: 'internal_error' }]) {
    fault({ method: 'usergroups.users.list', ...how });
    const before = as('grace').ephemerals().length;
    await as('grace').click(card, 'request:approve');
    const told = await as('grace').waitFor(() => as('grace').ephemerals().slice(before)[0]);
    expect.soft(textOf(told)).toMatch(/Slack didn’t answer just now[\s\S]*Your click didn’t count/);
    day.place.slack.faults.clear();
  }
  expect(changesIn(day.place)).toEqual([]);
  await as('grace').click(card, 'request:approve');
  await directMessage(as('ada'), /Email changed/);
});

describe('a channel', () => {
  it.each([
    ['the bot was removed from', 'not_in_channel', /I was removed from it[\s\S]*Invite me again/],
    ['somebody has archived', 'is_archived', /The channel is archived\. Unarchive it/],
  ])('%s: the admins are told once, and the card comes when it is open again', async (_, error, words) => {
    day.provoke(/chat\.postMessage/);
    fault({ method: 'chat.postMessage', channel: 'C0APPROVALS', error });
    await send();
    const told = textOf(await directMessage(as('grace'), /I can’t post in <#C0APPROVALS>/));
    expect(told).toMatch(words);
    const waiting = () => query(day.place, `SELECT attempts FROM notifications WHERE kind = 'card'`);
    await until(async () => (await waiting()).length === 1);
    const tried = postponements();
    day.place.clock.advance(61_000);
    await until(() => postponements() > tried);
    // It is no attempt of Slack's that could be used up, however long it takes.
    expect(await waiting()).toEqual([{ attempts: 0 }]);
    expect(
      as('grace')
        .dms()
        .filter((one) => /I can’t post/.test(textOf(one))),
    ).toHaveLength(1);
    day.place.slack.faults.clear();
    day.place.clock.advance(61_000);
    const card = await posted(as('linus'), 'zoom-approvals', /wants to|would like/);
    await as('linus').click(card, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
  });

  it('that was given no card: the reminder brings it', async () => {
    day.provoke(/chat\.postMessage invalid_blocks/);
    fault({ method: 'chat.postMessage', channel: 'C0APPROVALS', error: 'invalid_blocks', times: 1 });
    await send();
    await until(() => day.place.log.some((line) => /is given up/.test(line)));
    await passTime(day.place, 4 * 3_600_000 + 1_000);
    await posted(as('linus'), 'zoom-approvals', /wants to|would like/);
  });
});

const postponements = () =>
  day.place.log.filter((line) => /could not be delivered; they are tried again/.test(line)).length;

it.each([
  ['auth.test', PAGE, /^Slack cannot be reached \(a page came in place of its answer, as from a proxy\)/],
  ['auth.test', { status: 503 }, /^Slack cannot be reached \(it answered 503\)/],
  ['conversations.info', { status: 503 }, /did not tell whether the approval channel .*: it answered 503\./],
])(
  '%s fails at the start with %j: neither the token nor the policy is blamed',
  async (method, how, words) => {
    day.provoke(/./);
    fault({ method, ...how });
    await expect(day.place.restart()).rejects.toThrow(words);
    day.place.slack.faults.clear();
    await day.place.restart();
  },
);
