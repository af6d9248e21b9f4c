import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSlack } from '../sandbox/slack/server.ts';
import { startZoom } from '../sandbox/zoom/server.ts';

/**
 * How long a person's command waits for its acknowledgement: a question and a change at the desk, side by side with a
 * bare Bolt app that only acknowledges. The three take turns, so that a slow moment of the machine hits all of them.
 *
 *     node bench/acknowledge.ts [rounds]
 */
const rounds = Number(process.argv[2] ?? 300);
const secret = 'bench-signing-secret';
const zoom = await startZoom();
const slack = await startSlack();
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
const agent = new Agent({ keepAlive: true });

const slackEnv = {
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_API_URL: slack.apiUrl,
  SLACK_SIGNING_SECRET: secret,
};
const bare = await start('bench/bare-bolt.ts', slackEnv);
const desk = await start('bench/desk.ts', {
  ...slackEnv,
  ZOOM_ACCOUNT_ID: zoom.credentials.accountId,
  ZOOM_CLIENT_ID: zoom.credentials.clientId,
  ZOOM_CLIENT_SECRET: zoom.credentials.clientSecret,
  ZOOM_API_URL: zoom.apiUrl,
  ZOOM_OAUTH_URL: zoom.oauthUrl,
  DATABASE_URL: `file:${join(folder, 'bench.db')}`,
  POLICY_FILE: 'sandbox/policy.yml',
  LOG_LEVEL: 'error',
});

const contestants = [
  { name: 'bare Bolt app: ack()', port: bare.port, text: 'status' },
  { name: 'desk, a question: /zoom status', port: desk.port, text: 'status' },
  { name: 'desk, a change: /zoom add-assistant', port: desk.port, text: 'add-assistant <@U0MIA|mia>' },
].map((one) => ({ ...one, times: [] as number[] }));

for (let i = -30; i < rounds; i++) {
  for (const one of contestants) {
    const ms = await command(one.port, one.text);
    if (i >= 0) one.times.push(ms);
    // What goes on after the acknowledgement must not slow the next one down.
    await new Promise((done) => setTimeout(done, 12));
  }
}

console.log(`acknowledgement in ms, ${rounds} rounds in turn`);
console.table(
  contestants.map(({ name, times }) => ({
    name,
    p50: at(times, 0.5),
    p90: at(times, 0.9),
    p99: at(times, 0.99),
  })),
);
for (const one of [bare, desk]) one.child.kill('SIGKILL');
rmSync(folder, { recursive: true, force: true });
process.exit(0);

function at(times: readonly number[], quantile: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length * quantile)] ?? 0).toFixed(2));
}

async function start(
  file: string,
  env: Record<string, string>,
): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...env, PORT: '0' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((done, fail) => {
    child.once('message', (message) => done(Number(message)));
    child.once('exit', () => fail(new Error(`${file} ended`)));
  });
  return { child, port };
}

/** Sends one signed slash command; resolves with the milliseconds until it was acknowledged. */
function command(port: number, text: string): Promise<number> {
  const body = new URLSearchParams({
    token: 'x',
    team_id: slack.teamId,
    team_domain: 'bench',
    channel_id: 'C0GENERAL',
    channel_name: 'general',
    user_id: 'U0ADA',
    user_name: 'ada',
    command: '/zoom',
    text,
    api_app_id: slack.appId,
    is_enterprise_install: 'false',
    response_url: `${slack.url}/hooks/bench/${randomUUID()}`,
    trigger_id: randomUUID(),
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const begin = performance.now();
  return new Promise((done, fail) => {
    const sent = request(
      {
        agent,
        port,
        method: 'POST',
        path: '/slack/events',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => {
          if (response.statusCode === 200) done(performance.now() - begin);
          else fail(new Error(`status ${response.statusCode} on port ${port}`));
        });
      },
    );
    sent.once('error', fail);
    sent.end(body);
  });
}
