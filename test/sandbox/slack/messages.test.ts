import { describe, expect, test } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/server.ts';
import { section } from './forms.ts';
import { recorderFor } from './recorder.ts';
import { clientFor, refusal, slackForTest } from './start.ts';

describe('an app that posts', () => {
  test('is seen by everybody in the channel, and nobody else sees a private one', async () => {
    const slack = await slackForTest();
    await clientFor(slack).chat.postMessage({ channel: 'C0APPROVALS', text: 'for two' });
    expect(slack.as('grace').messages('zoom-approvals').at(-1)?.text).toBe('for two');
    expect(slack.snapshot('U0ADA').channels.map((channel) => channel.name)).not.toContain('zoom-approvals');
  });

  test.each([
    ['a channel that does not exist', 'C0NOWHERE', 'channel_not_found'],
    ['a public channel it is not in', 'C0NOAPP', 'not_in_channel'],
    ['another bot', 'U0HAL', 'cannot_dm_bot'],
  ])('cannot post to %s', async (_, channel, error) => {
    const slack = await slackForTest();
    expect(await refusal(clientFor(slack).chat.postMessage({ channel, text: 'x' }))).toMatchObject({ error });
  });

  test('cannot see a private channel that it was taken out of', async () => {
    const slack = await slackForTest();
    slack.workspace.channels.get('C0APPROVALS')?.members.delete(slack.botUserId);
    const posted = clientFor(slack).chat.postMessage({ channel: 'C0APPROVALS', text: 'x' });
    expect(await refusal(posted)).toMatchObject({ error: 'channel_not_found' });
  });

  test('cannot post to an archived channel', async () => {
    const slack = await slackForTest();
    const channel = slack.workspace.channels.get('C0ZOOMOPS');
    if (channel) channel.isArchived = true;
    const posted = clientFor(slack).chat.postMessage({ channel: 'C0ZOOMOPS', text: 'x' });
    expect(await refusal(posted)).toMatchObject({ error: 'is_archived' });
  });

  test('must say something, and not too much', async () => {
    const slack = await slackForTest();
    const { chat } = clientFor(slack);
    expect(await refusal(chat.postMessage({ channel: 'C0GENERAL', text: '' }))).toMatchObject({
      error: 'no_text',
    });
    const long = chat.postMessage({ channel: 'C0GENERAL', text: 'x'.repeat(40_001) });
    expect(await refusal(long)).toMatchObject({ error: 'msg_too_long' });
    const blocks = Array.from({ length: 5 }, () => section('x'.repeat(2900)));
    const heavy = chat.postMessage({ channel: 'C0GENERAL', text: 'x', blocks });
    expect(await refusal(heavy)).toMatchObject({ error: 'msg_blocks_too_long' });
  });

  test('is told where its blocks are wrong', async () => {
    const slack = await slackForTest();
    const blocks = [section('fine'), section('')];
    const answer = await refusal(
      clientFor(slack).chat.postMessage({ channel: 'C0GENERAL', text: 'x', blocks }),
    );
    expect(answer.error).toBe('invalid_blocks');
    expect(answer.response_metadata?.messages?.[0]).toMatch(
      /^\[ERROR\] .* \[json-pointer:\/blocks\/1\/text\/text\]$/,
    );
  });

  test('is warned when blocks come without a text', async () => {
    const slack = await slackForTest();
    const posted = await clientFor(slack).chat.postMessage({ channel: 'C0GENERAL', blocks: [section('hi')] });
    expect(posted.response_metadata?.warnings).toEqual(['missing_text_in_message']);
  });

  test('reaches one person alone with an ephemeral message', async () => {
    const slack = await slackForTest();
    await clientFor(slack).chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0ADA', text: 'psst' });
    expect(slack.as('ada').ephemerals()).toMatchObject([{ text: 'psst', ephemeral: true }]);
    expect(slack.as('ben').messages('general')).toEqual([]);
  });

  test('cannot whisper to someone who is not there', async () => {
    const slack = await slackForTest();
    const sent = clientFor(slack).chat.postEphemeral({ channel: 'C0APPROVALS', user: 'U0ADA', text: 'x' });
    expect(await refusal(sent)).toMatchObject({ error: 'user_not_in_channel' });
  });
});

