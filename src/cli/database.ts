import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import pino from 'pino';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createLogger } from '../log.ts';
import { openStore, type Store } from '../store/open.ts';
import { postgresDialect } from '../store/postgres.ts';
import type { Tables } from '../store/schema.ts';
import { OperatorError } from './command-line.ts';

/** Opens a SQLite file read-only; it works only while no bot runs on it. */
export function openForReading(file: string): DatabaseSync {
  if (!existsSync(file)) {
    throw new OperatorError(
      `There is no database at ${file}. Run this where the bot runs, or set DATABASE_URL.`,
    );
  }
  return new DatabaseSync(file, { readOnly: true });
}

/** An error of SQLite as a message for the operator. */
export function sqliteError(error: unknown, file: string): Error {
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof OperatorError) return error;
  if (/locked|busy/i.test(words)) {
    return new OperatorError(
      `${file} is in use by a process that does not answer beside it at ${file}.sock. If it is the bot, run this as its user, or stop it first.`,
    );
  }
  if (/no such table/i.test(words))
    return new OperatorError(`${file} has none of the bot’s tables: it never ran on it.`);
  if (/not a database|malformed/i.test(words))
    return new OperatorError(`${file} is no whole database (${words}).`);
  return new OperatorError(`${file} cannot be read (${words}).`);
}

/** Connects to PostgreSQL to read what is there. It brings no tables up to date. */
export function openPostgres(url: string): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: postgresDialect(url, pino({ level: 'silent' })) });
}

/** An error of PostgreSQL as a message for the operator. */
export function postgresError(error: unknown): OperatorError {
  const words = (error as Error).message || String((error as { code?: string }).code);
  return new OperatorError(
    /relation "\w+" does not exist/.test(words)
      ? 'This database has none of the bot’s tables: it never ran on it. Check DATABASE_URL.'
      : `The database cannot be read (${words}). Check DATABASE_URL and that the server runs.`,
  );
}

/** Opens the store as the bot does, to change something in it, and closes it afterwards. */
export async function withStore<T>(
  { database, encryptionKey, formerKeys }: Config,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const logger = createLogger('error', [], { write: () => undefined });
  const store = await openStore(database, encryptionKey, logger, systemClock, formerKeys);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
