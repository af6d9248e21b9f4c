import { sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { requests } from './migrations/001-requests.ts';
import { audit } from './migrations/002-audit.ts';
import { homes } from './migrations/003-homes.ts';
import { turns } from './migrations/004-turns.ts';
import { noticeQueues } from './migrations/005-notice-queues.ts';
import { ledger } from './migrations/006-ledger.ts';
import { indexes } from './migrations/007-indexes.ts';
import { tableNames } from './migrations/008-table-names.ts';
import { typedPlans } from './migrations/009-typed-plans.ts';
import type { AnyDatabase } from './migrations/any-database.ts';

/** What each version of the desk added, in order. One that was released is never changed. */
const steps = (kind: 'sqlite' | 'postgres'): Record<string, Migration> => ({
  '001-requests': requests,
  '002-audit': audit(kind),
  '003-homes': homes,
  '004-turns': turns,
  '005-notice-queues': noticeQueues,
  '006-ledger': ledger,
  '007-indexes': indexes,
  '008-table-names': tableNames,
  '009-typed-plans': typedPlans,
});

const provider = (kind: 'sqlite' | 'postgres'): MigrationProvider => ({
  getMigrations: async () => steps(kind),
});

/** The names of all steps, oldest first. */
export const migrationNames: readonly string[] = Object.keys(steps('sqlite'));

/**
 * Brings the database up to today's tables. Several replicas may start at once: Kysely takes a lock. Where nothing is to
 * be done, as at most starts, one query tells so, instead of a dozen under the lock.
 */
export async function migrate(db: AnyDatabase, kind: 'sqlite' | 'postgres'): Promise<void> {
  if (await isUpToDate(db)) return;
  const { error } = await new Migrator({ db, provider: provider(kind) }).migrateToLatest();
  if (error) throw error;
}

async function isUpToDate(db: AnyDatabase): Promise<boolean> {
  try {
    const { rows } = await sql<{
      name: string;
    }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
    const done = new Set(rows.map(({ name }) => name));
    return done.size === migrationNames.length && migrationNames.every((name) => done.has(name));
  } catch (error) {
    // A new database. Whatever else is wrong is not asked for a second time: a locked file takes seconds to say no.
    if (/no such table|does not exist/.test((error as Error).message)) return false;
    throw error;
  }
}
