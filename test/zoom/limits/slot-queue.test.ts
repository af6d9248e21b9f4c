import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Priority } from '../../../src/zoom/limits/limits.ts';
import { createSlotQueue } from '../../../src/zoom/limits/limiter.ts';

/** By the clock of the test: a busy machine changes nothing. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

interface Way {
  /** Milliseconds until Zoom counts the call, and from there to the answer. */
  readonly there: number;
  readonly back: number;
  /** Each way takes up to so much longer, as it comes. */
  readonly jitter: number;
  /** What it takes to open the connection of a caller, before its first call. */
  readonly connecting?: number;
}

/** Calls by so many at once, each asking again when it has its answer; when Zoom has counted them. */
async function calls(options: {
  readonly limit: number;
  readonly way: Way;
  readonly seconds: number;
  readonly callers: readonly Priority[];
  readonly chance: () => number;
}): Promise<number[]> {
  const { limit, way, seconds, callers, chance } = options;
  const queue = createSlotQueue(limit, () => undefined);
  queue.slots = limit;
  const counted: number[] = [];
  const end = Date.now() + seconds * 1_000;
  const caller = async (priority: Priority) => {
    let connecting = way.connecting ?? 0;
    while (Date.now() < end) {
      const slot = await queue.acquire(priority);
      await sleep(connecting);
      connecting = 0;
      await sleep(way.there + chance() * way.jitter);
      counted.push(performance.now());
      await sleep(way.back + chance() * way.jitter);
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

test.each([
  ['a near Zoom', { there: 2, back: 11, jitter: 0 }, 1, 95],
  ['a Zoom that takes its time', { there: 15, back: 70, jitter: 0 }, 3, 95],
  ['a slow Zoom, now and then slower', { there: 40, back: 260, jitter: 15 }, 12, 85],
])(
  '%s: how much of the limit bulk work has, and no second has one too many',
  async (_, way, count, share) => {
    const callers = Array.from({ length: count }, () => 'bulk' as const);
    const counted = await calls({ limit: 20, way, seconds: 20, callers, chance: Math.random });
  console.log(rate(counted), most(counted));
  expect(rate(counted)).toBeGreaterThan((20 * share) / 100);
    expect(most(counted)).toBeLessThanOrEqual(20);
  },
);

test('however calls are held up on their way, by up to a third of what it takes, no second has one too many', async () => {
  const ways = fc
    .record({
      there: fc.integer({ min: 1, max: 200 }),
      back: fc.integer({ min: 1, max: 400 }),
      held: fc.double({ min: 0, max: 1 / 6, noNaN: true }),
      connecting: fc.integer({ min: 0, max: 300 }),
    })
    .map(({ held, ...way }) => ({ ...way, jitter: held * (way.there + way.back) }));
  const who = fc.array(fc.constantFrom<Priority>('bulk', 'person'), { minLength: 1, maxLength: 32 });
  await fc.assert(
    fc.asyncProperty(ways, who, fc.gen(), async (way, callers, gen) => {
      const chance = () => gen(fc.double, { min: 0, max: 1, noNaN: true });
      expect(most(await calls({ limit: 20, way, seconds: 6, callers, chance }))).toBeLessThanOrEqual(20);
    }),
    // Making a failure smaller takes minutes.
    { numRuns: Number(process.env.RUNS ?? 100), endOnFailure: true },
  );
}, 300_000);
