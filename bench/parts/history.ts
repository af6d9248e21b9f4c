import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { createRequestStore } from '../../src/requests/request-store.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { seedHistory } from '../../test/simulation/history.ts';
import { start } from '../lib/child.ts';
import { sendCommand } from '../lib/command.ts';
import { atRate, quantile, round } from '../lib/figures.ts';
import type { Upstream } from '../lib/start-upstream.ts';

const PEOPLE = 5_000;
const PER_SECOND = 20;
const WARM_UP = 4;
const PASSES = 500;
/** What the worker takes at once. */
const CAPACITY = 32;

/** An empty store beside one with so many finished requests. */
export interface Compared {
  readonly name: string;
  readonly requests: number;
  readonly empty: Record<string, string>;
  readonly full: Record<string, string>;
}

/**
 * What years of use cost: acknowledging a change, which is stored before, and one pass of the worker that finds nothing
 * due, on an empty store and on one with a history. Both should be within a factor of 1.5.
 */
export async function history(
  upstream: Upstream,
  stores: readonly Compared[],
  seconds: number,
): Promise<void> {
  const rows: Record<string, Record<string, number>> = {};
  for (const { name, requests, empty, full } of stores) {
    const begin = performance.now();
    await onStore(full, async (store) => {
      await seedHistory(store, { requests, people: PEOPLE });
    });
    console.log(`${name}: ${requests} requests seeded in ${round((performance.now() - begin) / 1000, 0)} s`);
    const [before, after] = [await measure(upstream, empty, seconds), await measure(upstream, full, seconds)];
    rows[`${name}, empty`] = before;
    rows[`${name}, ${requests} requests`] = after;
    rows[`${name}, factor`] = Object.fromEntries(
      Object.entries(before).map(([figure, value]) => [figure, round((after[figure] ?? 0) / value)]),
    );
  }
  console.log('an empty store beside one with a history');
  console.table(rows);
}

async function measure(
  upstream: Upstream,
  env: Record<string, string>,
  seconds: number,
): Promise<Record<string, number>> {
  const bot = await start('history', 'bot', env);
  const change = (i: number) => sendCommand(bot.port, upstream, (i % PEOPLE) + 1, `profile department D${i}`);
  await atRate(PER_SECOND, WARM_UP, (i) => change(i).then(() => undefined));
  const acknowledged: number[] = [];
  await atRate(PER_SECOND, seconds, async (i) => {
    acknowledged.push(await change(PER_SECOND * WARM_UP + i));
  });
  await bot.end();

  const passes: number[] = [];
  await onStore(env, async (store) => {
    const requests = createRequestStore(store, 'bench', createLogger('error'));
    while ((await requests.claimDue(CAPACITY)).length > 0);
    for (let i = 0; i < PASSES; i++) {
      const begin = performance.now();
      await requests.claimDue(CAPACITY);
      passes.push(performance.now() - begin);
    }
  });
  return {
    'acknowledgement p50 ms': quantile(acknowledged, 0.5),
    'p99 ms': quantile(acknowledged, 0.99),
    'worker pass p50 ms': round(quantile(passes, 0.5), 3),
    'pass p99 ms': round(quantile(passes, 0.99), 3),
  };
}

async function onStore(env: Record<string, string>, work: (store: Store) => Promise<void>): Promise<void> {
  const { database, encryptionKey } = loadConfig(env);
  const store = await openStore(database, encryptionKey, createLogger('error'));
  await work(store);
  await store.close();
}
