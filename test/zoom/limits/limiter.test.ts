import { Keyv } from 'keyv';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../../sandbox/people.ts';
import { crowd } from '../../../sandbox/zoom/extra-users.ts';
import type { ZoomCall } from '../../../sandbox/zoom/journal.ts';
import type { ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import type { Zoom } from '../../../src/zoom/zoom.ts';
import { callsOf, connect, failure, startZoom } from '../open.ts';

let sandbox: ZoomSandbox;
beforeAll(async () => {
  sandbox = await startZoom();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const ada = person('ada').zoom?.id ?? '';
const refusedBySandbox = () => sandbox.calls.filter(({ status }) => status === 429);
const msOf = (calls: readonly ZoomCall[]) =>
  (calls.at(-1)?.at.getTime() ?? 0) - (calls[0]?.at.getTime() ?? 0);

/** A client that has its token already. */
async function ready(plan: 'free' | 'pro' | 'business', timeoutMs = 10_000): Promise<Zoom> {
  sandbox.account.plan = plan;
  const zoom = connect(sandbox, { plan, timeoutMs, cache: new Keyv() });
  await zoom.plan.usage();
  return zoom;
}

const hire = (count: number) => {
  for (const user of crowd(sandbox.account.id, count)) sandbox.account.users.push(user);
};

async function countAll(zoom: Zoom): Promise<number> {
  let count = 0;
  for await (const users of zoom.users.all({ status: 'active' })) count += users.length;
  return count;
}

describe('the limits of a plan', () => {
  test.each([
    ['free', 10],
    ['pro', 75],
    ['business', 200],
  ] as const)(
    '%s: more calls at once than Zoom takes in a second, and none is refused',
    async (plan, count) => {
      const zoom = await ready(plan);
      const calls = Array.from({ length: count }, () => zoom.users.get(ada));
      expect(await Promise.all(calls)).toHaveLength(count);
      expect(refusedBySandbox()).toEqual([]);
    },
  );

  test('calls within the limit do not wait', async () => {
    const zoom = await ready('business');
    await zoom.users.get(ada);
    const started = performance.now();
    await Promise.all(Array.from({ length: 30 }, () => zoom.users.get(ada)));
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('whoever would wait too long reads so at once, and nothing is sent', async () => {
    const zoom = await ready('free');
    const results = await Promise.allSettled(Array.from({ length: 60 }, () => zoom.users.get(ada)));
    const turnedAway = results.filter(({ status }) => status === 'rejected');
    expect(turnedAway.length).toBeGreaterThanOrEqual(35);
    for (const one of turnedAway) {
      expect(one).toMatchObject({ reason: { kind: 'zoom-busy', effect: 'none', operation: 'getUser' } });
    }
    expect(callsOf(sandbox, 'getUser').length).toBe(60 - turnedAway.length);
    expect(refusedBySandbox()).toEqual([]);
  });

  test('a used-up day is told without asking Zoom, and bulk work stops earlier', async () => {
    const zoom = await ready('free');
    sandbox.today.medium = 2_000;
    const first = await failure(zoom.settings.get(ada));
    expect(first).toMatchObject({ kind: 'rate-limited-day', status: 429 });
    const second = await failure(zoom.settings.get(ada));
    expect(second).toMatchObject({ kind: 'rate-limited-day' });
    expect(second.status).toBeUndefined();
    expect(callsOf(sandbox, 'getSettings')).toHaveLength(1);
    // Other calls go on.
    expect((await zoom.users.get(ada)).id).toBe(ada);
  });
});

describe('a long list', () => {
  test('9,000 people: about as fast as the plan lets it, and no call is refused', async () => {
    hire(9_000);
    const members = sandbox.account.users.filter(
      (user) => user.accountId === sandbox.account.id && ['active', 'locked'].includes(user.status),
    );
    const zoom = await ready('pro');
    expect(await countAll(zoom)).toBe(members.length);
    const calls = callsOf(sandbox, 'listUsers');
    expect(calls).toHaveLength(Math.ceil(members.length / 300));
    expect(refusedBySandbox()).toEqual([]);
    // The first call is at the beginning of the time that the others take.
    const rate = ((calls.length - 1) / msOf(calls)) * 1_000;
    // On a quiet machine it is above 19: bench/list-users.ts measures it.
    expect(rate).toBeGreaterThan(15);
    // The first and the last call may each have been a little late.
    expect(rate).toBeLessThan(20.5);
  });

  test('people go ahead of it: whoever asks meanwhile hardly waits', async () => {
    hire(9_000);
    const zoom = await ready('pro');
    const list = countAll(zoom);
    const waits: number[] = [];
    for (let i = 0; i < 5; i++) {
      await new Promise((done) => setTimeout(done, 150));
      const started = performance.now();
      await Promise.all([zoom.settings.get(ada), zoom.assistants.list(ada)]);
      waits.push(performance.now() - started);
    }
    await list;
    expect(refusedBySandbox()).toEqual([]);
    expect(waits.toSorted((a, b) => a - b)[2]).toBeLessThan(250);
  });
});

describe('somebody else uses the account too', () => {
  const limit = 'You have reached the maximum per-second rate limit for this API. Try again later.';

  test('after a refusal nobody calls before the time that Zoom has named', async () => {
    const zoom = await ready('pro');
    sandbox.faults.add({
      ...{ operation: 'getSettings', kind: 'status', status: 429, times: 1 },
      ...{ headers: { 'Retry-After': '1' }, body: { code: 429, message: limit } },
    });
    const started = Date.now();
    const first = zoom.settings.get(ada);
    await expect.poll(() => callsOf(sandbox, 'getSettings')).toHaveLength(1);
    await new Promise((done) => setTimeout(done, 20));
    await Promise.all([first, zoom.assistants.list(ada), zoom.schedulers.list(ada)]);
    const later = sandbox.calls.filter(({ operation }) => /list/.test(operation ?? ''));
    expect(later).toHaveLength(2);
    for (const { at } of later) expect(at.getTime() - started).toBeGreaterThan(950);
  });

  test('a limit of one person’s own holds up nobody else', async () => {
    const zoom = await ready('pro');
    for (const name of ['b1', 'b2', 'b3'])
      await zoom.users.changeEmail('ben@example.com', `${name}@example.com`).catch(() => 0);
    const ben = person('ben').zoom?.id ?? '';
    for (const name of ['c1', 'c2', 'c3'])
      await zoom.users.changeEmail(ben, `${name}@example.com`).catch(() => 0);
    expect((await failure(zoom.users.changeEmail(ben, 'd@example.com'))).kind).toBe('rate-limited-day');
    expect((await zoom.users.get(ada)).id).toBe(ada);
  });
});
