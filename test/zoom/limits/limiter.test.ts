import { Keyv } from 'keyv';
import { describe, expect, test } from 'vitest';
import { person } from '../../../sandbox/people.ts';
import { crowd } from '../../../sandbox/zoom/extra-users.ts';
import type { Zoom } from '../../../src/zoom/zoom.ts';
import { useZoom } from '../../support/zoom.ts';
import { callsOf, connect, failure } from '../open.ts';

const sandbox = await useZoom();

const ada = person('ada').zoom?.id ?? '';
const refusedBySandbox = () => sandbox.calls.filter(({ status }) => status === 429);

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

  test('a call that would wait too long fails at once, and nothing is sent', async () => {
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

  test('a used-up day is reported without asking Zoom', async () => {
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

test('a long list together with calls of people: no call is refused', async () => {
  hire(6_000);
  const members = sandbox.account.users.filter(
    (user) => user.accountId === sandbox.account.id && ['active', 'locked'].includes(user.status),
  );
  const zoom = await ready('pro');
  const list = countAll(zoom);
  for (let i = 0; i < 4; i++) {
    await new Promise((done) => setTimeout(done, 150));
    await Promise.all([zoom.settings.get(ada), zoom.assistants.list(ada)]);
  }
  expect(await list).toBe(members.length);
  expect(callsOf(sandbox, 'listUsers')).toHaveLength(Math.ceil(members.length / 300));
  expect(refusedBySandbox()).toEqual([]);
});

describe('another app uses the account too', () => {
  const limit = 'You have reached the maximum per-second rate limit for this API. Try again later.';

  test('after a refusal no call starts before the time that Zoom has named', async () => {
    const zoom = await ready('pro');
    sandbox.faults.add({
      operation: 'getSettings',
      kind: 'status',
      status: 429,
      times: 1,
      headers: { 'Retry-After': '1' },
      body: { code: 429, message: limit },
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

  test('a limit for one user delays no other call', async () => {
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
