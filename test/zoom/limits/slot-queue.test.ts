import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Priority } from '../../../src/zoom/limits/limits.ts';
import { createSlotQueue } from '../../../src/zoom/limits/slot-queue.ts';

/** A simulated clock: a busy machine changes nothing. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The network and Zoom, in milliseconds. */
interface Latency {
  /** Until Zoom counts the call, and from there to the answer. */
  readonly there: number;
  readonly back: number;
  /** Each direction takes up to so much longer, at random. */
  readonly jitter: number;
  /** To open the connection of a caller, before its first call. */
  readonly connecting?: number;
}

/** When Zoom counted the calls of these callers, each of which calls again when it has its answer. */
async function calls(options: {
  readonly limit: number;
  readonly latency: Latency;
  readonly seconds: number;
  readonly callers: readonly Priority[];
  readonly chance: () => number;
}): Promise<number[]> {
  const { limit, latency, seconds, callers, chance } = options;
  const queue = createSlotQueue(limit, () => undefined);
  queue.slots = limit;
  const counted: number[] = [];
  const end = Date.now() + seconds * 1_000;
  const caller = async (priority: Priority) => {
    let connecting = latency.connecting ?? 0;
    while (Date.now() < end) {
      const slot = await queue.acquire(priority);
      await sleep(connecting);
      connecting = 0;
      await sleep(latency.there + chance() * latency.jitter);
      counted.push(performance.now());
      await sleep(latency.back + chance() * latency.jitter);
      slot?.release();
    }
  };
  let over = false;
  const all = Promise.all(callers.map(caller)).then(() => {
    over = true;
  });
  while (!over) {
    await vi.advanceTimersByTimeAsync(1);
  }
  await all;
  await vi.advanceTimersByTimeAsync(5_000);
  return counted.sort((a, b) => a - b);
}

/** The most calls in any second, wherever it begins. */
function most(counted: readonly number[]): number {
  let [first, top] = [0, 0];
  for (const [i, at] of counted.entries()) {
    while ((counted[first] ?? at) <= at - 1_000) first++;
    top = Math.max(top, i - first + 1);
  }
  return top;
}

/** Calls a second, the first second aside. */
function rate(counted: readonly number[]): number {
  const steady = counted.filter((at) => at > (counted[0] ?? 0) + 1_000);
  return ((steady.length - 1) / ((steady.at(-1) ?? 0) - (steady[0] ?? 0))) * 1_000;
}

