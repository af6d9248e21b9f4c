import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { botEnvironment } from '../../sandbox/environment.ts';
import { type SandboxPerson, people as sandboxPeople } from '../../sandbox/people.ts';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { askDatabase } from '../simulation/ask-database.ts';
import { type BotProcess, type End, startProcess } from '../simulation/bot-process.ts';
import { endLeases } from '../simulation/own-process.ts';
import { createDatabase, type PostgresServer, startPostgres } from '../simulation/postgres.ts';

/** Several bots on one PostgreSQL of their own, behind a load balancer that takes turns. */
export interface Replicas {
  readonly slack: SlackSandbox;
  readonly zoom: ZoomSandbox;
  readonly postgres: PostgresServer;
  readonly bots: BotProcess[];
  /** Starts one more. */
  add(): Promise<BotProcess>;
  /** Ends one and takes it from the load balancer. */
  remove(bot: BotProcess, signal: NodeJS.Signals): Promise<End>;
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Frees what killed processes had leased: the others would wait a minute for it. */
  endLeases(): Promise<void>;
  /** Everybody signs in to Zoom with their own address again. */
  restoreEmails(): void;
  close(): Promise<void>;
}

export async function openReplicas(
  count: number,
  policy: string,
  people: readonly SandboxPerson[] = sandboxPeople,
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
    PATH: process.env.PATH ?? '',
    ...botEnvironment({ slack, zoom, database, policyFile: join(folder, 'policy.yml') }),
  };
  const bots: BotProcess[] = [];
  const urls = new Map<BotProcess, string>();
  const balance = () => slack.setRequestUrl(bots.flatMap((bot) => urls.get(bot) ?? []));

  const query: Replicas['query'] = (sql, values) => askDatabase(database, sql, values);
  const replicas: Replicas = {
    slack,
    zoom,
    postgres,
    bots,
    query,
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
    endLeases: () => endLeases(query),
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
