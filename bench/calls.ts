import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { botEnvironment } from '../sandbox/environment.ts';
import { startSlack } from '../sandbox/slack/server.ts';
import { startZoom } from '../sandbox/zoom/server.ts';
import { startBot } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';

/**
 * How many calls a command costs until the person has the first answer, once the bot knows them: the real bot on the
 * local Slack and the local Zoom.
 *
 *     node bench/calls.ts
 */
const lines: Readonly<Record<string, readonly string[]>> = {
  ada: [
    'help',
    'my-requests',
    'whoami',
    'status',
    'assistants',
    'schedulers',
    'permissions',
    'token',
    'check-email mia@example.com',
    'check-name ada.l',
    'add-assistant @mia',
    'remove-assistant @mia',
    'profile job-title Countess',
    'settings chat off',
    'sign-out',
    'return-license',
    'change-email ada.king@example.com',
  ],
  ben: ['request-license workshops'],
  grace: [
    'status for @ada',
    'list-users',
    'list-users csv',
    'edit-user @mia department Sales',
    'set-license @ben licensed',
    'add-ons @ada webinar 500',
    'deactivate @ben',
    'delete-user @mia disassociate',
    'delete-user @noor disassociate',
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
const [zoom, slack] = await Promise.all([startZoom(), startSlack()]);
const bot = await startBot(
  loadConfig({
    ...botEnvironment({
      slack,
      zoom,
      database: `file:${join(folder, 'bench.db')}`,
      policyFile: 'sandbox/policy.yml',
      logLevel: 'error',
    }),
    ZOOM_PLAN: 'business',
  }),
);
slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);

async function calls(who: string, line: string) {
  const person = slack.as(who);
  const known = new Set(person.ephemerals().map((one) => one.ts));
  const [zoomBefore, slackBefore] = [zoom.calls.length, slack.log.length];
  await person.command(`/zoom ${line}`);
  await person.waitFor(() => person.ephemerals().find((one) => !known.has(one.ts)), 10_000);
  const made = zoom.calls.slice(zoomBefore);
  const inSlack = slack.log
    .slice(slackBefore)
    .flatMap((one) => (one.kind === 'api' && one.method !== 'response_url' ? [one.method] : []));
  await new Promise((done) => setTimeout(done, 1_100));
  return { made, inSlack };
}

const rows = [];
for (const who of ['ada', 'ben', 'grace']) for (const line of ['whoami', 'status']) await calls(who, line);
await calls('grace', 'status for @ada');
for (const [who, commands] of Object.entries(lines)) {
  for (const command of commands) {
    const { made, inSlack } = await calls(who, command);
    rows.push({
      command,
      zoom: made.length,
      slack: inSlack.length,
      'calls to Zoom': made.map(({ operation }) => operation).join(' '),
      'calls to Slack': inSlack.join(' '),
    });
  }
}
console.table(rows);
await bot.stop();
await Promise.all([zoom.close(), slack.close()]);
rmSync(folder, { recursive: true, force: true });
process.exit(0);
