import { createServer } from 'node:net';
import type { App } from '@slack/bolt';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Snapshot } from '../../../sandbox/slack/desktop.ts';
import { bareBolt, type SlackPlace } from './bare-bolt.ts';
import { refusedAlone, start, startAlone } from './child.ts';
import { rivetFor } from './rivet.ts';

const json = { 'content-type': 'application/json' };
const listen = (app: App) => {
  app.command('/lunch', ({ ack }) => ack('Soup'));
};

/** A local Slack of another process, as its printed environment tells it, and a way to act there. */
async function slackAlone(...args: string[]) {
  const env = await startAlone('--only', 'slack', ...args);
  const slack: SlackPlace = {
    botToken: env.SLACK_BOT_TOKEN ?? '',
    appToken: env.SLACK_APP_TOKEN ?? '',
    signingSecret: env.SLACK_SIGNING_SECRET ?? '',
    apiUrl: env.SLACK_API_URL ?? '',
  };
  const url = slack.apiUrl.replace('/api/', '');
  const post = async (path: string, body: object) => {
    const init = { method: 'POST', headers: json, body: JSON.stringify(body) };
    return (await fetch(`${url}/sandbox/${path}`, init)).json();
  };
  const see = async () => (await (await fetch(`${url}/sandbox/state?user=U0ADA`)).json()) as Snapshot;
  const lunch = { user: 'U0ADA', channel: 'C0GENERAL', text: '/lunch' };
  return { env, slack, url, post, see, lunch };
}

describe('npm run sandbox -- --only slack', () => {
  test('serves somebody else’s bot over Socket Mode, with a page', async () => {
    const { slack, post, see, url, lunch } = await slackAlone();
    expect(slack.botToken).toMatch(/^xoxb-1-1-[0-9a-f]{24}$/);
    await bareBolt(slack, 'Socket Mode', listen);
    expect(await post('command', lunch)).toMatchObject({ ok: true });
    const general = (await see()).channels.find((one) => one.id === 'C0GENERAL');
    expect(general?.messages).toMatchObject([{ text: 'Soup', ephemeral: true }]);
    expect(await (await fetch(url)).text()).toContain('<!doctype html>');
  });

  test('sends to a request URL, with the same tokens at each start', async () => {
    const port = await freePort();
    const { env, slack, post, lunch } = await slackAlone(
      '--fixed',
      '--request-url',
      `http://127.0.0.1:${port}/slack/events`,
    );
    expect(env).toMatchObject({
      SLACK_BOT_TOKEN: 'xoxb-sandbox',
      SLACK_APP_TOKEN: 'xapp-sandbox',
      SLACK_SIGNING_SECRET: 'sandbox-signing-secret',
    });
    await bareBolt(slack, 'HTTP', listen, { port });
    expect(await post('command', lunch)).toMatchObject({ ok: true });
  });

  test('keeps to a manifest: its name, commands and scopes', async () => {
    const { slack, post, see, lunch } = await slackAlone('--manifest', 'manifest.yml');
    expect((await see()).app).toMatchObject({
      name: 'Frontdesk',
      command: '/zoom',
      offers: [{ line: '/zoom', hint: 'Look after your Zoom account' }],
    });
    expect(await post('command', lunch)).toMatchObject({ ok: false, error: 'invalid_command' });
    const headers = { authorization: `Bearer ${slack.botToken}` };
    const read = await fetch(`${slack.apiUrl}conversations.history?channel=C0GENERAL`, { headers });
    expect(await read.json()).toMatchObject({ error: 'missing_scope', needed: 'channels:history' });
  });

  test('fails on request, starts over, and tells what was called', async () => {
    const { slack, post, see, url } = await slackAlone('--fixed');
    const call = async () =>
      (
        await fetch(`${slack.apiUrl}auth.test?trace=1`, {
          headers: { authorization: `Bearer ${slack.botToken}` },
        })
      ).json();
    expect(await post('faults', { method: 'auth.test', times: 1, error: 'fatal_error' })).toEqual({
      ok: true,
    });
    expect(await call()).toMatchObject({ error: 'fatal_error' });
    expect(await call()).toMatchObject({ ok: true });
    expect(await post('faults', { method: 'auth.test', oops: 1 })).toMatchObject({
      ok: false,
      error: expect.stringContaining('oops'),
    });
    await post('faults', { method: '*', error: 'fatal_error' });
    await fetch(`${url}/sandbox/faults`, { method: 'DELETE' });
    expect(await call()).toMatchObject({ ok: true });
    expect(await (await fetch(`${url}/sandbox/log`)).json()).toMatchObject([
      ...[
        { method: 'auth.test', error: 'fatal_error' },
        { method: 'auth.test', ok: true, ignored: ['trace'] },
      ],
      { ok: true },
    ]);
    await post('message', { user: 'U0ADA', channel: 'C0GENERAL', text: 'old' });
    await post('reset', {});
    expect((await see()).channels.find((one) => one.id === 'C0GENERAL')?.messages).toEqual([]);
  });
});

