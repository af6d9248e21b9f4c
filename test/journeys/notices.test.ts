import { afterEach, describe, expect, it } from 'vitest';
import type { ConfigError } from '../../src/config.ts';
import {
  defaultPolicy,
  directMessage,
  openWorkplace,
  posted,
  reply,
  textOf,
  type Workplace,
} from '../support/workplace.ts';
import { hire, timesTold } from './notices-support.ts';
import { query, sendRequest, until } from './support.ts';

let place: Workplace | undefined;
afterEach(async () => {
  await place?.close();
  place = undefined;
});

const open = async (commands = '', store: 'sqlite' | 'postgres' = 'postgres') => {
  place = await openWorkplace({ store, policy: `${defaultPolicy}${commands}` });
  return place;
};
/** Until every notice is posted that waits for its slot in a channel. */
async function allPosted(here: Workplace): Promise<void> {
  here.clock.advance(10_000);
  if (here.config.database.kind === 'sqlite') await new Promise((done) => setTimeout(done, 2_500));
  else await until(async () => (await query(here, 'SELECT 1 FROM notifications')).length === 0);
}
const newsIn = (here: Workplace, channel: string) =>
  here
    .as('ada')
    .messages(channel)
    .filter((one) => !one.ephemeral && one.user === here.slack.botUserId)
    .map(textOf)
    // Posted once a day, by whichever test is the first.
    .filter((one) => !/Audit log checked/.test(one));

describe('where a command is told', () => {
  it('off: no channel is told, the requester is', async () => {
    const here = await open('commands: { add-assistant: { notices: off } }');
    await here.as('ada').command('/zoom add-assistant @mia');
    await reply(here.as('ada'), /can now schedule/);
    await here.as('ada').command('/zoom remove-assistant @mia');
    await posted(here.as('linus'), 'zoom-ops', /Remove/);
    await allPosted(here);
    expect(newsIn(here, 'zoom-ops')).toHaveLength(1);
  });

  it('another channel: told there instead', async () => {
    const here = await open('commands: { add-assistant: { notices: C0GENERAL } }');
    await here.as('ada').command('/zoom add-assistant @mia');
    await posted(here.as('ada'), 'general', /Done for <@U0ADA>/);
    await allPosted(here);
    expect(newsIn(here, 'general')).toHaveLength(1);
    expect(newsIn(here, 'zoom-ops')).toEqual([]);
  });

  it('off, for what was approved: the requester is told all the same', async () => {
    const here = await open('commands: { change-email: { notices: off } }');
    const card = await sendRequest(here, 'ada', '/zoom change-email ada.king@example.com');
    await here.as('grace').click(card, 'request:approve');
    await directMessage(here.as('ada'), /Email changed/);
    await allPosted(here);
    expect(newsIn(here, 'zoom-ops')).toEqual([]);
  });

  it.each([
    ['C0NOWHERE', /the notice channel C0NOWHERE cannot be read \(channel_not_found\)\. Check the id/],
    ['C0NOAPP', /the bot is not a member of the notice channel C0NOAPP\. Invite it/],
    ['C0AGENCY', /the notice channel C0AGENCY is shared with another organisation/],
  ])('a channel that cannot be told (%s) is found at start', async (channel, words) => {
    const opening = open(`commands: { add-assistant: { notices: ${channel} } }`);
    const error = await opening.then(
      () => undefined,
      (one: ConfigError) => one,
    );
    expect(error?.problems).toEqual([expect.stringMatching(words)]);
  });
});

describe.each(['sqlite', 'postgres'] as const)('in which order, with %s', (store) => {
  it('what was done and undone while the channel was busy is told as both, in this order', async () => {
    const here = await open('', store);
    here.slack.faults.add({ method: 'chat.postMessage', times: 1, status: 429, retryAfter: 7 });
    await here.as('ada').command('/zoom add-assistant @mia');
    await here.as('ada').click(await reply(here.as('ada'), /can now schedule/), 'request:undo');
    await reply(here.as('ada'), /Undone/);
    const news = textOf(await posted(here.as('linus'), 'zoom-ops', /2 changes in Zoom/, 9_000));
    expect(news).toMatch(/:white_check_mark: <@U0ADA>: Add .*\n.*Undone by <@U0ADA>: Add /);
    await allPosted(here);
    expect(newsIn(here, 'zoom-ops')).toHaveLength(1);
  });
});

describe('Slack asks the bot to wait', () => {
  it('thirty seconds for one channel: everything else goes on, and nothing is tried before', async () => {
    const here = await open();
    const [start] = await query(here, `SELECT extract(epoch from now()) * 1000 AS ms`);
    here.slack.faults.add({
      method: 'chat.postMessage',
      channel: 'C0ZOOMOPS',
      times: 1,
      status: 429,
      retryAfter: 30,
    });
    await here.as('ada').command('/zoom add-assistant @mia');
    await reply(here.as('ada'), /can now schedule/);
    await until(async () => (await query(here, 'SELECT 1 FROM channel_slots WHERE next_at > 0')).length > 0);
    await sendRequest(here, 'ada', '/zoom change-email ada.king@example.com');
    here.clock.advance(20_000);
    // Two polls of the scheduler.
    await new Promise((done) => setTimeout(done, 2_100));
    expect(newsIn(here, 'zoom-ops')).toEqual([]);
    const [slot] = await query(here, `SELECT next_at FROM channel_slots WHERE key = 'C0ZOOMOPS'`);
    expect(Number(slot?.next_at) - Number(start?.ms)).toBeGreaterThanOrEqual(30_000);
    const waiting = await query(here, `SELECT attempts FROM notifications WHERE queue = 'C0ZOOMOPS'`);
    expect(waiting).toEqual([{ attempts: 0 }]);
    here.clock.advance(10_000);
    await posted(here.as('linus'), 'zoom-ops', /Done for <@U0ADA>/);
  });

  it('approval cards come before notices that wait for the same channel', async () => {
    const here = await open('commands: { add-assistant: { notices: C0APPROVALS } }');
    const people = hire(here, 5);
    here.slack.faults.add({
      method: 'chat.postMessage',
      channel: 'C0APPROVALS',
      times: 1,
      status: 429,
      retryAfter: 4,
    });
    await Promise.all(people.map((one) => here.as(one).command('/zoom add-assistant @mia')));
    await until(
      async () => (await query(here, `SELECT 1 FROM notifications WHERE queue = 'C0APPROVALS'`)).length === 5,
    );
    await sendRequest(here, 'ada', '/zoom change-email ada.king@example.com');
    const grace = here.as('grace');
    await grace.waitFor(() => timesTold(here, 'zoom-approvals', people).every((n) => n === 1));
    const [first, ...rest] = grace.messages('zoom-approvals').map(textOf);
    expect(first).toMatch(/wants to|would like/);
    expect(rest).toEqual([expect.stringMatching(/5 changes in Zoom/)]);
  });
});
