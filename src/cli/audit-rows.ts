import { json } from 'node:stream/consumers';
import { z } from 'zod';
import {
  type Anchor,
  type Guard,
  guardQuery,
  HEAD_QUERY,
  missingGuards,
  readAnchor,
  START_QUERY,
  startTableQuery,
} from '../audit/anchor.ts';
import type { AuditRow } from '../audit/entry.ts';
import { everyEntry } from '../audit/read.ts';
import type { DatabaseAddress } from '../store/open.ts';
import { askBot, rowsIn } from './control-socket.ts';
import { openForReading, openPostgres, postgresError, sqliteError } from './database.ts';

/** A column that databases of earlier versions do not have. */
const laterColumn = z.string().nullable().default(null);

const rowSchema = z.object({
  seq: z.number(),
  at: z.number(),
  request_id: z.string(),
  event: z.string(),
  actor: z.string(),
  requester: z.string(),
  command: z.string(),
  subject: z.string(),
  account_name: laterColumn,
  account_email: laterColumn,
  account_zoom_id: laterColumn,
  changes_json: z.string(),
  detail: z.string(),
  prev_hash: z.string(),
  hash: z.string(),
  mac: laterColumn,
  erased_mac: laterColumn,
}) satisfies z.ZodType<AuditRow>;

/**
 * Every entry of the audit log, or those after one, as they are stored, the oldest first, whether the bot runs or not.
 * Only a few are in memory at a time.
 *
 * @throws OperatorError when the log cannot be read completely
 */
export async function* auditRows(address: DatabaseAddress, after = 0): AsyncGenerator<AuditRow> {
  if (address.kind === 'postgres') return yield* fromPostgres(address.url, after);
  const bot = await askBot(address.file, 'GET', `/audit?after=${after}`);
  if (!bot) return yield* fromFile(address.file, after);
  for await (const row of rowsIn(bot)) yield rowSchema.parse(row);
}

/** A row of `audit_head`, and the triggers, as a running bot sends them. */
const anchorSchema = z.object({
  head: z.object({ seq: z.number(), mac: z.string() }).nullable(),
  start: z.object({ seq: z.number(), hash: z.string(), mac: z.string() }).nullable().default(null),
  missingGuards: z.array(z.string()),
});

/**
 * What holds the log in place beside its chain. To be read before the entries.
 *
 * @returns `null` when the database is of a version that did not sign its log
 * @throws OperatorError when it cannot be read
 */
export async function auditAnchor(address: DatabaseAddress): Promise<Anchor | null> {
  if (address.kind === 'postgres') return anchorInPostgres(address.url);
  const bot = await askBot(address.file, 'GET', '/audit/anchor');
  return bot ? anchorSchema.parse(await json(bot)) : anchorInFile(address.file);
}

async function anchorInPostgres(url: string): Promise<Anchor | null> {
  const db = openPostgres(url);
  try {
    return await readAnchor({ kind: 'postgres', db });
  } catch (error) {
    if (/relation "audit_head" does not exist/.test((error as Error).message)) return null;
    throw postgresError(error);
  } finally {
    await db.destroy();
  }
}

function anchorInFile(file: string): Anchor | null {
  let database: ReturnType<typeof openForReading> | undefined;
  try {
    database = openForReading(file);
    const [head] = database.prepare(HEAD_QUERY).all();
    const guards = database.prepare(guardQuery.sqlite).all() as unknown as Guard[];
    const canBegin = database.prepare(startTableQuery.sqlite).all().length > 0;
    const [start] = canBegin ? database.prepare(START_QUERY).all() : [];
    return anchorSchema.parse({
      head: head ?? null,
      start: start ?? null,
      missingGuards: missingGuards('sqlite', guards),
    });
  } catch (error) {
    if (/no such table: audit_head/.test((error as Error).message)) return null;
    throw sqliteError(error, file);
  } finally {
    database?.close();
  }
}

/** In one read-only snapshot, so that concurrent writes do not matter. */
async function* fromPostgres(url: string, after: number): AsyncGenerator<AuditRow> {
  const db = openPostgres(url);
  try {
    const snapshot = await db
      .startTransaction()
      .setAccessMode('read only')
      .setIsolationLevel('repeatable read')
      .execute();
    try {
      for await (const rows of everyEntry(snapshot, after))
        for (const row of rows) yield rowSchema.parse(row);
    } finally {
      // Also when the caller stops early: an open transaction would keep the connection.
      await snapshot
        .rollback()
        .execute()
        .catch(() => undefined);
    }
  } catch (error) {
    throw postgresError(error);
  } finally {
    await db.destroy();
  }
}

async function* fromFile(file: string, after: number): AsyncGenerator<AuditRow> {
  let database: ReturnType<typeof openForReading> | undefined;
  try {
    database = openForReading(file);
    for (const row of database.prepare('select * from audit where seq > ? order by seq').iterate(after))
      yield rowSchema.parse(row);
  } catch (error) {
    throw sqliteError(error, file);
  } finally {
    database?.close();
  }
}
