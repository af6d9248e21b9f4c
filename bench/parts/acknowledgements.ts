import { type Contestant, start } from '../lib/child.ts';
import { sendCommand } from '../lib/command.ts';
import { quantile, round } from '../lib/figures.ts';
import type { Upstream } from '../lib/start-upstream.ts';

const CONCURRENCY = 16;
const ROUNDS = 7;
/** As many commands as the bot runs at the same time. */
const RUNNING = 128;
/** Fewer than may wait in the bot, and so few that none of them waits long enough for a notice. */
const COMMANDS = 500;
const WARM_UPS = 6;
/** Milliseconds until those that hang have been told that it takes longer, which is not to be measured. */
const SLOW_NOTICES = 3_000;
/** Acknowledged at once and answered later, from the store. */
const MEASURED = 'my-requests';

const contestants = {
  'bare-http': 'bare node:http, signature checked',
  'bare-bolt': 'bare Bolt 5, ack()',
  bot: 'the bot',
} as const;
type File = keyof typeof contestants;

/**
 * How much CPU an acknowledgement takes, and how many there are in a second, with sixteen at once.
 *
 * The CPU of a process is that of everything it does, so what follows an acknowledgement has to be kept out of the way:
 *
 * - Zoom does not answer meanwhile, and the bot is given as many commands before as it runs at the same time. So it
 *   verifies, parses, acknowledges and queues the measured ones and begins none of them. Queueing comes after the
 *   acknowledgement and is counted all the same: a bot that answers later cannot do without.
 * - Those that hang are told after 2.5 seconds that it takes longer. That is over before the measurement.
 * - The warm-up is the measured command, answered, so that the measured code is compiled in every contestant. With another
 *   command (such as `/zoom help`, whose answer is the acknowledgement) the bot alone would be measured half cold.
 * - The garbage of the warm-up is collected before: only the bot has answered anything in it.
 *
 * As the queue is full soon, each round has fresh processes. Compare the figures of a quiet machine only.
 *
 * Receiving a request and answering it is a part that nobody can save: that of the bare server. How large it is depends on
 * what a system call takes on the machine. The last figure of CPU leaves it out: what is added to it, beside what Bolt adds.
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
          'beyond bare http, of bare Bolt': round(
            (cpu(file) - cpu('bare-http')) / (cpu('bare-bolt') - cpu('bare-http')),
          ),
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
  for (let i = 0; i < WARM_UPS; i++) {
    await send(one, upstream, MEASURED, COMMANDS);
    await idle(one);
  }
  await upstream.hang(true);
  await send(one, upstream, 'status', RUNNING);
  await new Promise((done) => setTimeout(done, SLOW_NOTICES));
  await one.collectGarbage();
  await idle(one);
  const before = await one.usage();
  const begin = performance.now();
  const times = await send(one, upstream, MEASURED, COMMANDS);
  const ms = performance.now() - begin;
  const after = await one.usage();
  one.stop();
  await upstream.hang(false);
  return { cpu: after.cpu - before.cpu, ms, times, rss: after.rss };
}

/** Waits until it has used less than a twentieth of a core for a quarter of a second. */
async function idle(one: Contestant): Promise<void> {
  for (let before = (await one.usage()).cpu; ; ) {
    await new Promise((done) => setTimeout(done, 250));
    const { cpu } = await one.usage();
    if (cpu - before < 12_500) return;
    before = cpu;
  }
}

/** Sends so many commands, sixteen at a time; the milliseconds until each was acknowledged. */
async function send(one: Contestant, upstream: Upstream, text: string, count: number): Promise<number[]> {
  const times: number[] = [];
  let sent = 0;
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (sent < count) {
        const person = (sent++ % 500) + 1;
        times.push(await sendCommand(one.port, upstream, person, text));
      }
    }),
  );
  return times;
}
