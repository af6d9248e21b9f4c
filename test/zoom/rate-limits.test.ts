import { beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { useZoom } from '../support/zoom.ts';
import { callsOf, connect, failure, striking } from './open.ts';

const sandbox = await useZoom();
let zoom: Zoom;
beforeEach(() => {
  zoom = connect(sandbox);
});

const ada = person('ada').zoom?.id ?? '';
const mia = { email: 'mia@example.com' };
const limit = 'You have reached the maximum per-second rate limit for this API. Try again later.';
const dailyLimit =
  'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.';
const busy = 'Too many concurrent requests. A request to disassociate this user has already been made.';

const strike = striking(sandbox);

describe('too many requests', () => {
  const inMs = (ms: number) => new Date(Date.now() + ms);
  const refuse = (message: string, headers: Record<string, string> = {}, times = 1) =>
    strike('addAssistants', { kind: 'status', status: 429, times, headers, body: { code: 429, message } });

  const again: [string, Record<string, string>][] = [
    ['without a header', {}],
    ['Retry-After in seconds', { 'Retry-After': '1' }],
    ['Retry-After 0', { 'Retry-After': '0' }],
    ['nonsense', { 'Retry-After': 'soon', 'X-RateLimit-Reset': 'later' }],
  ];
  test.each(again)('any call is repeated, a change too: %s', async (_, headers) => {
    refuse(limit, headers);
    const started = performance.now();
    await zoom.assistants.add(ada, [mia]);
    expect(sandbox.changes).toHaveLength(1);
    if (headers['Retry-After'] === '1') expect(performance.now() - started).toBeGreaterThan(990);
  });

  const dates: [string, () => Record<string, string>][] = [
    ['an ISO date', () => ({ 'Retry-After': inMs(1_000).toISOString() })],
    ['a unix time', () => ({ 'X-RateLimit-Reset': String(Math.ceil(inMs(500).getTime() / 1_000)) })],
  ];
  test.each(dates)('it waits until %s', async (_, headers) => {
    const given = headers();
    refuse(limit, given);
    await zoom.assistants.add(ada, [mia]);
    const until = given['Retry-After']
      ? Date.parse(given['Retry-After'])
      : Number(given['X-RateLimit-Reset']) * 1_000;
    expect(Date.now()).toBeGreaterThanOrEqual(until - 20);
  });

  test('at most three attempts', async () => {
    refuse(limit, {}, 9);
    const error = await failure(zoom.assistants.add(ada, [mia]));
    expect(error).toMatchObject({ kind: 'rate-limited-second', code: 429, effect: 'none' });
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
  ] as const)('a long wait is reported instead: %s', async (_, message, kind, headers, ms) => {
    refuse(message, headers);
    const before = Date.now();
    const error = await failure(zoom.assistants.add(ada, [mia]));
    expect(error).toMatchObject({ kind, effect: 'none' });
    expect(callsOf(sandbox, 'addAssistants')).toHaveLength(1);
    if (ms !== undefined) {
      expect(error.retryAt?.getTime()).toBeGreaterThanOrEqual(before + ms);
      expect(error.retryAt?.getTime()).toBeLessThanOrEqual(Date.now() + ms);
    } else
      expect(error.retryAt?.toISOString()).toBe(
        'Retry-After' in headers ? '2099-05-31T00:00:00.000Z' : undefined,
      );
  });

  test('a concurrent request for the same user', async () => {
    refuse(busy, {}, 9);
    expect((await failure(zoom.assistants.add(ada, [mia]))).kind).toBe('request-in-progress');
  });

  test('a page, or nothing, with 429', async () => {
    strike('getUser', { kind: 'html', status: 429, times: 3 });
    expect((await failure(zoom.users.get(ada))).kind).toBe('rate-limited-second');
    strike('getUser', { kind: 'status', status: 429, times: 3, body: '' });
    expect((await failure(zoom.users.get(ada))).kind).toBe('rate-limited-second');
  });

  test('the real limit of a plan', async () => {
    sandbox.account.plan = 'free';
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => zoom.users.get(ada)));
    expect(sandbox.calls.some(({ status }) => status === 429)).toBe(true);
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
  });
});
