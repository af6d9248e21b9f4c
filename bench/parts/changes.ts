import { start } from '../lib/child.ts';
import { sendCommand } from '../lib/command.ts';
import { atRate, quantile, round } from '../lib/figures.ts';
import type { Upstream } from '../lib/start-upstream.ts';

const PER_SECOND = 200;
const WARM_UP = 50;
const LONGEST = 90_000;

/**
 * Acknowledging a change means one durable insert first: 200 a second, each by another person. They are made in Zoom too,
 * as fast as its limit of 80 light calls a second lets them, and people who wait longer are told so.
 */
export async function changes(
  upstream: Upstream,
  stores: Record<string, Record<string, string>>,
  seconds: number,
): Promise<void> {
  const rows: Record<string, Record<string, number>> = {};
  for (const [store, env] of Object.entries(stores)) {
    const bot = await start(store, 'bot', env);
    const told = async (wanted: number) => {
      const begin = performance.now();
      while ((await upstream.seen()).calls.done < wanted && performance.now() - begin < LONGEST) {
        await new Promise((done) => setTimeout(done, 100));
      }
      return performance.now() - begin;
    };
    await upstream.reset();
    await atRate(WARM_UP, 2, (i) => change(bot.port, upstream, i).then(() => undefined));
    await told(2 * WARM_UP);
    await upstream.reset();
    const times: number[] = [];
    await atRate(PER_SECOND, seconds, async (i) => {
      times.push(await change(bot.port, upstream, i));
    });
    const wanted = times.length;
    const after = await told(wanted);
    const { calls } = await upstream.seen();
    rows[store] = {
      changes: wanted,
      'p50 ms': quantile(times, 0.5),
      'p99 ms': quantile(times, 0.99),
      'told it takes longer': calls.patience,
      'made and told': calls.done,
      'told something else': calls.replies - calls.done,
      'the last after s': round(after / 1000, 1),
      'memory MiB': round((await bot.usage()).rss / 2 ** 20, 0),
    };
    bot.stop();
  }
  console.log(`acknowledging ${PER_SECOND} changes a second, each stored before`);
  console.table(rows);
}

function change(port: number, upstream: Upstream, i: number): Promise<number> {
  return sendCommand(port, upstream, i + 1, `profile department D${i}`);
}
