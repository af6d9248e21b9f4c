import { sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import type { AuditKeys } from '../audit/keys.ts';
import {
  type AnyDatabase,
  audit,
  homes,
  indexes,
  ledger,
  noticeQueues,
  requests,
  tableNames,
  turns,
} from './migrations/001-008.ts';
import { typedPlans } from './migrations/009-typed-plans.ts';
import { historyIndexes } from './migrations/010-history-indexes.ts';
import { decisionZoomIds } from './migrations/011-decision-zoom-ids.ts';
import { grants } from './migrations/012-grants.ts';
import { subjectNotices } from './migrations/013-subject-notices.ts';
import { signedAudit } from './migrations/014-signed-audit.ts';
import { inventories } from './migrations/015-inventories.ts';
import { licenceReviews } from './migrations/016-licence-reviews.ts';
import { campaigns } from './migrations/017-campaigns.ts';
import { batchesAndPosted } from './migrations/019-batches-and-posted.ts';

/**
 * All migrations in order. A released one is never changed: databases that have run it would not get the change.
 *
 * @param keys sign the audit log; without them the migrations cannot be run, only named
 */
const migrations = (kind: 'sqlite' | 'postgres', keys?: AuditKeys): Record<string, Migration> => ({
  '001-requests': requests,
  '002-audit': audit(kind),
  '003-homes': homes,
  '004-turns': turns,
  '005-notice-queues': noticeQueues,
  '006-ledger': ledger,
  '007-indexes': indexes,
  '008-table-names': tableNames,
  '009-typed-plans': typedPlans,
  '010-history-indexes': historyIndexes(kind),
  '011-decision-zoom-ids': decisionZoomIds,
  '012-grants': grants,
  '013-subject-notices': subjectNotices,
  '014-signed-audit': signedAudit(kind, keys),
  '015-inventories': inventories,
  '016-licence-reviews': licenceReviews,
  '017-campaigns': campaigns,
  '019-batches-and-posted': batchesAndPosted,
});

/** The names of all migrations, the oldest first. */
export const migrationNames: readonly string[] = Object.keys(migrations('sqlite'));

/**
 * Runs the migrations that the database has not run yet. Several replicas may start at once: Kysely takes a lock. Most
 * starts have nothing to run, which one query tells without the lock.
 */
export async function migrate(db: AnyDatabase, kind: 'sqlite' | 'postgres', keys: AuditKeys): Promise<void> {
  if (await isUpToDate(db)) return;
  const provider: MigrationProvider = { getMigrations: async () => migrations(kind, keys) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
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
    // A new database. Other errors are not retried by the migrator: a locked file takes seconds to fail.
    if (/no such table|does not exist/.test((error as Error).message)) return false;
    throw error;
  }
}
