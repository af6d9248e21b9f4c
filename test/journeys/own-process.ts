import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { people as cast, type SandboxPerson } from '../../sandbox/people.ts';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { createDatabase } from '../support/postgres.ts';
import { defaultPolicy } from '../support/workplace.ts';
import { type BotProcess, startProcess } from './bot-process.ts';

/** The bot as `npm start` runs it, in a process of its own that can be killed. */
export interface OwnProcess {
  readonly slack: SlackSandbox;
  readonly zoom: ZoomSandbox;
  /** The value of `DATABASE_URL`. */
  readonly database: string;
  /** What it is started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Everything that it has written to stdout and stderr. */
  readonly output: readonly string[];
  start(): Promise<void>;
  /** `kill -9`: nothing is finished, nothing is said. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Asks it to stop; its code and the milliseconds that it took. */
  stop(signal?: NodeJS.Signals): Promise<{ readonly code: number | null; readonly ms: number }>;
  /** The next signal, without waiting for the end. */
  signal(signal: NodeJS.Signals): void;
  /** What a lost process leased is free at once; without it the next one waits a minute. */
  endLeases(): Promise<void>;
  close(): Promise<void>;
}

export interface OwnProcessOptions {
  /** Everybody in Slack and Zoom; the usual cast when left out. */
  readonly people?: readonly SandboxPerson[];
  readonly policy?: string;
  readonly databaseUrl?: string;
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where its `src/` is; this very folder when left out. */
  readonly sources?: string;
}

export async function openOwnProcess(
  store: 'sqlite' | 'postgres',
  options: OwnProcessOptions = {},
): Promise<OwnProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-process-'));
  const { people = cast, policy = defaultPolicy } = options;
  const [zoom, slack] = await Promise.all([startZoom({ people }), startSlack({ people })]);
  const server = async () =>
    options.databaseUrl ?? createDatabase((await import('vitest')).inject('postgresUrl'));
  const url = store === 'postgres' ? await server() : undefined;
  const database = url ?? `file:${join(folder, 'desk.db')}`;
  writeFileSync(join(folder, 'policy.yml'), policy);
  const env = { ...environment({ slack, zoom, folder, database }), ...options.env };
  const output: string[] = [];
  let bot: BotProcess | undefined;

  return {
    ...{ slack, zoom, env, output, database },
    async start() {
      bot = startProcess(env, output, options.sources);
      slack.setRequestUrl(`http://127.0.0.1:${await bot.open}/slack/events`);
    },
    async kill() {
      await bot?.end('SIGKILL');
      bot = undefined;
    },
    async stop(signal = 'SIGTERM') {
      if (!bot) throw new Error('It does not run');
      return bot.end(signal);
    },
    signal: (signal) => void (bot && process.kill(bot.pid, signal)),
    async endLeases() {
      if (!url) return;
      const client = new pg.Client(url);
      await client.connect();
      await client.query('UPDATE requests SET due_at = 0, lease_owner = NULL WHERE lease_owner IS NOT NULL');
      await client.query('UPDATE notifications SET due_at = 0');
      await client.query('DELETE FROM channel_slots');
      await client.query("DELETE FROM shared_state WHERE key LIKE 'zoom-limits:%'");
      await client.end();
    },
    async close() {
      await bot?.end('SIGKILL');
      await Promise.all([slack.close(), zoom.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What `npm start` needs to know, for this Slack and this Zoom. */
export function environment(place: {
  readonly slack: SlackSandbox;
  readonly zoom: ZoomSandbox;
  /** Holds `policy.yml` and what Node has compiled. */
  readonly folder: string;
  readonly database: string;
}): Record<string, string> {
  const { slack, zoom, folder } = place;
  return {
    PATH: process.env.PATH ?? '',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    ZOOM_ACCOUNT_ID: zoom.credentials.accountId,
    ZOOM_CLIENT_ID: zoom.credentials.clientId,
    ZOOM_CLIENT_SECRET: zoom.credentials.clientSecret,
    ZOOM_API_URL: zoom.apiUrl,
    ZOOM_OAUTH_URL: zoom.oauthUrl,
    DATABASE_URL: place.database,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    POLICY_FILE: join(folder, 'policy.yml'),
    PORT: '0',
    LOG_LEVEL: 'debug',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
}