/** Random numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test.each([
  { name: 'a near Zoom', there: 2, back: 11, jitter: 0, callers: 1, share: 0.95 },
  { name: 'a Zoom at 85 ms', there: 15, back: 70, jitter: 0, callers: 3, share: 0.945 },
  { name: 'a Zoom at 200 ms', there: 30, back: 170, jitter: 10, callers: 16, share: 0.9 },
  { name: 'a Zoom at 300 ms', there: 40, back: 260, jitter: 15, callers: 16, share: 0.85 },
])('$name: bulk work gets $share of the limit, and no second has a call too many', async (one) => {
  const callers = Array.from({ length: one.callers }, () => 'bulk' as const);
  const counted = await calls({ limit: 20, latency: one, seconds: 20, callers, chance: seeded(1) });
  expect(rate(counted)).toBeGreaterThan(20 * one.share);
  expect(most(counted)).toBeLessThanOrEqual(20);
});

test('a scan leaves a fifth of the limit to others', async () => {
  const latency = { there: 2, back: 11, jitter: 0 };
  const counted = await calls({
    limit: 20,
    latency,
    seconds: 20,
    callers: ['scan', 'scan'],
    chance: seeded(1),
  });
  expect(rate(counted)).toBeGreaterThan(15);
  expect(rate(counted)).toBeLessThanOrEqual(16.2);
});

test('after a pause a scan goes on evenly, while a list that somebody waits for catches up', async () => {
  const afterPause = async (priority: Priority) => {
    const queue = createSlotQueue(60, () => undefined);
    queue.slots = 60;
    let started = 0;
    let over = false;
    const caller = async () => {
      while (!over) {
        const slot = await queue.acquire(priority);
        started++;
        await sleep(20);
        slot?.release();
      }
    };
    const all = Promise.all(Array.from({ length: 16 }, caller));
    await vi.advanceTimersByTimeAsync(1_000);
    queue.pause(Date.now() + 300);
    await vi.advanceTimersByTimeAsync(299);
    started = 0;
    await vi.advanceTimersByTimeAsync(100);
    const inTenth = started;
    over = true;
    await vi.advanceTimersByTimeAsync(5_000);
    await all;
    return inTenth;
  };
  expect(await afterPause('scan')).toBeLessThanOrEqual(7);
  expect(await afterPause('bulk')).toBeGreaterThan(12);
});

test('no second has a call too many, however calls are delayed by up to a third of their round trip', async () => {
  const latencies = fc
    .record({
      there: fc.integer({ min: 1, max: 200 }),
      back: fc.integer({ min: 1, max: 400 }),
      delayed: fc.double({ min: 0, max: 1 / 6, noNaN: true }),
      connecting: fc.integer({ min: 0, max: 300 }),
    })
    .map(({ delayed, ...latency }) => ({ ...latency, jitter: delayed * (latency.there + latency.back) }));
  const who = fc.array(fc.constantFrom<Priority>('bulk', 'scan', 'person'), { minLength: 1, maxLength: 32 });
  await fc.assert(
    fc.asyncProperty(latencies, who, fc.gen(), async (latency, callers, gen) => {
      const chance = () => gen(fc.double, { min: 0, max: 1, noNaN: true });
      const counted = await calls({ limit: 20, latency, seconds: 6, callers, chance });
      expect(most(counted)).toBeLessThanOrEqual(20);
    }),
    // Shrinking a failure takes minutes.
    { seed: 1, numRuns: Number(process.env.RUNS ?? 100), endOnFailure: true },
  );
}, 300_000);

test('a person hardly waits while bulk work runs', async () => {
  const queue = createSlotQueue(20, () => undefined);
  queue.slots = 20;
  const answered = async (priority: Priority) => {
    const slot = await queue.acquire(priority);
    setTimeout(() => slot?.release(), 30);
  };
  let running = true;
  const bulk = Array.from({ length: 16 }, async () => {
    while (running) await answered('bulk');
  });
  const waits: number[] = [];
  const people = (async () => {
    for (let i = 0; i < 20; i++) {
      await sleep(500);
      const started = performance.now();
      await answered('person');
      waits.push(performance.now() - started);
    }
    running = false;
  })();
  while (running) await vi.advanceTimersByTimeAsync(5);
  await Promise.all([people, vi.advanceTimersByTimeAsync(5_000), ...bulk]);
  expect(waits.toSorted((a, b) => a - b)[10]).toBeLessThanOrEqual(5);
  expect(Math.max(...waits)).toBeLessThanOrEqual(60);
});

test('waiting ends in time, when the caller gives up, and at once where no slot can come in time', async () => {
  const queue = createSlotQueue(4, () => undefined);
  queue.slots = 4;
  const held = await Promise.all(Array.from({ length: 4 }, () => queue.acquire('person')));
  expect(held.every((slot) => slot !== undefined)).toBe(true);
  const caller = new AbortController();
  const givesUp = queue.acquire('person', caller.signal);
  const waiting = Array.from({ length: 19 }, () => queue.acquire('person'));
  expect(await queue.acquire('person')).toBeUndefined();
  caller.abort();
  expect(await givesUp).toBeUndefined();
  // Slots whose calls get no answer are free three seconds later.
  await vi.advanceTimersByTimeAsync(5_000);
  const outcomes = await Promise.all(waiting);
  expect(outcomes.filter((slot) => slot !== undefined)).toHaveLength(4);
});

test('a pause holds calls back until it ends', async () => {
  const queue = createSlotQueue(4, () => undefined);
  queue.slots = 4;
  queue.pause(Date.now() + 1_000);
  const started = performance.now();
  const slot = queue.acquire('person').then(() => performance.now() - started);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await slot).toBeGreaterThanOrEqual(999);
});
