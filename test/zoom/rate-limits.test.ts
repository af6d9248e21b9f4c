import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { ErrorKind } from '../../src/zoom/errors/error-kinds.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { useZoom } from '../support/zoom.ts';
import { callsOf, connect, failure, listeningLogger, striking } from './open.ts';

const sandbox = await useZoom();
let zoom: Zoom;
let log: unknown[][];
beforeEach(() => {
  const { lines, logger } = listeningLogger();
  log = lines;
  zoom = connect(sandbox, { logger });
});
afterEach(() => void vi.useRealTimers());

const ada = person('ada').zoom?.id ?? '';
const mia = { email: 'mia@example.com' };
const limit = 'You have reached the maximum per-second rate limit for this API. Try again later.';
const dailyLimit =
  'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.';
const busy = 'Too many concurrent requests. A request to disassociate this user has already been made.';

const strike = striking(sandbox);

describe('too many requests', () => {
  /** The date stands still at a whole second, so that each wait is known exactly; timers go on. */
  const stopDate = () => {
    const now = Math.ceil(Date.now() / 1_000) * 1_000;
    vi.useFakeTimers({ toFake: ['Date'], now });
    return now;
  };
  const waits = () => log.flatMap(([fields]) => (fields as { wait?: number }).wait ?? []);
  const refuse = (message: string, headers: Record<string, string> = {}, times = 1) =>
    strike('addAssistants', { kind: 'status', status: 429, times, headers, body: { code: 429, message } });

  test.each([
    ['without a header', {}],
    ['Retry-After 0', { 'Retry-After': '0' }],
    ['nonsense', { 'Retry-After': 'soon', 'X-RateLimit-Reset': 'later' }],
  ])('any call is repeated soon, a change too: %s', async (_, headers) => {
    refuse(limit, headers);
    await zoom.assistants.add(ada, [mia]);
    expect(sandbox.changes).toHaveLength(1);
    expect(waits()).toEqual([expect.toSatisfy((wait: number) => wait >= 125 && wait <= 250)]);
  });

  const dates: [string, (now: number) => Record<string, string>][] = [
    ['a number of seconds', () => ({ 'Retry-After': '1' })],
    ['an ISO date', (now) => ({ 'Retry-After': new Date(now + 1_000).toISOString() })],
    ['a unix time', (now) => ({ 'X-RateLimit-Reset': String(now / 1_000 + 1) })],
  ];
  test.each(dates)('it waits as long as Zoom says: %s', async (_, headers) => {
    refuse(limit, headers(stopDate()));
    await zoom.assistants.add(ada, [mia]);
    expect(waits()).toEqual([1_000]);
    expect(sandbox.changes).toHaveLength(1);
  });

  test('at most three attempts', async () => {
    refuse(limit, {}, 9);
    const error = await failure(zoom.assistants.add(ada, [mia]));
    expect(error).toMatchObject({ kind: 'rate-limited-second', code: 429, effect: 'none' });
    expect(callsOf(sandbox, 'addAssistants')).toHaveLength(3);
  });

  const farAway = '2099-05-31T00:00:00Z';
  const long: [string, string, ErrorKind, Record<string, string>, (now: number) => Date | undefined][] = [
    ['per second', limit, 'rate-limited-second', { 'Retry-After': '30' }, (now) => new Date(now + 30_000)],
    ['per day, a date', dailyLimit, 'rate-limited-day', { 'Retry-After': farAway }, () => new Date(farAway)],
    ['per day, no header', dailyLimit, 'rate-limited-day', {}, () => undefined],
  ];
  test.each(long)('a long wait is reported instead: %s', async (_, message, kind, headers, retryAt) => {
    refuse(message, headers);
    const now = stopDate();
    const error = await failure(zoom.assistants.add(ada, [mia]));
    expect(error).toMatchObject({ kind, effect: 'none' });
    expect(callsOf(sandbox, 'addAssistants')).toHaveLength(1);
    expect(error.retryAt).toEqual(retryAt(now));
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
