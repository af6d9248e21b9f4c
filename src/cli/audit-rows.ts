import { createInterface } from 'node:readline';
import { Kysely } from 'kysely';
import pino from 'pino';
import { z } from 'zod';
import type { AuditRow } from '../audit/entry.ts';
import { everyEntry } from '../audit/read.ts';
import type { DatabaseAddress } from '../store/open.ts';
import { postgresDialect } from '../store/postgres.ts';
import type { Tables } from '../store/schema.ts';
import { OperatorError } from './command-line.ts';
import { askBot } from './control-socket.ts';
import { openForReading, sqliteError } from './sqlite-file.ts';

const rowSchema = z.object({
  seq: z.number(),
  at: z.number(),
  request_id: z.string(),
  event: z.string(),
  actor: z.string(),
  requester: z.string(),
  command: z.string(),
  subject: z.string(),
  changes_json: z.string(),
  detail: z.string(),
  prev_hash: z.string(),
  hash: z.string(),
}) satisfies z.ZodType<AuditRow>;

/**
 * Every entry of the audit log as it is stored, the oldest first, whether the bot runs or not. Only a few are in memory
 * at a time.
 *
 * @throws OperatorError when the log cannot be read completely
 */
export async function* auditRows(address: DatabaseAddress): AsyncGenerator<AuditRow> {
  if (address.kind === 'postgres') return yield* fromPostgres(address.url);
  const bot = await askBot(address.file, 'GET', '/audit');
  if (!bot) return yield* fromFile(address.file);
  try {
    for await (const line of createInterface(bot)) yield rowSchema.parse(JSON.parse(line));
  } catch {
    throw new OperatorError('The bot stopped in the middle of its answer. Run this again.');
  }
  if (!bot.complete) throw new OperatorError('The bot stopped in the middle of its answer. Run this again.');
}

/** In one read-only snapshot, so that concurrent writes do not matter. */
async function* fromPostgres(url: string): AsyncGenerator<AuditRow> {
  const db = new Kysely<Tables>({ dialect: postgresDialect(url, pino({ level: 'silent' })) });
  try {
    const snapshot = await db
      .startTransaction()
      .setAccessMode('read only')
      .setIsolationLevel('repeatable read')
      .execute();
    try {
      for await (const rows of everyEntry(snapshot)) yield* rows;
    } finally {
      // Also when the caller stops early: an open transaction would keep the connection.
      await snapshot
        .rollback()
        .execute()
        .catch(() => undefined);
    }
  } catch (error) {
    const words = (error as Error).message || String((error as { code?: string }).code);
    throw new OperatorError(
      /relation "audit" does not exist/.test(words)
        ? 'This database has no audit log: the bot never ran on it. Check DATABASE_URL.'
        : `The database cannot be read (${words}). Check DATABASE_URL and that the server runs.`,
    );
  } finally {
    await db.destroy();
  }
}

async function* fromFile(file: string): AsyncGenerator<AuditRow> {
  let database: ReturnType<typeof openForReading> | undefined;
  try {
    database = openForReading(file);
    for (const row of database.prepare('select * from audit order by seq').iterate())
      yield rowSchema.parse(row);
  } catch (error) {
    throw sqliteError(error, file);
  } finally {
    database?.close();
  }
}
