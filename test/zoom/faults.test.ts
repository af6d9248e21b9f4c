import { inspect } from 'node:util';
import { Keyv } from 'keyv';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { Fault } from '../../sandbox/zoom/faults.ts';
import type { ZoomSandbox } from '../../sandbox/zoom/server.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { callsOf, connect, failure, listeningLogger, startZoom } from './open.ts';

let sandbox: ZoomSandbox;
let zoom: Zoom;
beforeAll(async () => {
  sandbox = await startZoom();
});
beforeEach(() => {
  sandbox.reset();
  zoom = connect(sandbox);
});
afterAll(() => sandbox.close());

const ada = person('ada').zoom?.id ?? '';
const mia = { email: 'mia@example.com' };
const limit = 'You have reached the maximum per-second rate limit for this API. Try again later.';
const dailyLimit =
  'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.';
const busy = 'Too many concurrent requests. A request to disassociate this user has already been made.';

const strike = (operation: string, fault: Partial<Fault> & Pick<Fault, 'kind'>) =>
  sandbox.faults.add({ operation, times: 1, ...fault });

describe('answers that cannot be read', () => {
  const faults: [string, Partial<Fault> & Pick<Fault, 'kind'>, object][] = [
    ['a page', { kind: 'html', status: 200 }, { meaning: 'unreadable-answer', status: 200 }],
    ['a page with 403', { kind: 'html', status: 403 }, { meaning: 'unreadable-answer', status: 403 }],
    ['half an answer', { kind: 'truncated' }, { meaning: 'unreadable-answer' }],
    ['an empty body', { kind: 'status', status: 200, body: '' }, { meaning: 'unreadable-answer' }],
    ['a number', { kind: 'status', status: 200, body: '7' }, { meaning: 'unreadable-answer' }],
    ['null', { kind: 'status', status: 200, body: 'null' }, { meaning: 'unreadable-answer' }],
    ['a list', { kind: 'status', status: 200, body: [] }, { meaning: 'unreadable-answer' }],
    ['another shape', { kind: 'status', status: 200, body: { id: 7 } }, { meaning: 'unreadable-answer' }],
    [
      'a redirect',
      { kind: 'status', status: 302, headers: { location: '/v2/users/email' } },
      { meaning: 'unreadable-answer', status: 302 },
    ],
    [
      'too much',
      { kind: 'status', status: 200, body: 'x'.repeat(6_000_000) },
      { meaning: 'unreadable-answer' },
    ],
    [
      'a failure inside 200',
      { kind: 'status', status: 200, body: { code: 1001, message: 'User not exist.' } },
      { meaning: 'user-not-found', code: 1001, status: 200 },
    ],
    [
      'a code as text',
      { kind: 'status', status: 404, body: { code: '1001', message: '' } },
      { meaning: 'user-not-found', code: 1001 },
    ],
    [
      'error_message',
      { kind: 'status', status: 400, body: { code: 300, error_message: 'Validation Failed.' } },
      { meaning: 'invalid-value', zoomMessage: 'Validation Failed.' },
    ],
    [
      'no text',
      { kind: 'status', status: 400, body: { code: 120, message: '' } },
      { meaning: 'unknown', code: 120 },
    ],
    ['nothing but 403', { kind: 'status', status: 403 }, { meaning: 'api-denied' }],
    ['nothing but 400', { kind: 'status', status: 400, body: 'null' }, { meaning: 'unknown', status: 400 }],
    [
      'old code of missing scopes',
      {
        kind: 'status',
        status: 401,
        times: 2,
        body: { code: 4700, message: 'Invalid access token, does not contain scopes:[a:b].' },
      },
      { meaning: 'missing-scopes', scopes: ['a:b'] },
    ],
  ];

  test.each(faults)('%s', async (_, fault, expected) => {
    strike('getUser', fault);
    expect(await failure(zoom.users.get(ada))).toMatchObject({
      operation: 'getUser',
      effect: 'none',
      ...expected,
    });
  });

  test('a field that Zoom left out or set to null is absent', async () => {
    const body = { id: ada, email: 'ada@example.com', type: 2, dept: null, brand_new: { a: 1 } };
    strike('getUser', { kind: 'status', status: 200, body });
    expect(await zoom.users.get(ada)).toEqual({
      id: ada,
      email: 'ada@example.com',
      type: 2,
      brand_new: { a: 1 },
    });
  });

  test('code 0 is success', async () => {
    strike('updateUser', { kind: 'status', status: 200, body: { code: 0, message: 'success' } });
    await zoom.users.update(ada, { dept: 'Analysis' });
  });

  test('after a change the effect is in doubt', async () => {
    strike('addAssistants', { kind: 'html', status: 200, afterApplying: true });
    expect(await failure(zoom.assistants.add(ada, [mia]))).toMatchObject({
      meaning: 'unreadable-answer',
      effect: 'unknown',
    });
    expect(sandbox.changes).toHaveLength(1);
  });
});

