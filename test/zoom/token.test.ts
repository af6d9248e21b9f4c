import { Keyv } from 'keyv';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { callsOf, connect, failure, listeningLogger, startZoom } from './open.ts';

let sandbox: ZoomSandbox;
beforeAll(async () => {
  sandbox = await startZoom();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const ada = person('ada').zoom?.id ?? '';
const dead = { code: 124, message: 'Invalid access token.' };

describe('one token for everybody', () => {
  test('fifty callers at once ask for it once', async () => {
    const zoom = connect(sandbox);
    await Promise.all(Array.from({ length: 50 }, () => zoom.users.get(ada)));
    expect(callsOf(sandbox, 'token')).toHaveLength(1);
    expect(callsOf(sandbox, 'getUser')).toHaveLength(50);
  });

  test('a second client with the same cache asks for none', async () => {
    const cache = new Keyv();
    await connect(sandbox, { cache }).users.get(ada);
    await connect(sandbox, { cache }).users.get(ada);
    expect(sandbox.tokens.issued).toBe(1);
  });

  test('another account or app does not use it', async () => {
    const cache = new Keyv();
    await connect(sandbox, { cache }).ping();
    const error = await failure(connect(sandbox, { cache, clientId: 'another' }).ping());
    expect(error).toMatchObject({ operation: 'token', meaning: 'credentials-refused', effect: 'none' });
  });

  test('it is given up a minute before Zoom gives it up', async () => {
    const zoom = connect(sandbox);
    sandbox.tokens.lifetime = 60;
    await zoom.ping();
    await zoom.ping();
    expect(sandbox.tokens.issued).toBe(2);
    sandbox.tokens.lifetime = 120;
    await zoom.ping();
    await zoom.ping();
    expect(sandbox.tokens.issued).toBe(3);
  });
});

describe('a token that Zoom refuses', () => {
  test('expired (401): renewed once, the call repeated once', async () => {
    const zoom = connect(sandbox);
    await zoom.ping();
    sandbox.tokens.expireAll();
    expect((await zoom.users.get(ada)).id).toBe(ada);
    expect(sandbox.tokens.issued).toBe(2);
    expect(callsOf(sandbox, 'getUser').map(({ status }) => status)).toEqual([401, 200]);
  });

  test.each([
    ['124 under 400', 400, dead],
    ['124 under 401', 401, dead],
    ['401 without a code', 401, {}],
    ['401 with a page', 401, '<html></html>'],
  ])('%s: renewed, and a change is made once', async (_, status, body) => {
    const zoom = connect(sandbox);
    sandbox.faults.add({ operation: 'addAssistants', kind: 'status', times: 1, status, body });
    await zoom.assistants.add(ada, [{ email: 'linus@example.com' }]);
    expect(sandbox.tokens.issued).toBe(2);
    expect(sandbox.changes).toHaveLength(1);
  });

  test('still refused after the renewal: told, not tried for ever', async () => {
    sandbox.faults.add({ operation: 'getUser', kind: 'status', times: 9, status: 401, body: dead });
    const error = await failure(connect(sandbox).users.get(ada));
    expect(error).toMatchObject({ meaning: 'token-refused', code: 124, status: 401, effect: 'none' });
    expect(callsOf(sandbox, 'getUser')).toHaveLength(2);
    expect(sandbox.tokens.issued).toBe(2);
  });

  test('many callers with the same dead token share one renewal', async () => {
    const zoom = connect(sandbox);
    await zoom.ping();
    sandbox.tokens.expireAll();
    await Promise.all(Array.from({ length: 30 }, () => zoom.users.get(ada)));
    expect(sandbox.tokens.issued).toBe(2);
  });

  test('a replica takes the token that another one has renewed', async () => {
    const cache = new Keyv();
    const [one, other] = [connect(sandbox, { cache }), connect(sandbox, { cache })];
    await one.ping();
    await other.ping();
    sandbox.tokens.expireAll();
    await one.ping();
    await other.ping();
    expect(sandbox.tokens.issued).toBe(2);
  });
});

describe('a cache that is broken', () => {
  const store = (broken: () => Promise<never>) => ({
    get: broken,
    set: broken,
    delete: broken,
    clear: broken,
    has: broken,
    capabilities: { expires: true },
  });

  test('throws: the call works, and the token is still asked for once', async () => {
    const cache = new Keyv({ store: store(async () => Promise.reject(new Error('disk full'))) });
    const zoom = connect(sandbox, { cache });
    await zoom.ping();
    await zoom.ping();
    expect(sandbox.tokens.issued).toBe(1);
  });

  test('never answers: the call works', async () => {
    const cache = new Keyv({ store: store(() => new Promise<never>(() => {})) });
    await connect(sandbox, { cache, timeoutMs: 8_000 }).ping();
    expect(sandbox.tokens.issued).toBe(1);
  });

  test('holds something else: the call works', async () => {
    const cache = new Keyv();
    const { accountId, clientId } = sandbox.credentials;
    await cache.set(`zoom-token:${accountId}:${clientId}`, { value: 7 });
    await connect(sandbox, { cache }).ping();
    expect(sandbox.tokens.issued).toBe(1);
  });
});

describe('a token endpoint that refuses', () => {
  test.each([
    ['wrong secret', { clientSecret: 'wrong' }, 'credentials-refused'],
    ['wrong client', { clientId: 'wrong' }, 'credentials-refused'],
    ['wrong account', { accountId: 'wrong' }, 'zoom-account-unknown'],
  ])('%s', async (_, options, meaning) => {
    const error = await failure(connect(sandbox, options).ping());
    expect(error).toMatchObject({ operation: 'token', meaning, effect: 'none' });
    expect(callsOf(sandbox, 'token')).toHaveLength(1);
  });

  test.each([
    ['Account does not enabled the OAuth app type', 'invalid_request', 'app-type-disabled'],
    ['The app is not activated', 'invalid_request', 'app-not-activated'],
    ['Something new', 'invalid_client', 'credentials-refused'],
    ['Something new', 'something_else', 'unknown'],
  ])('%s (%s)', async (reason, error, meaning) => {
    sandbox.faults.add({
      operation: 'token',
      kind: 'status',
      times: 1,
      status: 400,
      body: { reason, error },
    });
    expect(await failure(connect(sandbox).ping())).toMatchObject({ operation: 'token', meaning });
  });

  test.each([
    ['a page', { kind: 'html', status: 200 }, 'unreadable-answer'],
    ['half an answer', { kind: 'truncated' }, 'unreadable-answer'],
    [
      'an answer without a token',
      { kind: 'status', status: 200, body: { token_type: 'bearer' } },
      'unreadable-answer',
    ],
    ['a server error for ever', { kind: 'status', status: 500 }, 'zoom-server-error'],
  ] as const)('%s', async (_, fault, meaning) => {
    sandbox.faults.add({ operation: 'token', times: 9, ...fault });
    expect(await failure(connect(sandbox).ping())).toMatchObject({ operation: 'token', meaning });
  });

  test('a hiccup is survived', async () => {
    sandbox.faults.add({ operation: 'token', kind: 'reset', times: 1 });
    await connect(sandbox).ping();
    expect(callsOf(sandbox, 'token')).toHaveLength(2);
  });

  test('no answer: the caller is told in time', async () => {
    sandbox.faults.add({ operation: 'token', kind: 'hang', times: 1 });
    const error = await failure(connect(sandbox, { timeoutMs: 200 }).ping());
    expect(error).toMatchObject({ operation: 'token', meaning: 'zoom-timeout', effect: 'none' });
  });

  test('one impatient caller does not stop the others', async () => {
    const zoom = connect(sandbox);
    sandbox.faults.add({ operation: 'token', kind: 'slow', times: 1, delayMs: 300 });
    const impatient = failure(zoom.users.get(ada, { signal: AbortSignal.timeout(50) }));
    const patient = zoom.users.get(ada);
    expect((await impatient).meaning).toBe('cancelled');
    expect((await patient).id).toBe(ada);
    expect(sandbox.tokens.issued).toBe(1);
  });
});

test('a token that lacks a scope is replaced once it is old enough to have missed the grant', async () => {
  const cache = new Keyv();
  const { accountId, clientId } = sandbox.credentials;
  const key = `zoom-token:${accountId}:${clientId}`;
  sandbox.tokens.scopes.delete('user:read:user:admin');
  await connect(sandbox, { cache }).ping();
  sandbox.tokens.scopes.add('user:read:user:admin');

  const young = connect(sandbox, { cache });
  expect((await failure(young.users.get(ada))).meaning).toBe('missing-scopes');
  expect((await failure(young.users.get(ada))).meaning).toBe('missing-scopes');
  expect(sandbox.tokens.issued).toBe(1);

  const { value, expiresAt } = (await cache.get(key)) as { value: string; expiresAt: number };
  await cache.set(key, { value, expiresAt, issuedAt: Date.now() - 120_000 });
  const old = connect(sandbox, { cache });
  await failure(old.users.get(ada));
  expect((await old.users.get(ada)).id).toBe(ada);
  expect(sandbox.tokens.issued).toBe(2);
});

test('the log has no token and no secret', async () => {
  const { lines, logger } = listeningLogger();
  const cache = new Keyv();
  await connect(sandbox, { cache, logger }).ping();
  const [stored] = [
    (await cache.get(`zoom-token:${sandbox.credentials.accountId}:${sandbox.credentials.clientId}`)) as {
      value: string;
    },
  ];
  const text = JSON.stringify(lines);
  expect(text).toContain('checkVanityName');
  expect(text).not.toContain(stored.value);
  expect(text).not.toContain(sandbox.credentials.clientSecret);
});
