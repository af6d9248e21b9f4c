import { type Contestant, start } from '../lib/child.ts';
import { sendCommand } from '../lib/command.ts';
import { quantile, round } from '../lib/figures.ts';
import type { Upstream } from '../lib/start-upstream.ts';

const CONCURRENCY = 16;
const ROUNDS = 4;
/** More than may wait in the bot. */
const QUEUE = 3_000;

/**
 * How much CPU an acknowledgement takes, and how many there are in a second, with sixteen at once. The bot's queue is
 * full, because Zoom does not answer: every command is verified, parsed and acknowledged with a word that it is busy, and
 * nothing of it is done afterwards that would be counted here. The contestants take turns.
 */
export async function acknowledgements(
  upstream: Upstream,
  sqlite: (name: string) => Record<string, string>,
  seconds: number,
): Promise<void> {
  const contestants = [
    await start('bare node:http, signature checked', 'bare-http', sqlite('ack')),
    await start('bare Bolt 5, ack()', 'bare-bolt', sqlite('ack')),
    await start('the bot', 'bot', sqlite('ack')),
  ].map((one) => ({ one, times: [] as number[], cpu: 0, spent: 0, rss: 0 }));
  const [http, bolt, bot] = contestants;
  if (!http || !bolt || !bot) return;
  for (const { one } of [http, bolt]) await load(one, upstream, 1);
  await upstream.hang(true);
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async (_, i) => {
      for (; i < QUEUE; i += CONCURRENCY) await ask(bot.one, upstream, i);
    }),
  );
  // Every contestant's code is optimized after a second.
  await load(bot.one, upstream, 1);
  for (let i = 0; i < ROUNDS; i++) {
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
  await upstream.hang(false);
  const per = (each: (typeof contestants)[number]) => each.cpu / each.times.length;
  console.log('acknowledging a command, sixteen at once');
  console.table(
    Object.fromEntries(
      contestants.map((each) => [
        each.one.name,
        {
          'CPU µs each': round(per(each), 0),
          'of bare Bolt': round(per(each) / per(bolt)),
          'acks/s': round((each.times.length / each.spent) * 1000, 0),
          'p50 ms': quantile(each.times, 0.5),
          'p99 ms': quantile(each.times, 0.99),
          'memory MiB': round(each.rss / 2 ** 20, 0),
        },
      ]),
    ),
  );
}

const ask = (one: Contestant, upstream: Upstream, i: number) =>
  sendCommand(one.port, {
    text: 'status',
    userId: `U0B${(i % 500) + 1}`,
    teamId: 'T0BENCH',
    responseUrl: `${upstream.url}/hooks/1`,
  });

async function load(one: Contestant, upstream: Upstream, seconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async (_, i) => {
      while (performance.now() < end) times.push(await ask(one, upstream, i));
    }),
  );
  return times;
}