describe('time', () => {
  test('no answer to a change: late, and in doubt', async () => {
    strike('addAssistants', { kind: 'hang', afterApplying: true });
    const started = performance.now();
    const hasty = connect(sandbox, { timeoutMs: 300 });
    expect(await failure(hasty.assistants.add(ada, [mia]))).toMatchObject({
      meaning: 'zoom-timeout',
      effect: 'unknown',
    });
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(callsOf(sandbox, 'addAssistants')).toHaveLength(1);
  });

  test('no answer to a question: late, without effect', async () => {
    strike('getUser', { kind: 'hang' });
    const hasty = connect(sandbox, { timeoutMs: 300 });
    expect(await failure(hasty.users.get(ada))).toMatchObject({ meaning: 'zoom-timeout', effect: 'none' });
  });

  test('a body that trickles in does not stretch it', async () => {
    strike('getUser', { kind: 'slow', delayMs: 5_000 });
    const started = performance.now();
    const hasty = connect(sandbox, { timeoutMs: 400 });
    expect((await failure(hasty.users.get(ada))).meaning).toBe('zoom-timeout');
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  test('a slow answer in time is an answer', async () => {
    strike('getUser', { kind: 'slow', delayMs: 300 });
    expect((await zoom.users.get(ada)).id).toBe(ada);
  });

  test('a call that is called off', async () => {
    strike('addAssistants', { kind: 'hang' });
    const signal = AbortSignal.timeout(100);
    await zoom.ping();
    expect(await failure(zoom.assistants.add(ada, [mia], { signal }))).toMatchObject({
      meaning: 'cancelled',
      effect: 'unknown',
    });
    const late = failure(zoom.users.get(ada, { signal: AbortSignal.abort() }));
    expect(await late).toMatchObject({ meaning: 'cancelled', effect: 'none' });
  });
});

describe('again, and how often', () => {
  test('a question is asked again after a broken connection', async () => {
    strike('getUser', { kind: 'reset', times: 2 });
    expect((await zoom.users.get(ada)).id).toBe(ada);
    expect(callsOf(sandbox, 'getUser')).toHaveLength(3);
  });

  test('three times at most', async () => {
    strike('getUser', { kind: 'reset', times: 9 });
    expect(await failure(zoom.users.get(ada))).toMatchObject({ meaning: 'zoom-unreachable', effect: 'none' });
    expect(callsOf(sandbox, 'getUser')).toHaveLength(3);
  });

  test('a server error is survived', async () => {
    strike('getUser', { kind: 'html', status: 502 });
    strike('getUser', { kind: 'status', status: 500 });
    expect((await zoom.users.get(ada)).id).toBe(ada);
  });

  test('a change that may be repeated is', async () => {
    strike('deleteAssistants', { kind: 'reset', afterApplying: true });
    await zoom.assistants.removeAll(person('grace').zoom?.id ?? '');
    expect(callsOf(sandbox, 'deleteAssistants')).toHaveLength(2);
    expect(sandbox.changes).toHaveLength(1);
  });

  test.each([
    ['a broken connection', { kind: 'reset' }, 'zoom-unreachable'],
    ['a server error', { kind: 'status', status: 500 }, 'zoom-server-error'],
    ['a gateway page', { kind: 'html', status: 504 }, 'zoom-server-error'],
  ] as const)('addAssistants is not repeated after %s: it may have worked', async (_, fault, meaning) => {
    strike('addAssistants', { ...fault, afterApplying: true });
    expect(await failure(zoom.assistants.add(ada, [mia]))).toMatchObject({ meaning, effect: 'unknown' });
    expect(callsOf(sandbox, 'addAssistants')).toHaveLength(1);
    expect(sandbox.changes).toHaveLength(1);
  });

  test('changeEmail is not repeated either: Zoom counts the changes', async () => {
    strike('changeEmail', { kind: 'reset', afterApplying: true });
    const error = await failure(zoom.users.changeEmail('ben@example.com', 'benedict@example.com'));
    expect(error).toMatchObject({ effect: 'unknown' });
    expect(callsOf(sandbox, 'changeEmail')).toHaveLength(1);
  });

  test('a refusal after an attempt that may have worked leaves the effect in doubt', async () => {
    strike('updateUser', { kind: 'reset', afterApplying: true });
    strike('updateUser', { kind: 'status', status: 400, body: { code: 200, message: 'No permission.' } });
    expect(await failure(zoom.users.update(ada, { dept: 'Analysis' }))).toMatchObject({
      meaning: 'missing-role-permission',
      effect: 'unknown',
    });
  });

  test('nobody there: any call may be repeated, and none had an effect', async () => {
    const cache = new Keyv();
    await connect(sandbox, { cache }).ping();
    const nowhere = connect(sandbox, { cache, apiUrl: 'http://127.0.0.1:9/v2' });
    expect(await failure(nowhere.assistants.add(ada, [mia]))).toMatchObject({
      meaning: 'zoom-unreachable',
      effect: 'none',
      reason: 'ECONNREFUSED',
    });
  });
});

describe('too many requests', () => {
  const inMs = (ms: number) => new Date(Date.now() + ms);
  const refuse = (message: string, headers: Record<string, string> = {}, times = 1) =>
    strike('addAssistants', { kind: 'status', status: 429, times, headers, body: { code: 429, message } });

  test.each([
    ['without a header', {}],
    ['Retry-After in seconds', { 'Retry-After': '1' }],
    ['Retry-After 0', { 'Retry-After': '0' }],
    ['nonsense', { 'Retry-After': 'soon', 'X-RateLimit-Reset': 'later' }],
  ])('any call is repeated, a change too: %s', async (_, headers) => {
    refuse(limit, headers);
    const started = performance.now();
    await zoom.assistants.add(ada, [mia]);
    expect(sandbox.changes).toHaveLength(1);
    if (headers['Retry-After'] === '1') expect(performance.now() - started).toBeGreaterThan(990);
  });

  test.each([
    ['an ISO date', () => ({ 'Retry-After': inMs(1_000).toISOString() })],
    ['a unix time', () => ({ 'X-RateLimit-Reset': String(Math.ceil(inMs(500).getTime() / 1_000)) })],
  ])('it waits until %s', async (_, headers) => {
    const started = Date.now();
    const given = headers();
    refuse(limit, given);
    await zoom.assistants.add(ada, [mia]);
    const until = given['Retry-After']
      ? Date.parse(given['Retry-After'])
      : Number(given['X-RateLimit-Reset']) * 1_000;
    expect(Date.now()).toBeGreaterThanOrEqual(until - 20);
    expect(Date.now() - started).toBeLessThan(2_500);
  });

  test('three times at most', async () => {
    refuse(limit, {}, 9);
    const error = await failure(zoom.assistants.add(ada, [mia]));
    expect(error).toMatchObject({ meaning: 'rate-limited-second', code: 429, effect: 'none' });
    expect(callsOf(sandbox, 'addAssistants')).toHaveLength(3);
  });

  test.each([
    ['per second, far away', limit, 'rate-limited-second', { 'Retry-After': '30' }, 30_000],
    [
      'per day, an ISO date',
      dailyLimit,
      'rate-limited-day',
      { 'Retry-After': '2099-05-31T00:00:00Z' },
      undefined,
    ],
    ['per day, no header', dailyLimit, 'rate-limited-day', {}, undefined],
  ] as const)('nobody waits for long: %s', async (_, message, meaning, headers, ms) => {
    refuse(message, headers);
    const started = performance.now();
    const error = await failure(zoom.assistants.add(ada, [mia]));
    expect(error).toMatchObject({ meaning, effect: 'none' });
    expect(performance.now() - started).toBeLessThan(500);
    expect(callsOf(sandbox, 'addAssistants')).toHaveLength(1);
    if (ms !== undefined)
      expect(Math.abs((error.retryAt?.getTime() ?? 0) - Date.now() - ms)).toBeLessThan(1_000);
    else
      expect(error.retryAt?.toISOString()).toBe(
        'Retry-After' in headers ? '2099-05-31T00:00:00.000Z' : undefined,
      );
  });

  test('a request for the same user under way', async () => {
    refuse(busy, {}, 9);
    expect((await failure(zoom.assistants.add(ada, [mia]))).meaning).toBe('request-in-progress');
  });

  test('a page, or nothing, with 429', async () => {
    strike('getUser', { kind: 'html', status: 429, times: 3 });
    expect((await failure(zoom.users.get(ada))).meaning).toBe('rate-limited-second');
    strike('getUser', { kind: 'status', status: 429, times: 3, body: '' });
    expect((await failure(zoom.users.get(ada))).meaning).toBe('rate-limited-second');
  });

  test('the real limit of a plan', async () => {
    sandbox.account.plan = 'free';
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => zoom.users.get(ada)));
    expect(sandbox.calls.some(({ status }) => status === 429)).toBe(true);
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
  });
});

