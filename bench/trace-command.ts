import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { botEnvironment } from '../sandbox/environment.ts';
import { startSlack } from '../sandbox/slack/server.ts';
import { startZoom } from '../sandbox/zoom/server.ts';
import { startBot } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';

/**
 * How much of `src` one command runs through: the files and functions that V8 saw executed, on the real bot with a local
 * Slack and a local Zoom in the same process. What runs at the start, and what runs while nobody asks anything, is not
 * counted.
 *
 *     node bench/trace-command.ts [--list]
 */
const list = process.argv.includes('--list');
const root = pathToFileURL(join(fileURLToPath(new URL('..', import.meta.url)), 'src/')).href;
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-trace-'));
writeFileSync(
  join(folder, 'policy.yml'),
  `approvals: { channel: C0APPROVALS, approvers: [U0GRACE] }
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
`,
);
const [zoom, slack] = await Promise.all([startZoom(), startSlack()]);
const bot = await startBot(
  loadConfig(
    botEnvironment({ slack, zoom, database: `file:${join(folder, 'trace.db')}`, logLevel: 'error' }),
    folder,
  ),
);
slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);

const inspector = new Session();
inspector.connect();
await inspector.post('Profiler.enable');
await inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

/** Functions of `src` that ran since the last call, as `file:offset name`. The body of a module is none. */
async function executed(): Promise<Set<string>> {
  const { result } = await inspector.post('Profiler.takePreciseCoverage');
  const found = new Set<string>();
  for (const { url, functions } of result) {
    if (!url.startsWith(root)) continue;
    for (const { functionName, ranges } of functions) {
      const [range] = ranges;
      if (!range || range.count === 0 || range.startOffset === 0) continue;
      found.add(`${url.slice(root.length)}:${range.startOffset} ${functionName}`);
    }
  }
  return found;
}

const find = async <T>(look: () => T | undefined): Promise<T> => {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await sleep(20);
  }
};
const says = (words: RegExp) => (one: { text: string; blocks: unknown }) =>
  words.test(`${one.text} ${JSON.stringify(one.blocks)}`);

async function askStatus(handle: string): Promise<void> {
  const person = slack.as(handle);
  await person.command('/zoom status');
  await find(() => person.ephemerals().find(says(/Your Zoom account/)));
}

async function changeEmail(handle: string, email: string): Promise<void> {
  const [person, grace] = [slack.as(handle), slack.as('grace')];
  const earlier = grace.messages('zoom-ops').length;
  await person.command(`/zoom change-email ${email}`);
  await person.click(await find(() => person.ephemerals().find(says(/confirm:run/))), 'confirm:run');
  const card = await find(() => grace.messages('zoom-approvals').find(says(/request:approve/)));
  await grace.click(card, 'request:approve');
  await find(() => person.dms().find(says(/Email changed/)));
  await find(() => (grace.messages('zoom-ops').length > earlier ? true : undefined));
}

// Modules that are loaded on use are loaded now.
await askStatus('mia');
await changeEmail('mia', 'mia.c@example.com');
await sleep(3_000);
await executed();
// Longer than the bot waits between two looks at what may be due.
await sleep(12_000);
const idle = await executed();

async function trace(name: string, command: () => Promise<void>): Promise<void> {
  await executed();
  await command();
  await sleep(500);
  const functions = [...(await executed())].filter((one) => !idle.has(one));
  const files = new Set(functions.map((one) => one.slice(0, one.indexOf(':'))));
  console.log(`${name}: ${files.size} files, ${functions.length} functions`);
  if (list)
    console.log(
      [...files]
        .toSorted()
        .map((file) => `  ${file}`)
        .join('\n'),
    );
}

await trace('/zoom status', () => askStatus('ada'));
await trace('/zoom change-email with confirmation and approval', () =>
  changeEmail('ada', 'ada.king@example.com'),
);

await bot.stop();
await Promise.all([zoom.close(), slack.close()]);
rmSync(folder, { recursive: true, force: true });
process.exit(0);
