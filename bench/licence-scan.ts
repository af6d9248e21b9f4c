import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { botEnvironment } from '../sandbox/environment.ts';
import { startSlack } from '../sandbox/slack/server.ts';
import { crowd } from '../sandbox/zoom/extra-users.ts';
import { startZoom } from '../sandbox/zoom/server.ts';
import { askBot } from '../src/cli/control-socket.ts';
import type { LicenceReview } from '../src/licences/review.ts';
import { start } from './lib/child.ts';
import { quantile, round } from './lib/figures.ts';

/**
 * A scan for idle licences in a large account at the limits of a business plan: how long it takes, whether Zoom refuses a call,
 * what the bot takes of memory, and what people's commands cost meanwhile, against the time before and after it. Zoom, the bot
 * and Slack have a process each.
 *
 *     node --disable-warning=ExperimentalWarning bench/licence-scan.ts [people] [with a licence] [seconds without a scan]
 */
const [people = 20_000, licensed = 10_000, seconds = 60] = process.argv.slice(2).map(Number);
/** Commands of people a second. */
const PER_SECOND = 2;
const HANDLES = ['ada', 'ben', 'mia', 'linus', 'grace'];

interface Calls {
  readonly count: number;
  readonly refused: number;
  readonly byOperation: Readonly<Record<string, number>>;
}

if (process.send) await beZoom();
else await measure();

async function beZoom(): Promise<void> {
  const zoom = await startZoom({ plan: 'business' });
  zoom.account.seats = licensed + 500;
  zoom.account.basicSeats = people;
  for (const user of crowd(zoom.account.id, people, licensed)) zoom.account.users.push(user);
  let calls = { count: 0, refused: 0, byOperation: {} as Record<string, number> };
  zoom.onChange((event) => {
    if (event.kind !== 'call') return;
    const { operation = '', status } = event.call;
    calls.count++;
    if (status === 429) calls.refused++;
    calls.byOperation[operation] = (calls.byOperation[operation] ?? 0) + 1;
  });
  process.on('message', () => {
    process.send?.(calls);
    calls = { count: 0, refused: 0, byOperation: {} };
  });
  const { apiUrl, oauthUrl, credentials } = zoom;
  process.send?.({ apiUrl, oauthUrl, credentials });
}

async function measure(): Promise<void> {
  const child = fork(new URL(import.meta.url), [String(people), String(licensed)]);
  const [zoom] = (await once(child, 'message')) as [
    Pick<Awaited<ReturnType<typeof startZoom>>, 'apiUrl' | 'oauthUrl' | 'credentials'>,
  ];
  const slack = await startSlack();
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
  const file = join(folder, 'desk.db');
  const policyFile = join(folder, 'policy.yml');
  writeFileSync(
    policyFile,
    'approvals: { channel: C0APPROVALS, approvers: [S0ADMINS] }\nadmins: [U0GRACE]\npeople: { email_domains: [example.com] }\nlicences: {}\n',
  );
  const bot = await start('the bot', 'bot', {
    ...botEnvironment({ slack, zoom, database: `file:${file}`, policyFile, logLevel: 'error' }),
    ZOOM_PLAN: 'business',
  });
  slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);

  const phases: { name: string; times: number[] }[] = [];
  /** Resident memory in the course of the phase. */
  let memory: number[] = [];
  let asked = 0;
  const command = async (times: number[]) => {
    const person = slack.as(HANDLES[asked++ % HANDLES.length] ?? 'ada');
    const before = person.ephemerals().length;
    const begin = performance.now();
    await person.command('/zoom status');
    await person.waitFor(() => person.ephemerals().length > before, 30_000);
    times.push(performance.now() - begin);
  };
  /** Commands of people, one after the other at their rate, until `end`. */
  const phase = async (name: string, end: Promise<unknown>) => {
    const times: number[] = [];
    phases.push({ name, times });
    let over = false;
    void end.finally(() => {
      over = true;
    });
    while (!over) {
      const next = sleep(1_000 / PER_SECOND);
      await command(times);
      memory.push((await bot.usage()).rss);
      await next;
    }
  };
  await phase('warm up', sleep(10_000));
  phases.length = 0;
  await phase('before', sleep(seconds * 1_000));
  await bot.collectGarbage();
  const rest = (await bot.usage()).rss;
  memory = [];
  child.send('reset');
  await once(child, 'message');
  const begin = performance.now();
  let review: LicenceReview | null = null;
  const scan = askBot(file, 'POST', '/licences').then(async (answer) => {
    if (answer) review = (await json(answer)) as LicenceReview;
  });
  await phase('scan', scan);
  const took = performance.now() - begin;
  const inScan = memory;
  child.send('seen');
  const [calls] = (await once(child, 'message')) as [Calls];
  await phase('after', sleep(seconds * 1_000));

  const seats = (review as LicenceReview | null)?.seats ?? [];
  console.log(`${people} people, ${licensed} licences, limits of a business plan`);
  console.table({
    'seconds for the scan': round(took / 1_000, 1),
    'Zoom calls': calls.count,
    'refused with 429': calls.refused,
    'licences seen': seats.length,
    idle: seats.filter(({ idle }) => idle).length,
    'MB before': round(rest / 2 ** 20, 0),
    ...Object.fromEntries(
      [0.25, 0.5, 0.75, 1].map((part) => [
        `MB at most until ${part * 100} % of the scan`,
        round(Math.max(...inScan.slice(0, Math.ceil(inScan.length * part))) / 2 ** 20, 0),
      ]),
    ),
  });
  console.table(calls.byOperation);
  console.table(
    Object.fromEntries(
      phases.map(({ name, times }) => [
        name,
        {
          commands: times.length,
          'p50 ms': quantile(times, 0.5),
          'p95 ms': quantile(times, 0.95),
          'p99 ms': quantile(times, 0.99),
        },
      ]),
    ),
  );
  bot.stop();
  child.kill();
  await slack.close();
  rmSync(folder, { recursive: true, force: true });
}
