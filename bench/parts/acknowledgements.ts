import { type Contestant, start } from '../lib/child.ts';
import { sendCommand } from '../lib/command.ts';
import { quantile, round } from '../lib/figures.ts';
import type { Upstream } from '../lib/start-upstream.ts';

const CONCURRENCY = 16;
const ROUNDS = 7;
/** As many commands as the bot runs at the same time. */
const RUNNING = 128;
/** Fewer than may wait in the bot. */
const COMMANDS = 1_500;

const contestants = {
  'bare-http': 'bare node:http, signature checked',
  'bare-bolt': 'bare Bolt 5, ack()',
  bot: 'the bot',
} as const;
type File = keyof typeof contestants;

/**
 * How much CPU an acknowledgement takes, and how many there are in a second, with sixteen at once.
 *
 * Zoom does not answer meanwhile, and the bot is given as many commands before as it runs at the same time. So it
 * verifies, parses, queues and acknowledges the measured ones and begins none of them: nothing that follows an
 * acknowledgement is counted. As the queue is full soon, each round has fresh processes, warmed up with `/zoom help`.
 */
export async function acknowledgements(
  upstream: Upstream,
  sqlite: (name: string) => Record<string, string>,
): Promise<void> {
  const files = Object.keys(contestants) as File[];
  const rounds = { 'bare-http': [], 'bare-bolt': [], bot: [] } as Record<File, Round[]>;
  for (let i = 0; i < ROUNDS; i++) {
    for (const file of files) rounds[file].push(await oneRound(file, upstream, sqlite(`ack-${file}-${i}`)));
  }
  const median = (file: File, of: (one: Round) => number) => quantile(rounds[file].map(of), 0.5);
  const cpu = (file: File) => median(file, (one) => one.cpu / COMMANDS);
  console.log('acknowledging a command, sixteen at once; the median of seven rounds');
  console.table(
    Object.fromEntries(
      files.map((file) => [
        contestants[file],
        {
          'CPU µs each': round(cpu(file), 0),
          'of bare Bolt': round(cpu(file) / cpu('bare-bolt')),
          'acks/s': round(
            median(file, (one) => (COMMANDS / one.ms) * 1000),
            0,
          ),
          'p50 ms': median(file, (one) => quantile(one.times, 0.5)),
          'p99 ms': median(file, (one) => quantile(one.times, 0.99)),
          'memory MiB': round(
            median(file, (one) => one.rss / 2 ** 20),
            0,
          ),
        },
      ]),
    ),
  );
}

interface Round {
  /** Microseconds. */
  readonly cpu: number;
  readonly ms: number;
  readonly times: readonly number[];
  readonly rss: number;
}

async function oneRound(file: File, upstream: Upstream, env: Record<string, string>): Promise<Round> {
  await upstream.hang(false);
  const one = await start(contestants[file], file, env);
  await send(one, upstream, 'help', 4 * COMMANDS);
  await upstream.hang(true);
  await send(one, upstream, 'status', RUNNING);
  await new Promise((done) => setTimeout(done, 500));
  const before = await one.usage();
  const begin = performance.now();
  const times = await send(one, upstream, 'status', COMMANDS);
  const ms = performance.now() - begin;
  const after = await one.usage();
  one.stop();
  await upstream.hang(false);
  return { cpu: after.cpu - before.cpu, ms, times, rss: after.rss };
}

/** Sends so many commands, sixteen at a time; the milliseconds until each was acknowledged. */
async function send(one: Contestant, upstream: Upstream, text: string, count: number): Promise<number[]> {
  const times: number[] = [];
  let sent = 0;
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (sent < count) {
        const person = (sent++ % 500) + 1;
        const responseUrl = `${upstream.url}/hooks/${person}`;
        times.push(
          await sendCommand(one.port, { text, userId: `U0B${person}`, teamId: 'T0BENCH', responseUrl }),
        );
      }
    }),
  );
  return times;
}
