import { start } from '../lib/child.ts';
import { sendCommand } from '../lib/command.ts';
import { atRate, quantile, round } from '../lib/figures.ts';
import type { Upstream } from '../lib/start-upstream.ts';

const PER_SECOND = 100;
const PEOPLE = 400;

/**
 * How long after Zoom's answer the person's reply leaves, at 100 questions a second of known people. Zoom itself takes
 * at most 80 light calls a second from an account, so three in ten questions are about the bot's own store.
 */
export async function replies(
  upstream: Upstream,
  stores: Record<string, Record<string, string>>,
  seconds: number,
): Promise<void> {
  const rows: Record<string, Record<string, number>> = {};
  for (const [store, env] of Object.entries(stores)) {
    const bot = await start(store, 'bot', env);
    const ask = async (i: number) => {
      const ofZoom = i % 10 < 7;
      const person = (i % PEOPLE) + (ofZoom ? 1 : PEOPLE + 1);
      await sendCommand(bot.port, upstream, person, ofZoom ? 'whoami' : 'my-requests');
    };
    await atRate(PER_SECOND, PEOPLE / PER_SECOND, ask);
    await new Promise((done) => setTimeout(done, 1_000));
    await upstream.reset();
    const before = await bot.usage();
    await atRate(PER_SECOND, seconds, ask);
    await new Promise((done) => setTimeout(done, 1_000));
    const after = await bot.usage();
    const { delays, calls } = await upstream.seen();
    rows[store] = {
      questions: PER_SECOND * seconds,
      replies: calls.replies,
      'p50 ms': quantile(delays, 0.5),
      'p99 ms': quantile(delays, 0.99),
      'Zoom calls each': round(calls.zoom / calls.replies),
      'Slack calls each': round(calls.slack / calls.replies),
      'CPU ms each': round((after.cpu - before.cpu) / 1000 / calls.replies),
      'memory MiB': round(after.rss / 2 ** 20, 0),
    };
    bot.stop();
  }
  console.log(`from Zoom’s last answer to the reply, ${PER_SECOND} questions a second`);
  console.table(rows);
}
