import { start } from '../lib/child.ts';
import { sendCommand } from '../lib/command.ts';
import { atRate, quantile, round } from '../lib/figures.ts';
import type { Upstream } from '../lib/start-upstream.ts';

/** Four Zoom calls each: as many as the bot's own limits let through without waiting. */
const PER_SECOND = 12;
const PEOPLE = 50;
const ROUNDS = 4;

/**
 * What a whole `/zoom status` costs, from Slack's request to the answer: the bot beside a plain app that makes the same
 * calls and sends a comparable message. Both know the people already. They take turns.
 */
export async function wholeCommand(
  upstream: Upstream,
  sqlite: (name: string) => Record<string, string>,
  seconds: number,
): Promise<void> {
  const contestants = [
    await start('plain Bolt + axios + keyv', 'plain-app', sqlite('plain')),
    await start('the bot', 'bot', sqlite('whole')),
  ].map((one) => ({ one, cpu: 0, answers: 0, zoom: 0, slack: 0, times: [] as number[] }));
  const ask = (port: number, length: number) =>
    atRate(PER_SECOND, length, async (i) => {
      await sendCommand(port, upstream, (i % PEOPLE) + 1, 'status');
    });
  const settled = () => new Promise((done) => setTimeout(done, 500));
  for (const { one } of contestants) await ask(one.port, Math.max(seconds, Math.ceil(PEOPLE / PER_SECOND)));
  for (let i = 0; i < ROUNDS; i++) {
    for (const each of contestants) {
      await settled();
      await upstream.reset();
      const before = await each.one.usage();
      await ask(each.one.port, seconds);
      await settled();
      const after = await each.one.usage();
      const { calls, delays } = await upstream.seen();
      each.cpu += after.cpu - before.cpu;
      each.answers += calls.replies;
      each.zoom += calls.zoom;
      each.slack += calls.slack;
      each.times.push(...delays);
    }
  }
  for (const { one } of contestants) one.stop();
  const [plain] = contestants;
  const each = ({ cpu, answers }: (typeof contestants)[number]) => cpu / 1000 / answers;
  console.log(`a whole /zoom status, ${PER_SECOND} a second`);
  console.table(
    Object.fromEntries(
      contestants.map((one) => [
        one.one.name,
        {
          answers: one.answers,
          'CPU ms each': round(each(one)),
          'of the plain app': plain ? round(each(one) / each(plain)) : 0,
          'Zoom calls each': round(one.zoom / one.answers),
          'Slack calls each': round(one.slack / one.answers),
          'p50 ms after Zoom': quantile(one.times, 0.5),
          'p99 ms after Zoom': quantile(one.times, 0.99),
        },
      ]),
    ),
  );
}
