import { type WebAPICallResult, WebClient, WebClientEvent } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { methods } from '../../../sandbox/slack/web-api/routes.ts';
import { recorderFor } from '../slack/recorder.ts';
import { clientFor, refusal, silent } from '../slack/start.ts';
import { slackFor } from './bare-bolt.ts';
import { buttons, form, section } from './forms.ts';

type Call = (client: WebClient) => Promise<WebAPICallResult>;

describe('Slack’s own client', () => {
  test('reaches every method that the sandbox has', async () => {
    const slack = await slackFor({ requestUrl: null });
    const requests = await recorderFor(slack);
    const client = clientFor(slack);
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0GENERAL', text: 'first' });
    const trigger = async () => {
      await slack.as('ada').command('/lunch');
      return new URLSearchParams(requests.at(-1)?.body).get('trigger_id') ?? '';
    };
    const inside = async () => {
      const viewId = slack.as('ada').views().at(-1)?.id ?? '';
      await slack.as('ada').click({ kind: 'view', viewId }, 'yes');
      return String(requests.at(-1)?.payload.trigger_id);
    };
    const modal = form({ blocks: buttons('yes') });
    const home = { type: 'home' as const, blocks: [section('Menu')] };
    const upload = { filename: 'menu.txt', file: Buffer.from('soup'), channel_id: 'C0GENERAL' };
    const at = { channel: 'C0GENERAL', ts };
    const calls: Readonly<Record<string, Call>> = {
      'api.test': (one) => one.api.test(),
      'auth.test': (one) => one.auth.test(),
      'team.info': (one) => one.team.info(),
      'team.profile.get': (one) => one.team.profile.get(),
      'apps.connections.open': () => clientFor(slack, slack.appToken).apps.connections.open(),
      'bots.info': (one) => one.bots.info({ bot: 'B0FRONTDESK' }),
      'chat.postMessage': (one) => one.chat.postMessage({ channel: 'C0GENERAL', text: 'hi', thread_ts: ts }),
      'chat.postEphemeral': (one) =>
        one.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0ADA', text: 'psst' }),
      'chat.update': (one) => one.chat.update({ ...at, text: 'second' }),
      'chat.getPermalink': (one) => one.chat.getPermalink({ channel: 'C0GENERAL', message_ts: ts }),
      'reactions.add': (one) => one.reactions.add({ channel: 'C0GENERAL', timestamp: ts, name: 'soup' }),
      'reactions.remove': (one) =>
        one.reactions.remove({ channel: 'C0GENERAL', timestamp: ts, name: 'soup' }),
      'conversations.history': (one) => one.conversations.history({ channel: 'C0GENERAL' }),
      'conversations.replies': (one) => one.conversations.replies(at),
      'chat.delete': (one) => one.chat.delete(at),
      'conversations.list': (one) => one.conversations.list(),
      'conversations.info': (one) => one.conversations.info({ channel: 'C0GENERAL' }),
      'conversations.members': (one) => one.conversations.members({ channel: 'C0GENERAL' }),
      'conversations.open': (one) => one.conversations.open({ users: 'U0ADA' }),
      'conversations.join': (one) => one.conversations.join({ channel: 'C0NOAPP' }),
      'conversations.invite': (one) => one.conversations.invite({ channel: 'C0NOAPP', users: 'U0GINA' }),
      'conversations.leave': (one) => one.conversations.leave({ channel: 'C0NOAPP' }),
      'users.list': (one) => one.users.list({}),
      'users.info': (one) => one.users.info({ user: 'U0ADA' }),
      'users.lookupByEmail': (one) => one.users.lookupByEmail({ email: 'ada@example.com' }),
      'users.profile.get': (one) => one.users.profile.get({ user: 'U0ADA' }),
      'usergroups.list': (one) => one.usergroups.list(),
      'usergroups.users.list': (one) => one.usergroups.users.list({ usergroup: 'S0ADMINS' }),
      'files.getUploadURLExternal': (one) => one.files.getUploadURLExternal({ filename: 'a.txt', length: 4 }),
      'files.completeUploadExternal': (one) => one.files.uploadV2(upload),
      'files.info': (one) => one.files.info({ file: [...slack.workspace.files.keys()][0] ?? '' }),
      'views.open': async (one) => one.views.open({ trigger_id: await trigger(), view: modal }),
      'views.push': async (one) => one.views.push({ trigger_id: await inside(), view: modal }),
      'views.update': (one) =>
        one.views.update({ view_id: slack.as('ada').views()[0]?.id ?? '', view: modal }),
      'views.publish': (one) => one.views.publish({ user_id: 'U0ADA', view: home }),
      'conversations.create': (one) => one.conversations.create({ name: 'lunch', is_private: true }),
      'apps.manifest.create': () =>
        clientFor(slack, slack.configToken).apiCall('apps.manifest.create', {
          manifest: JSON.stringify({ display_information: { name: 'Lunch' } }),
        }),
    };
    expect(Object.keys(calls).sort()).toEqual(Object.keys(methods).sort());
    for (const [name, call] of Object.entries(calls)) {
      expect(await call(client), name).toMatchObject({ ok: true });
    }
    const ignored = slack.log.flatMap((one) => ('ignored' in one && one.ignored ? [one] : []));
    expect(ignored).toEqual([]);
  });

  test('is told which scope each method lacks', async () => {
    const slack = await slackFor();
    slack.workspace.scopes.clear();
    const lacking = Object.entries(methods).filter(([, one]) => one.token === 'bot' && one.scopes.length > 0);
    expect(lacking.length).toBeGreaterThanOrEqual(20);
    for (const [name, { scopes }] of lacking) {
      const answer = await refusal(clientFor(slack).apiCall(name));
      expect(answer, name).toMatchObject({ error: 'missing_scope', needed: scopes[0] });
    }
  });

  test('reads all that was written, page by page, the newest first', async () => {
    const slack = await slackFor();
    const client = clientFor(slack);
    const said = ['one', 'two', 'three', 'four', 'five'];
    for (const text of said) await slack.as('ben').message(text, 'general');
    await client.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0ADA', text: 'psst' });
    const read: unknown[] = [];
    for await (const page of client.paginate('conversations.history', { channel: 'C0GENERAL', limit: 2 })) {
      read.push(...((page as { messages?: { text?: string }[] }).messages ?? []).map((one) => one.text));
    }
    expect(read).toEqual([...said].reverse());
    const oldest = slack.as('ada').messages('general')[3]?.ts ?? '';
    const since = await client.conversations.history({ channel: 'C0GENERAL', oldest });
    expect(since.messages?.map((one) => one.text)).toEqual(['five']);
    const from = await client.conversations.history({ channel: 'C0GENERAL', oldest, inclusive: true });
    expect(from.messages?.map((one) => one.text)).toEqual(['five', 'four']);
  });

  test('reads a thread apart from the channel', async () => {
    const slack = await slackFor();
    const { chat, conversations } = clientFor(slack);
    const { ts = '' } = await chat.postMessage({ channel: 'C0GENERAL', text: 'menu?' });
    await chat.postMessage({ channel: 'C0GENERAL', text: 'soup', thread_ts: ts });
    const thread = await conversations.replies({ channel: 'C0GENERAL', ts });
    expect(thread.messages?.map((one) => one.text)).toEqual(['menu?', 'soup']);
    const { messages } = await conversations.history({ channel: 'C0GENERAL' });
    expect(messages?.map((one) => one.text)).toEqual(['menu?']);
  });

  test('waits as long as Slack says when it calls too often, and gets its answer', async () => {
    const slack = await slackFor();
    slack.faults.add({ method: 'users.info', times: 1, status: 429, retryAfter: 1 });
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, logger: silent });
    const waits: unknown[] = [];
    client.on(WebClientEvent.RATE_LIMITED, (seconds) => waits.push(seconds));
    await expect(client.users.info({ user: 'U0ADA' })).resolves.toMatchObject({ ok: true });
    expect(waits).toEqual([1]);
  });

  test.each<[string, string, Call]>([
    [
      'thread_not_found',
      'a thread that does not exist',
      (one) => one.conversations.replies({ channel: 'C0GENERAL', ts: '1.0' }),
    ],
    [
      'not_in_channel',
      'the history of a channel it is not in',
      (one) => one.conversations.history({ channel: 'C0NOAPP' }),
    ],
    [
      'invalid_ts_oldest',
      'a time that is none',
      (one) => one.conversations.history({ channel: 'C0GENERAL', oldest: 'noon' }),
    ],
    [
      'invalid_limit',
      'a page that is too long',
      (one) => one.conversations.history({ channel: 'C0GENERAL', limit: 5000 }),
    ],
    [
      'message_not_found',
      'a link to nothing',
      (one) => one.chat.getPermalink({ channel: 'C0GENERAL', message_ts: '1.0' }),
    ],
    [
      'message_not_found',
      'a reaction to nothing',
      (one) => one.reactions.add({ channel: 'C0GENERAL', timestamp: '1.0', name: 'soup' }),
    ],
    [
      'invalid_name',
      'an emoji that cannot be',
      (one) => one.reactions.add({ channel: 'C0GENERAL', timestamp: '1.0', name: 'no name' }),
    ],
    [
      'bad_timestamp',
      'a timestamp that is none',
      (one) => one.reactions.add({ channel: 'C0GENERAL', timestamp: 'now', name: 'soup' }),
    ],
    [
      'method_not_supported_for_channel_type',
      'a private channel to join',
      (one) => one.conversations.join({ channel: 'C0APPROVALS' }),
    ],
    [
      'channel_not_found',
      'a channel to join that does not exist',
      (one) => one.conversations.join({ channel: 'C0NONE' }),
    ],
    [
      'cant_leave_general',
      'leaving the general channel',
      (one) => one.conversations.leave({ channel: 'C0GENERAL' }),
    ],
    [
      'name_taken',
      'a channel of a name that is there',
      (one) => one.conversations.create({ name: 'zoom-approvals', is_private: true }),
    ],
    [
      'invalid_name_specials',
      'a channel whose name has blanks',
      (one) => one.conversations.create({ name: 'Zoom approvals' }),
    ],
    [
      'not_allowed_token_type',
      'making an app with a bot token',
      (one) => one.apiCall('apps.manifest.create', { manifest: '{}' }),
    ],
    [
      'not_in_channel',
      'inviting where it is not',
      (one) => one.conversations.invite({ channel: 'C0NOAPP', users: 'U0ADA' }),
    ],
    [
      'already_in_channel',
      'inviting who is there',
      (one) => one.conversations.invite({ channel: 'C0GENERAL', users: 'U0ADA' }),
    ],
    [
      'cant_invite_self',
      'inviting itself',
      (one) => one.conversations.invite({ channel: 'C0GENERAL', users: 'U0FRONTDESK' }),
    ],
    [
      'user_not_found',
      'inviting nobody',
      (one) => one.conversations.invite({ channel: 'C0GENERAL', users: 'U0NOBODY' }),
    ],
    ['bot_not_found', 'another bot', (one) => one.bots.info({ bot: 'B0OTHER' })],
    ['user_not_found', 'the profile of nobody', (one) => one.users.profile.get({ user: 'U0NOBODY' })],
  ])('is refused with %s: %s', async (error, _, call) => {
    const slack = await slackFor();
    expect(await refusal(call(clientFor(slack)))).toMatchObject({ error });
  });

  test('reacts once with each emoji, for everybody to see', async () => {
    const slack = await slackFor();
    const { reactions } = clientFor(slack);
    await slack.as('ada').message('soup?', 'general');
    const at = { channel: 'C0GENERAL', timestamp: slack.as('ada').messages('general')[0]?.ts ?? '' };
    await reactions.add({ ...at, name: 'thumbsup' });
    expect(await refusal(reactions.add({ ...at, name: 'thumbsup' }))).toMatchObject({
      error: 'already_reacted',
    });
    const seen = () => slack.as('ben').messages('general')[0]?.reactions;
    expect(seen()).toEqual([{ name: 'thumbsup', users: [slack.botUserId] }]);
    await reactions.remove({ ...at, name: 'thumbsup' });
    expect(seen()).toBeUndefined();
    expect(await refusal(reactions.remove({ ...at, name: 'thumbsup' }))).toMatchObject({
      error: 'no_reaction',
    });
  });

  test('joins a channel, invites, and leaves again', async () => {
    const slack = await slackFor();
    const { conversations, chat } = clientFor(slack);
    await conversations.join({ channel: 'C0NOAPP' });
    expect(await conversations.join({ channel: 'C0NOAPP' })).toMatchObject({ warning: 'already_in_channel' });
    await chat.postMessage({ channel: 'C0NOAPP', text: 'here now' });
    await conversations.invite({ channel: 'C0NOAPP', users: 'U0GINA' });
    expect(slack.as('gina').messages('random')).toMatchObject([{ text: 'here now' }]);
    await conversations.leave({ channel: 'C0NOAPP' });
    expect(await conversations.leave({ channel: 'C0NOAPP' })).toMatchObject({ not_in_channel: true });
    const posted = chat.postMessage({ channel: 'C0NOAPP', text: 'gone' });
    expect(await refusal(posted)).toMatchObject({ error: 'not_in_channel' });
  });

  test('is not told of a misspelt argument by Slack; the sandbox writes it down', async () => {
    const slack = await slackFor();
    await clientFor(slack).apiCall('chat.postMessage', { channel: 'C0GENERAL', text: 'x', thread: '1.0' });
    const call = slack.log.find((one) => one.kind === 'api');
    expect(call).toMatchObject({ method: 'chat.postMessage', ok: true, ignored: ['thread'] });
  });
});
