import { sql } from 'kysely';
import type { AuditKeys } from '../audit/keys.ts';
import type { AnyDatabase } from './migrations/001-008.ts';

/** The names of all migrations, the oldest first. A new one is added here and in `migrations/all.ts`. */
export const migrationNames = [
  '001-requests',
  '002-audit',
  '003-homes',
  '004-turns',
  '005-notice-queues',
  '006-ledger',
  '007-indexes',
  '008-table-names',
  '009-typed-plans',
  '010-history-indexes',
  '011-decision-zoom-ids',
  '012-grants',
  '013-subject-notices',
  '014-signed-audit',
  '015-inventories',
  '016-licence-reviews',
  '017-campaigns',
  '018-waiting-list',
  '019-batches-and-posted',
  '020-erasures',
  '022-stand-ins',
] as const;

export type MigrationName = (typeof migrationNames)[number];

/** Where Kysely notes which migrations have run. */
const TABLE = 'kysely_migration';

/**
 * Runs the migrations that the database has not run yet. Several replicas may start at once: Kysely takes a lock. Most
 * starts have nothing to run, which one query tells without the lock and without loading any.
 */
export async function migrate(db: AnyDatabase, kind: 'sqlite' | 'postgres', keys: AuditKeys): Promise<void> {
  if (await isUpToDate(db)) return;
  const { Migrator } = await import('kysely/migration');
  const { allMigrations } = await import('./migrations/all.ts');
  const provider = { getMigrations: async () => allMigrations(kind, keys) };
  const { error } = await new Migrator({ db, provider, migrationTableName: TABLE }).migrateToLatest();
  if (error) throw error;
}

async function isUpToDate(db: AnyDatabase): Promise<boolean> {
  try {
    const { rows } = await sql<{
      name: string;
    }>`select name from ${sql.table(TABLE)}`.execute(db);
    const done = new Set(rows.map(({ name }) => name));
    return done.size === migrationNames.length && migrationNames.every((name) => done.has(name));
  } catch (error) {
    // A new database. Other errors are not retried by the migrator: a locked file takes seconds to fail.
    if (/no such table|does not exist/.test((error as Error).message)) return false;
    throw error;
  }
}
