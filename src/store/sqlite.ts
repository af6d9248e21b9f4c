import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  type Dialect,
  type Kysely,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
  sql,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../log.ts';
import type { Tables } from './schema.ts';

const DAY = 86_400_000;

/**
 * Kysely's own SQLite dialect over Node's built-in `node:sqlite`: nothing to compile or install.
 *
 * `synchronous=FULL` makes every acknowledged write survive a power cut (but for {@link RELAXED} tables), and
 * `locking_mode=EXCLUSIVE` makes the first statement of a second process on the same file fail. A checkpoint every 16 MB
 * instead of 4 is rarer and writes fewer pages in all: with a long history, nearly every page of a change is another one.
 */
export function sqliteDialect(file: string): Dialect {
  return new SqliteDialect({ database: async () => open(file) });
}

function open(file: string): SqliteDatabase {
  if (file !== ':memory:') createFile(file);
  const database = new DatabaseSync(file);
  try {
    database.exec(
      'PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=2000; PRAGMA analysis_limit=400; PRAGMA wal_autocheckpoint=4000;',
    );
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new LRUCache<string, SqliteStatement>({ max: 200 });
  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const statement = RELAXED.test(sql)
        ? relaxed(database, adapt(database.prepare(sql)))
        : adapt(database.prepare(sql));
      statements.set(sql, statement);
      return statement;
    },
    close: () => database.close(),
  };
}

/**
 * Writes to tables whose last changes may be lost in a power cut: a message is sent once more, a limit is counted from
 * zero, something is read again, a person is pinned to their account at their next use. They do not wait for the disk;
 * the next write that does includes them, in order.
 */
const RELAXED =
  /^(?:(?:insert into|update|delete from) "(?:notifications|channel_slots|home_tabs|shared_state|cache|counters|licence_scans|licence_seats|licence_spans)"|insert into "identity_pins")/;

function relaxed(database: DatabaseSync, statement: SqliteStatement): SqliteStatement {
  const withoutSync = <T>(work: () => T): T => {
    // A write within the transaction of a state change is as durable as that.
    if (database.isTransaction) return work();
    database.exec('PRAGMA synchronous=NORMAL');
    try {
      return work();
    } finally {
      database.exec('PRAGMA synchronous=FULL');
    }
  };
  return {
    ...statement,
    all: (parameters) => withoutSync(() => statement.all(parameters)),
    run: (parameters) => withoutSync(() => statement.run(parameters)),
  };
}

/**
 * Keeps the query planner's statistics up to date: now, once a day, and when the store is closed. Each takes a few
 * milliseconds, because SQLite looks at no more than `analysis_limit` rows of an index.
 */
export async function maintainStatistics(
  db: Kysely<Tables>,
  logger: Logger,
): Promise<{ stop(): Promise<void> }> {
  const optimize = (pragma: string) =>
    sql
      .raw(`PRAGMA ${pragma}`)
      .execute(db)
      .catch((error: Error) => logger.warn({ err: error }, 'the statistics of the store were not updated'));
  // 0x10000: also for tables that this connection has not queried yet.
  await optimize('optimize=0x10002');
  const daily = setInterval(() => void optimize('optimize'), DAY).unref();
  return {
    async stop() {
      clearInterval(daily);
      await optimize('optimize');
    },
  };
}

/** Only the owner may read the file; the files that SQLite creates beside it get the same mode. */
function createFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
}

/** Kysely expects the interface of better-sqlite3: parameters as one array, and a `reader` flag. */
function adapt(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
