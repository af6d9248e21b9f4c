import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { inject } from 'vitest';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { createDatabase } from '../support/postgres.ts';
import { defaultPolicy } from '../support/workplace.ts';

/** The bot as `npm start` runs it, in a process of its own that can be killed. */
export interface OwnProcess {
  readonly slack: SlackSandbox;
  readonly zoom: ZoomSandbox;
  /** What it is started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Everything that it has written to stdout and stderr. */
  readonly output: readonly string[];
  start(): Promise<void>;
  /** `kill -9`: nothing is finished, nothing is said. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** What a lost process leased is free at once; without it the next one waits a minute. */
  endLeases(): Promise<void>;
  close(): Promise<void>;
}

export async function openOwnProcess(
  store: 'sqlite' | 'postgres',
  extra: Readonly<Record<string, string>> = {},
): Promise<OwnProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-process-'));
  const [zoom, slack] = await Promise.all([startZoom(), startSlack()]);
  const url = store === 'postgres' ? await createDatabase(inject('postgresUrl')) : undefined;
  writeFileSync(join(folder, 'policy.yml'), defaultPolicy);
  const env = {
    PATH: process.env.PATH ?? '',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    ZOOM_ACCOUNT_ID: zoom.credentials.accountId,
    ZOOM_CLIENT_ID: zoom.credentials.clientId,
    ZOOM_CLIENT_SECRET: zoom.credentials.clientSecret,
    ZOOM_API_URL: zoom.apiUrl,
    ZOOM_OAUTH_URL: zoom.oauthUrl,
    DATABASE_URL: url ?? `file:${join(folder, 'desk.db')}`,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    POLICY_FILE: join(folder, 'policy.yml'),
    PORT: '0',
    LOG_LEVEL: 'debug',
    ...extra,
  };
  const output: string[] = [];
  let bot: ChildProcess | undefined;

  const kill = async () => {
    const running = bot;
    bot = undefined;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise((done) => running.once('exit', done));
    running.kill('SIGKILL');
    await gone;
  };

  return {
    ...{ slack, zoom, env, output, kill },
    async start() {
      const child = spawn(process.execPath, ['src/app.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      bot = child;
      child.stderr.on('data', (part: Buffer) => output.push(part.toString()));
      const port = await new Promise<number>((done, fail) => {
        child.once('exit', (code) =>
          fail(new Error(`The bot ended with ${code}: ${output.slice(-20).join('\n')}`)),
        );
        createInterface(child.stdout).on('line', (line) => {
          output.push(line);
          const said = /"the desk is open"/.test(line) ? (JSON.parse(line) as { port: number }) : undefined;
          if (said) done(said.port);
        });
      });
      slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
    },
    async endLeases() {
      if (!url) return;
      const client = new pg.Client(url);
      await client.connect();
      await client.query('UPDATE requests SET due_at = 0 WHERE due_at IS NOT NULL');
      await client.query('UPDATE notices SET due_at = 0');
      await client.end();
    },
    async close() {
      await kill();
      await Promise.all([slack.close(), zoom.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