describe('npm run sandbox -- --only zoom', () => {
  test('serves somebody else’s client, and fails on request', async () => {
    const env = await startAlone('--only', 'zoom', '--plan', 'free');
    const place = {
      apiUrl: env.ZOOM_API_URL ?? '',
      oauthUrl: env.ZOOM_OAUTH_URL ?? '',
      accountId: env.ZOOM_ACCOUNT_ID ?? '',
      clientId: env.ZOOM_CLIENT_ID ?? '',
      clientSecret: env.ZOOM_CLIENT_SECRET ?? '',
    };
    const users = rivetFor(place);
    const ada = { path: { userId: 'ada@example.com' } };
    expect((await users.getUser(ada)).data?.email).toBe('ada@example.com');

    const base = (env.ZOOM_API_URL ?? '').replace('/v2', '/sandbox');
    const post = (path: string, body: object, headers: Record<string, string> = json) =>
      fetch(`${base}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    await post('faults', { operation: 'getUser', kind: 'status', status: 503 });
    await expect(users.getUser(ada)).rejects.toThrow('[503]');
    expect((await post('faults', { kind: 'earthquake' })).status).toBe(400);
    expect((await post('reset', {}, { 'content-type': 'text/plain' })).status).toBe(415);
    await users.updateUser({ ...ada, body: { dept: 'Engines' } });
    expect(await (await fetch(`${base}/changes`)).json()).toMatchObject([{ operation: 'updateUser' }]);
    await post('reset', {});
    await expect(users.getUser(ada)).rejects.toThrow('Invalid access token');

    const newcomer = rivetFor(place);
    await newcomer.getUser(ada);
    const calls = Array.from({ length: 12 }, () => newcomer.getUser(ada).catch(String));
    expect((await Promise.all(calls)).join()).toContain('429');
  });
});

test('npm run sandbox alone is the whole of it, and --help tells what there is', async () => {
  expect(await start([], /Ctrl\+C/)).toContain('Frontdesk is open');
  expect(await start(['--help'], /SANDBOX_PORT/)).toContain('--only slack');
});

describe('npm run sandbox with something it does not take', () => {
  test.each([
    [['--only', 'teams'], {}, '--only takes slack or zoom, not "teams".'],
    [['--onyl', 'slack'], {}, "Unknown option '--onyl'."],
    [['--only', 'zoom', '--fixed'], {}, '--fixed goes with --only slack.'],
    [['--plan', 'pro'], {}, '--plan goes with --only zoom.'],
    [['--only', 'zoom', '--plan', 'gold'], {}, '--plan takes free or pro or business, not "gold".'],
    [['--only', 'slack', '--request-url', 'localhost:3000'], {}, '--request-url is to be an address such as'],
    [['--only', 'slack', '--manifest', 'none.yml'], {}, 'none.yml cannot be read'],
    [['--only', 'slack', '--manifest', 'policy.yml'], {}, 'policy.yml is no Slack manifest'],
    [['--only', 'slack'], { SANDBOX_PORT: 'x' }, 'SANDBOX_PORT is to be a number up to 65535, not "x".'],
  ])('%j says so and starts nothing', async (args, env, sentence) => {
    const { code, said } = await refusedAlone(env, ...args);
    expect(said).toContain(sentence);
    expect(said).toContain('--help');
    expect(code).toBe(1);
  });

  test('a port that is taken is named', async () => {
    const SANDBOX_PORT = String(await freePort(true));
    const { code, said } = await refusedAlone({ SANDBOX_PORT }, '--only', 'zoom');
    expect(said).toContain(`Port ${SANDBOX_PORT} is in use.`);
    expect(said).toContain('npm run sandbox -- --only zoom');
    expect(code).toBe(1);
  });

  test('started twice, it names the one that runs', async () => {
    const { ZOOM_API_URL = '' } = await startAlone('--only', 'zoom');
    const SANDBOX_PORT = new URL(ZOOM_API_URL).port;
    const { code, said } = await refusedAlone({ SANDBOX_PORT }, '--only', 'zoom');
    expect(said).toContain(
      `A sandbox runs on port ${SANDBOX_PORT} already: http://localhost:${SANDBOX_PORT}`,
    );
    expect(code).toBe(1);
  });
});

/** A port that nobody listens on; with `taken`, that somebody does until the test ends. */
async function freePort(taken = false): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (taken) onTestFinished(() => void server.close());
  else await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