test('no error and no log line has a secret in it', async () => {
  const { lines, logger } = listeningLogger();
  const cache = new Keyv();
  const loud = connect(sandbox, { cache, logger, timeoutMs: 1_000 });
  await loud.ping();
  const { accountId, clientId, clientSecret } = sandbox.credentials;
  const { value: token } = (await cache.get(`zoom-token:${accountId}:${clientId}`)) as { value: string };
  const echo = { code: 300, message: `Bad header: Bearer ${token} for ${clientSecret}` };

  const errors: unknown[] = [];
  const spoil = async (fault: Partial<Fault> & Pick<Fault, 'kind'>) => {
    strike('getUser', { times: 3, ...fault });
    errors.push(await failure(loud.users.get(ada)));
    sandbox.faults.clear();
  };
  await spoil({ kind: 'reset' });
  await spoil({ kind: 'hang' });
  await spoil({ kind: 'html' });
  await spoil({ kind: 'truncated' });
  await spoil({ kind: 'status', status: 400, body: echo });
  errors.push(
    await failure(connect(sandbox, { logger, cache, apiUrl: 'http://127.0.0.1:9' }).users.get(ada)),
  );
  errors.push(await failure(connect(sandbox, { logger, oauthUrl: 'http://127.0.0.1:9' }).ping()));
  strike('token', {
    kind: 'status',
    status: 400,
    body: { reason: `no ${clientSecret}`, error: 'invalid_client' },
  });
  errors.push(await failure(connect(sandbox, { logger }).ping()));

  expect(errors).toHaveLength(8);
  const basic = btoa(`${clientId}:${clientSecret}`);
  const texts = [...errors, lines].flatMap((one) => [
    JSON.stringify(one),
    inspect(one, { depth: 10, showHidden: true }),
  ]);
  for (const text of [...texts, ...errors.map(String)]) {
    for (const secret of [token, clientSecret, basic, 'Bearer sandbox']) expect(text).not.toContain(secret);
  }
  expect(texts.join()).toContain('[secret]');
});
