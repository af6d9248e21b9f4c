import { json } from 'node:stream/consumers';
import pg from 'pg';
import { z } from 'zod';
import { addressOf } from '../../config.ts';
import { minuteOf } from '../../stand-ins/stand-in.ts';
import { askBot } from '../control-socket.ts';
import { type CheckResult, good, warning } from './check-result.ts';
import type { DoctorContext } from './context.ts';

const rowSchema = z.object({ away_name: z.string(), stand_in_name: z.string(), until_at: z.coerce.number() });
type Row = z.output<typeof rowSchema>;

const QUERY = 'SELECT away_name, stand_in_name, until_at FROM stand_ins WHERE ended_at IS NULL';

/** Which approvers are away now, and who decides in their place. Nothing is said while everybody is here. */
export async function checkAway({ settings, folder, reading }: DoctorContext): Promise<CheckResult[]> {
  if (!settings.DATABASE_URL) return [];
  const address = addressOf(settings.DATABASE_URL, folder);
  // A database that cannot be read, or has no such table yet, is another check's.
  const rows = await (address.kind === 'postgres' ? inPostgres(address.url) : inSqlite(address.file)).catch(
    () => [],
  );
  const away = rows.filter((row) => row.until_at > Date.now()).sort((a, b) => a.until_at - b.until_at);
  const isOff = reading.policy?.approvals.standIns === 'off';
  return away.map((row) =>
    isOff
      ? warning(
          'away',
          `${sentence(row)}, but the policy has switched stand-ins off.`,
          'Nobody decides for them: add an approver, or allow stand_ins again.',
        )
      : good('away', `${sentence(row)}.`),
  );
}

function sentence({ away_name: away, stand_in_name: standIn, until_at: until }: Row): string {
  return `${away} is away until ${minuteOf(until)}, and ${standIn} stands in`;
}

/** Asks the bot, which has the file locked. Without a running bot nobody stands in for anybody. */
async function inSqlite(file: string): Promise<Row[]> {
  const bot = await askBot(file, 'GET', '/away');
  return bot ? z.array(rowSchema).parse(await json(bot)) : [];
}

async function inPostgres(url: string): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return z.array(rowSchema).parse((await client.query(QUERY)).rows);
  } finally {
    await client.end().catch(() => undefined);
  }
}