describe('an app that changes messages', () => {
  test('updates its own, which is marked as edited', async () => {
    const slack = await slackForTest();
    const { chat } = clientFor(slack);
    const { ts = '' } = await chat.postMessage({ channel: 'C0GENERAL', text: 'before' });
    await chat.update({ channel: 'C0GENERAL', ts, text: 'after' });
    expect(slack.as('ada').messages('general')).toMatchObject([{ ts, text: 'after', edited: true }]);
    await chat.delete({ channel: 'C0GENERAL', ts });
    expect(slack.as('ada').messages('general')).toEqual([]);
  });

  test('cannot touch those of people', async () => {
    const slack = await slackForTest();
    await slack.as('ada').message('hello', 'general');
    const ts = slack.as('ada').messages('general')[0]?.ts ?? '';
    const { chat } = clientFor(slack);
    const updated = chat.update({ channel: 'C0GENERAL', ts, text: 'x' });
    expect(await refusal(updated)).toMatchObject({ error: 'cant_update_message' });
    const deleted = chat.delete({ channel: 'C0GENERAL', ts });
    expect(await refusal(deleted)).toMatchObject({ error: 'cant_delete_message' });
  });

  test('cannot update an ephemeral message, nor write more than 4,000 characters', async () => {
    const slack = await slackForTest();
    const { chat } = clientFor(slack);
    const sent = await chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0ADA', text: 'psst' });
    const updated = chat.update({ channel: 'C0GENERAL', ts: sent.message_ts ?? '', text: 'x' });
    expect(await refusal(updated)).toMatchObject({ error: 'message_not_found' });
    const { ts = '' } = await chat.postMessage({ channel: 'C0GENERAL', text: 'short' });
    const long = chat.update({ channel: 'C0GENERAL', ts, text: 'x'.repeat(4001) });
    expect(await refusal(long)).toMatchObject({ error: 'msg_too_long' });
  });
});

describe('people at a message', () => {
  const act = async (slack: SlackSandbox, action: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(`${slack.url}/sandbox/${action}`, request)).json();
  };

  test('react, and the app hears of it where it subscribed to that', async () => {
    const slack = await slackForTest();
    const requests = await recorderFor(slack);
    slack.workspace.events.add('reaction_added');
    slack.workspace.scopes.add('reactions:read');
    await slack.as('ada').message('Hello', 'general');
    const [hello] = slack.as('ada').messages('general');
    const reaction = { user: 'U0ADA', channel: 'C0GENERAL', ts: hello?.ts, name: 'eyes' };
    expect(await act(slack, 'react', reaction)).toMatchObject({ ok: true });
    expect(slack.as('ben').messages('general')[0]?.reactions).toEqual([{ name: 'eyes', users: ['U0ADA'] }]);
    await expect
      .poll(() => requests.map(({ payload }) => payload.event))
      .toContainEqual(expect.objectContaining({ type: 'reaction_added', user: 'U0ADA', reaction: 'eyes' }));
    await act(slack, 'react', reaction);
    expect(slack.as('ben').messages('general')[0]?.reactions).toBeUndefined();

    await clientFor(slack).chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0ADA', text: 'psst' });
    const [psst] = slack.as('ada').ephemerals();
    for (const [user, ts, error] of [
      ['U0ADA', psst?.ts, 'message_not_found'],
      ['U0EVE', hello?.ts, 'message_not_found'],
    ])
      expect.soft(await act(slack, 'react', { ...reaction, user, ts })).toMatchObject({ ok: false, error });
  });

  test('reply in a thread; commands are not for threads', async () => {
    const slack = await slackForTest();
    await slack.as('ada').message('Hello', 'general');
    const threadTs = slack.as('ada').messages('general')[0]?.ts;
    const reply = { user: 'U0BEN', channel: 'C0GENERAL', text: 'Hi', threadTs };
    expect(await act(slack, 'message', reply)).toMatchObject({ ok: true });
    expect(slack.as('ada').messages('general').at(-1)).toMatchObject({ text: 'Hi', threadTs });
    expect(await act(slack, 'message', { ...reply, threadTs: '1.0' })).toMatchObject({
      error: 'thread_not_found',
    });
    const command = await act(slack, 'command', { ...reply, text: '/zoom status' });
    expect(command).toMatchObject({ error: 'not_supported_in_threads' });
    expect(slack.as('ben').ephemerals()).toMatchObject([
      { text: '/zoom is not supported in threads. Sorry!', threadTs },
    ]);
  });
});
