import { Keyv } from 'keyv';
import { describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { useZoom } from '../support/zoom.ts';
import { callsOf, connect, failure, listeningLogger } from './open.ts';

const sandbox = await useZoom();

const ada = person('ada').zoom?.id ?? '';
const dead = { code: 124, message: 'Invalid access token.' };

describe('sharing one token', () => {
  test('fifty callers at once request it once', async () => {
    const zoom = connect(sandbox);
    await Promise.all(Array.from({ length: 50 }, () => zoom.users.get(ada)));
    expect(callsOf(sandbox, 'token')).toHaveLength(1);
    expect(callsOf(sandbox, 'getUser')).toHaveLength(50);
  });

  test('a second client with the same cache requests none', async () => {
    const cache = new Keyv();
    await connect(sandbox, { cache }).users.get(ada);
    await connect(sandbox, { cache }).users.get(ada);
    expect(sandbox.tokens.issued).toBe(1);
  });

  test('another account or app does not use it', async () => {
    const cache = new Keyv();
    await connect(sandbox, { cache }).ping();
    const error = await failure(connect(sandbox, { cache, clientId: 'another' }).ping());
    expect(error).toMatchObject({ operation: 'token', kind: 'credentials-refused', effect: 'none' });
  });

  test('it is renewed a minute before it expires', async () => {
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

  test('still refused after the renewal: fails without further retries', async () => {
    sandbox.faults.add({ operation: 'getUser', kind: 'status', times: 9, status: 401, body: dead });
    const error = await failure(connect(sandbox).users.get(ada));
    expect(error).toMatchObject({ kind: 'token-refused', code: 124, status: 401, effect: 'none' });
    expect(callsOf(sandbox, 'getUser')).toHaveLength(2);
    expect(sandbox.tokens.issued).toBe(2);
  });

  test('many callers with the same refused token share one renewal', async () => {
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

test('a late refusal of an earlier token does not invalidate the one that replaced it', async () => {
  const zoom = connect(sandbox);
  await zoom.ping();
  const refusal = { kind: 'status', times: 1, status: 401, body: dead } as const;
  sandbox.faults.add({ operation: 'getUser', ...refusal, delayMs: 300 });
  const late = zoom.users.get(ada);
  await expect.poll(() => callsOf(sandbox, 'getUser')).toHaveLength(1);
  sandbox.faults.add({ operation: 'checkVanityName', ...refusal });
  await zoom.ping();
  expect(sandbox.tokens.issued).toBe(2);
  await late;
  expect(sandbox.tokens.issued).toBe(2);
});

test('a token that expires within a minute is not cached', async () => {
  const cache = new Keyv();
  sandbox.tokens.lifetime = 30;
  await connect(sandbox, { cache }).ping();
  expect(await cache.get(`zoom-token:${sandbox.credentials.accountId}:${sandbox.credentials.clientId}`)).toBe(
    undefined,
  );
});

test('a cancelled call leaves no unhandled rejection when the token is refused', async () => {
  const refused = { reason: 'no', error: 'invalid_client' };
  sandbox.faults.add({ operation: 'token', kind: 'status', times: 1, status: 400, body: refused });
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => void unheard.push(reason);
  process.on('unhandledRejection', hear);
  const error = await failure(connect(sandbox).ping({ signal: AbortSignal.abort() }));
  await expect.poll(() => callsOf(sandbox, 'token')).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  process.off('unhandledRejection', hear);
  expect(error.kind).toBe('cancelled');
  expect(unheard).toEqual([]);
});

describe('a broken cache', () => {
  const store = (broken: () => Promise<never>) => ({
    get: broken,
    set: broken,
    delete: broken,
    clear: broken,
    has: broken,
    capabilities: { expires: true },
  });

  test('when it throws, the call works and the token is requested once', async () => {
    const cache = new Keyv({ store: store(async () => Promise.reject(new Error('disk full'))) });
    const zoom = connect(sandbox, { cache });
    await zoom.ping();
    await zoom.ping();
    expect(sandbox.tokens.issued).toBe(1);
  });

  test('without an answer the call works', async () => {
    const cache = new Keyv({ store: store(() => new Promise<never>(() => {})) });
    await connect(sandbox, { cache, timeoutMs: 8_000 }).ping();
    expect(sandbox.tokens.issued).toBe(1);
  });

  test('with an unreadable entry the call works', async () => {
    const cache = new Keyv();
    const { accountId, clientId } = sandbox.credentials;
    await cache.set(`zoom-token:${accountId}:${clientId}`, { value: 7 });
    await connect(sandbox, { cache }).ping();
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
  expect((await failure(young.users.get(ada))).kind).toBe('missing-scopes');
  expect((await failure(young.users.get(ada))).kind).toBe('missing-scopes');
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
