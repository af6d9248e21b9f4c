import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { botEnvironment } from '../../sandbox/environment.ts';
import { type SandboxPerson, people as sandboxPeople } from '../../sandbox/people.ts';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { askDatabase } from './ask-database.ts';
import { type BotProcess, type End, startProcess } from './bot-process.ts';
import { defaultPolicy } from './people.ts';
import { createDatabase } from './postgres.ts';
import { newStoreFolder } from './store-folder.ts';

/** A local Slack, a local Zoom and the bot as `npm start` runs it, in a process of its own that can be killed. */
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
  /** `kill -9`. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Sends a signal and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<End>;
  /** Sends a signal without waiting. */
  signal(signal: NodeJS.Signals): void;
  /** Frees what a killed process had leased: the next one would wait a minute for it. PostgreSQL only. */
  endLeases(): Promise<void>;
  close(): Promise<void>;
}

export interface OwnProcessOptions {
  /** Everybody in Slack and Zoom; the sandbox's people when left out. */
  readonly people?: readonly SandboxPerson[];
  readonly policy?: string;
  /** A database on a PostgreSQL server; one on the test run's server when left out. */
  readonly databaseUrl?: string;
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder with `src/`; the working folder when left out. */
  readonly sources?: string;
}

export async function openOwnProcess(
  store: 'sqlite' | 'postgres',
  options: OwnProcessOptions = {},
): Promise<OwnProcess> {
  const folder = newStoreFolder('frontdesk-process-');
  const { people = sandboxPeople, policy = defaultPolicy } = options;
  const [zoom, slack] = await Promise.all([startZoom({ people }), startSlack({ people })]);
  const newDatabase = async () =>
    options.databaseUrl ?? createDatabase((await import('vitest')).inject('postgresUrl'));
  const url = store === 'postgres' ? await newDatabase() : undefined;
  const database = url ?? `file:${join(folder, 'desk.db')}`;
  const policyFile = join(folder, 'policy.yml');
  writeFileSync(policyFile, policy);
  const env = {
    PATH: process.env.PATH ?? '',
    ...botEnvironment({ slack, zoom, database, policyFile }),
    ...options.env,
  };
  const output: string[] = [];
  let bot: BotProcess | undefined;

  return {
    slack,
    zoom,
    env,
    output,
    database,
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
      if (url) await endLeases((sql) => askDatabase(url, sql));
    },
    async close() {
      await bot?.end('SIGKILL');
      await Promise.all([slack.close(), zoom.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Frees what killed processes had leased. A bot in a process of its own has the machine's clock, so that leases cannot
 * be made to expire by moving one.
 */
export async function endLeases(query: (sql: string) => Promise<unknown>): Promise<void> {
  await query('UPDATE requests SET due_at = 0, lease_owner = NULL WHERE lease_owner IS NOT NULL');
  await query('UPDATE notifications SET due_at = 0');
  await query('DELETE FROM channel_slots');
  await query("DELETE FROM shared_state WHERE key LIKE 'zoom-limits:%'");
}
