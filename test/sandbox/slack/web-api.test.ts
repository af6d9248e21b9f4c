import { WebClient } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { clientFor, refusal, silent, slackForTest } from './start.ts';

describe('an app that calls the Web API', () => {
  test('learns who it is', async () => {
    const slack = await slackForTest();
    const me = await clientFor(slack).auth.test();
    expect(me).toMatchObject({ ok: true, team_id: 'T0FRONTDESK', user_id: slack.botUserId });
    expect(me.response_metadata?.scopes).toContain('chat:write');
  });

  test('is refused without a valid token', async () => {
    for (const [what, token, error] of [
      ['no token', null, 'not_authed'],
      ['an unknown token', 'xoxb-wrong', 'invalid_auth'],
    ] as const) {
      const slack = await slackForTest();
      expect
        .soft(await refusal(clientFor(slack, token).conversations.info({ channel: 'C0GENERAL' })), what)
        .toMatchObject({
          error,
        });
    }
  });

  test('may not mix up its two tokens', async () => {
    const slack = await slackForTest();
    const opened = clientFor(slack).apps.connections.open();
    expect(await refusal(opened)).toMatchObject({ error: 'not_allowed_token_type' });
    const posted = clientFor(slack, slack.appToken).chat.postMessage({ channel: 'C0GENERAL', text: 'x' });
    expect(await refusal(posted)).toMatchObject({ error: 'not_allowed_token_type' });
  });

  test('is told which scope it lacks', async () => {
    const slack = await slackForTest();
    slack.workspace.scopes.delete('chat:write');
    const answer = await refusal(clientFor(slack).chat.postMessage({ channel: 'C0GENERAL', text: 'x' }));
    expect(answer).toMatchObject({ error: 'missing_scope', needed: 'chat:write' });
    expect(answer).toHaveProperty('provided', expect.stringContaining('users:read'));
  });

  test('is told about a method that does not exist', async () => {
    const slack = await slackForTest();
    expect(await refusal(clientFor(slack).apiCall('chat.shout'))).toMatchObject({ error: 'unknown_method' });
  });

  test('is told which argument is missing', async () => {
    const slack = await slackForTest();
    const answer = await refusal(clientFor(slack).apiCall('users.info'));
    expect(answer.error).toBe('invalid_arguments');
    expect(answer.response_metadata?.messages).toEqual(['[ERROR] missing required field: user']);
  });

  test('may send JSON, and is warned about a missing charset', async () => {
    const slack = await slackForTest();
    const answer = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.botToken}` },
      body: JSON.stringify({ channel: 'C0GENERAL', text: 'by JSON' }),
    });
    expect(answer.headers.get('x-oauth-scopes')).toContain('chat:write');
    expect(await answer.json()).toMatchObject({ ok: true, warning: 'missing_charset' });
    expect(slack.as('ada').messages('general').at(-1)?.text).toBe('by JSON');
  });

  test('meets rate limits when they are enforced: a burst to one channel, then 429', async () => {
    const slack = await slackForTest({ enforceRateLimits: true });
    const client = clientFor(slack);
    const post = (channel: string) => client.chat.postMessage({ channel, text: 'again' });
    for (let i = 0; i < 5; i += 1) await post('C0GENERAL');
    await expect(post('C0GENERAL')).rejects.toMatchObject({ retryAfter: 5 });
    await expect(post('C0ZOOMOPS')).resolves.toMatchObject({ ok: true });
  });

  test('leaves a trace without its tokens', async () => {
    const slack = await slackForTest();
    await clientFor(slack).auth.test();
    await refusal(clientFor(slack).users.info({ user: 'U0NOBODY' }));
    expect(slack.log).toMatchObject([
      { kind: 'api', method: 'auth.test', ok: true },
      { kind: 'api', method: 'users.info', ok: false, error: 'user_not_found' },
    ]);
    expect(JSON.stringify(slack.log)).not.toContain('xoxb');
  });
});

describe('when Slack itself fails', () => {
  test('the app meets a fault once', async () => {
    for (const [what, fault, error] of [
      ['a 429', { status: 429, retryAfter: 7 }, { retryAfter: 7 }],
      ['a 503', { status: 503 }, { statusCode: 503 }],
      ['an error word', { error: 'fatal_error' }, { data: { error: 'fatal_error' } }],
      ['a cut connection', { reset: true }, { code: 'slack_webapi_request_error' }],
    ] as const) {
      const slack = await slackForTest();
      slack.faults.add({ method: 'users.info', times: 1, ...fault });
      const client = clientFor(slack);
      await expect.soft(client.users.info({ user: 'U0ADA' }), what).rejects.toMatchObject(error);
      await expect.soft(client.users.info({ user: 'U0ADA' }), what).resolves.toMatchObject({ ok: true });
    }
  });

  test('the app waits in vain when Slack hangs', async () => {
    const slack = await slackForTest();
    slack.faults.add({ method: '*', hang: true });
    const options = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, timeout: 100, logger: silent };
    const client = new WebClient(slack.botToken, options);
    await expect(client.users.info({ user: 'U0ADA' })).rejects.toMatchObject({
      code: 'slack_webapi_request_error',
    });
  });

  test('the app may meet a page in place of JSON', async () => {
    const slack = await slackForTest();
    slack.faults.add({ method: 'users.info', html: true });
    await expect(clientFor(slack).users.info({ user: 'U0ADA' })).rejects.toThrow();
  });

  test('a call can take effect though its answer is lost', async () => {
    const slack = await slackForTest();
    slack.faults.add({ method: 'chat.postMessage', times: 1, reset: true, tookEffect: true });
    const posted = clientFor(slack).chat.postMessage({ channel: 'C0GENERAL', text: 'sent all the same' });
    await expect(posted).rejects.toThrow();
    expect(slack.as('ada').messages('general').at(-1)?.text).toBe('sent all the same');
  });
});
