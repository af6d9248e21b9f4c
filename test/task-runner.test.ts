import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../src/log.ts';
import { createTaskRunner, type Job, type TaskRunner } from '../src/task-runner.ts';

const CONCURRENCY = 64;
const MAX_QUEUED = 64;

let runner: TaskRunner;
let started: string[];
const ends = new Map<string, () => void>();

beforeEach(() => {
  started = [];
  ends.clear();
  runner = createTaskRunner(createLogger('error', [], { write: () => undefined }));
});
afterEach(() => vi.useRealTimers());

/** A job that runs until {@link ends} ends it. */
const job = (what: string, more: Partial<Job> = {}): Job => ({
  what,
  work: () => {
    started.push(what);
    return new Promise((resolve) => ends.set(what, resolve));
  },
  ...more,
});
const fill = () => {
  for (let i = 0; i < CONCURRENCY; i++) expect(runner.modals.add(job(`first ${i}`))).toBe(true);
};
const end = async (what: string) => {
  ends.get(what)?.();
  await sleep(0);
};

it('runs a limited number at once, keeps the order of the others and refuses what is too much', async () => {
  fill();
  expect([started.length, runner.modals.running, runner.modals.capacity]).toEqual([CONCURRENCY, 64, 0]);
  const skipped = vi.fn();
  for (let i = 0; i < MAX_QUEUED; i++) expect(runner.modals.add(job(`second ${i}`))).toBe(true);
  expect(runner.modals.add(job('third', { onSkipped: skipped }))).toBe(false);
  expect([skipped.mock.calls.length, runner.modals.isFull]).toEqual([1, true]);
  expect(runner.count()).toEqual({ running: CONCURRENCY, waiting: MAX_QUEUED });
  await end('first 3');
  await end('first 1');
  expect(started.slice(CONCURRENCY)).toEqual(['second 0', 'second 1']);
  expect(runner.count()).toEqual({ running: CONCURRENCY, waiting: MAX_QUEUED - 2 });
});

it('takes only what can start at once when nothing may wait', () => {
  for (let i = 0; i < 32; i++) expect(runner.due.add(job(`due ${i}`))).toBe(true);
  expect([runner.due.add(job('one more')), runner.due.capacity]).toEqual([false, 0]);
});

it('goes on after a job that fails', async () => {
  fill();
  runner.modals.add(job('next'));
  runner.run('fails', () => Promise.reject(new Error('no')));
  runner.due.add({ what: 'fails too', work: () => Promise.reject(new Error('no')) });
  await end('first 0');
  expect(started.at(-1)).toBe('next');
  expect(runner.due.running).toBe(0);
});

it('skips a job that has waited for more than half of its lease', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  fill();
  const skipped = vi.fn();
  runner.modals.add(job('late', { lease: 10_000, onSkipped: skipped }));
  runner.modals.add(job('in time', { lease: 20_000 }));
  runner.modals.add(job('without a lease'));
  vi.advanceTimersByTime(6_000);
  await end('first 0');
  await end('first 1');
  expect(started.slice(CONCURRENCY)).toEqual(['in time', 'without a lease']);
  expect(skipped).toHaveBeenCalledTimes(1);
});

it('at a stop drops waiting jobs with a lease and waits for the others', async () => {
  fill();
  const skipped = vi.fn();
  runner.later('never', 10, async () => void started.push('never'));
  runner.modals.add(job('leased', { lease: 10_000, onSkipped: skipped }));
  runner.modals.add(job('waiting'));
  expect(await runner.drain(50)).toBe(false);
  expect(runner.modals.add(job('leased too', { lease: 10_000 }))).toBe(false);
  const drained = runner.drain(5_000);
  for (let i = 0; i < CONCURRENCY; i++) await end(`first ${i}`);
  expect(started.slice(CONCURRENCY)).toEqual(['waiting']);
  await end('waiting');
  expect(await drained).toBe(true);
  expect([runner.running, skipped.mock.calls.length]).toEqual([0, 0]);
});

describe('shares of the interactive queue', () => {
  const LINE = 8;
  const BEHIND = 40;
  const ask = (owner: string, i: number, more: Partial<Job> = {}) =>
    runner.interactive.add(job(`${owner} ${i}`, { owner, ...more }));
  const flood = (owner: string, many: number) => Array.from({ length: many }, (_, i) => ask(owner, i));

  it('one person gets no more than a share, however much is free; others start at once', async () => {
    const added = flood('ada', LINE + BEHIND + 5);
    expect(added.filter(Boolean)).toHaveLength(LINE + BEHIND);
    expect([started.length, runner.interactive.waiting]).toEqual([LINE, BEHIND]);
    expect([runner.interactive.isShareFull('ada'), runner.interactive.isShareFull('ben')]).toEqual([
      true,
      false,
    ]);
    expect([runner.interactive.isFull, ask('ben', 0), started.at(-1)]).toEqual([false, true, 'ben 0']);
    await end('ada 3');
    expect([started.at(-1), runner.interactive.waiting]).toEqual([`ada ${LINE}`, BEHIND - 1]);
    expect(ask('ada', 99)).toBe(true);
  });

  it('when nothing is free, nobody waits behind more than a share of each other person', async () => {
    for (let i = 0; i < 128; i++) runner.interactive.add(job(`nobody ${i}`));
    flood('ada', LINE + BEHIND);
    ask('ben', 0);
    for (let i = 0; i <= LINE; i++) await end(`nobody ${i}`);
    expect(started.slice(128)).toEqual([...Array.from({ length: LINE }, (_, i) => `ada ${i}`), 'ben 0']);
  });

  it('a stop waits for what stands behind, and drops what has a lease', async () => {
    flood('ada', LINE);
    const skipped = vi.fn();
    ask('ada', 100, { lease: 60_000, onSkipped: skipped });
    ask('ada', 101);
    const drained = runner.drain(5_000);
    for (let i = 0; i < LINE; i++) await end(`ada ${i}`);
    await vi.waitFor(() => expect(started.at(-1)).toBe('ada 101'), 10_000);
    await end('ada 101');
    expect(await drained).toBe(true);
    expect([started.length, skipped.mock.calls.length, runner.interactive.waiting]).toEqual([LINE + 1, 0, 0]);
  });
});
