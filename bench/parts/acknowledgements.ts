import { type Contestant, start } from '../lib/child.ts';
import { sendCommand } from '../lib/command.ts';
import { quantile, round } from '../lib/figures.ts';
import type { Upstream } from '../lib/start-upstream.ts';

const AT_ONCE = 16;
const ROUNDS = 4;

/**
 * How much CPU an acknowledgement of a question takes, and how many there are in a second, with sixteen at once. The
 * contestants take turns.
 */
export async function acknowledgements(
  upstream: Upstream,
  sqlite: (name: string) => Record<string, string>,
  seconds: number,
): Promise<void> {
  const contestants = [
    await start('bare node:http, signature checked', 'bare-http', sqlite('ack')),
    await start('bare Bolt 5, ack()', 'bare-bolt', sqlite('ack')),
    await start('the desk until its ack', 'desk-until-ack', sqlite('ack')),
  ].map((one) => ({ one, times: [] as number[], cpu: 0, spent: 0, rss: 0 }));
  for (const { one } of contestants) await load(one, upstream, 1);
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of contestants) {
      const before = await each.one.usage();
      const begin = performance.now();
      each.times.push(...(await load(each.one, upstream, seconds / ROUNDS)));
      each.spent += performance.now() - begin;
      const after = await each.one.usage();
      each.cpu += after.cpu - before.cpu;
      each.rss = after.rss;
    }
  }
  for (const { one } of contestants) one.stop();
  const bolt = contestants[1];
  const per = (each: (typeof contestants)[number]) => each.cpu / each.times.length;
  console.log('acknowledging a question, sixteen at once');
  console.table(
    Object.fromEntries(
      contestants.map((each) => [
        each.one.name,
        {
          'CPU µs each': round(per(each), 0),
          'of bare Bolt': bolt ? round(per(each) / per(bolt)) : 0,
          'acks/s': round((each.times.length / each.spent) * 1000, 0),
          'p50 ms': quantile(each.times, 0.5),
          'p99 ms': quantile(each.times, 0.99),
          'memory MiB': round(each.rss / 2 ** 20, 0),
        },
      ]),
    ),
  );
}

async function load(one: Contestant, upstream: Upstream, seconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < end) {
        times.push(
          await sendCommand(one.port, {
            ...{ text: 'status', userId: 'U0B1', teamId: 'T0BENCH' },
            responseUrl: `${upstream.url}/hooks/1`,
          }),
        );
      }
    }),
  );
  return times;
}
