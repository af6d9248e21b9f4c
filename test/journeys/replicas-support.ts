import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { people as cast, type SandboxPerson } from '../../sandbox/people.ts';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { createDatabase, type PostgresServer, startPostgres } from '../support/postgres.ts';
import { type BotProcess, startProcess } from './bot-process.ts';
import { environment } from './own-process.ts';

/** Several bots on one PostgreSQL of their own, behind a load balancer that takes turns. */
export interface Replicas {
  readonly slack: SlackSandbox;
  readonly zoom: ZoomSandbox;
  readonly postgres: PostgresServer;
  readonly bots: BotProcess[];
  /** Starts one more. */
  add(): Promise<BotProcess>;
  /** Ends one and takes it from the load balancer. */
  remove(
    bot: BotProcess,
    signal: NodeJS.Signals,
  ): Promise<{ readonly code: number | null; readonly ms: number }>;
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** What lost processes leased is free at once; without it the others wait a minute. */
  endLeases(): Promise<void>;
  /** Everybody signs in to Zoom with their own address again. */
  restoreEmails(): void;
  close(): Promise<void>;
}

export async function openReplicas(
  count: number,
  policy: string,
  people: readonly SandboxPerson[] = cast,
): Promise<Replicas> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-replicas-'));
  writeFileSync(join(folder, 'policy.yml'), policy);
  const [zoom, slack, postgres] = await Promise.all([
    startZoom({ people }),
    startSlack({ people }),
    startPostgres(),
  ]);
  const database = await createDatabase(postgres.url);
  const env = {
    ...environment({ slack, zoom, folder, database }),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
  const bots: BotProcess[] = [];
  const urls = new Map<BotProcess, string>();
  const balance = () => slack.setRequestUrl(bots.flatMap((bot) => urls.get(bot) ?? []));

  const query: Replicas['query'] = async (sql, values = []) => {
    const client = new pg.Client(database);
    await client.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end();
    }
  };
  const replicas: Replicas = {
    ...{ slack, zoom, postgres, bots, query },
    async add() {
      const bot = startProcess(env);
      urls.set(bot, `http://127.0.0.1:${await bot.open}/slack/events`);
      bots.push(bot);
      balance();
      return bot;
    },
    async remove(bot, signal) {
      bots.splice(bots.indexOf(bot), 1);
      balance();
      return bot.end(signal);
    },
    async endLeases() {
      await query('UPDATE requests SET due_at = 0, lease_owner = NULL WHERE lease_owner IS NOT NULL');
      await query('UPDATE notifications SET due_at = 0');
    },
    restoreEmails() {
      for (const { zoom: account, email } of people) {
        const user = zoom.account.users.find((one) => one.id === account?.id);
        if (user) Object.assign(user, { email, emailChanges: [] });
      }
    },
    async close() {
      postgres.thaw();
      await Promise.all(bots.map((bot) => bot.end('SIGKILL')));
      await Promise.all([slack.close(), zoom.close()]);
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  // At the same moment: they migrate the same empty database.
  await Promise.all(Array.from({ length: count }, () => replicas.add()));
  return replicas;
}
