import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import pg from 'pg';

/**
 * Runs one statement on a store, named as in `DATABASE_URL`. PostgreSQL is asked beside the bot; a SQLite file can only be
 * opened while no bot has it.
 */
export async function askDatabase(
  database: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> {
  if (database.startsWith('file:')) {
    const file = new DatabaseSync(database.slice('file:'.length));
    try {
      return file.prepare(statement).all(...(values as SQLInputValue[]));
    } finally {
      file.close();
    }
  }
  const client = new pg.Client(database);
  await client.connect();
  try {
    return (await client.query(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}
