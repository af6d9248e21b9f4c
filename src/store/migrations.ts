import { sql } from 'kysely';
import type { AuditKeys } from '../audit/keys.ts';
import type { Logger } from '../log.ts';
import { copyBeforeUpgrade, NotUpgradedError } from './copy-before-upgrade.ts';
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
  '023-audit-start',
] as const;

export type MigrationName = (typeof migrationNames)[number];

/**
 * Every version that knows this migration can work with today's tables, because all later ones only add. Raise it with a
 * migration that does more. A version that writes rows which earlier ones would misread adds an empty migration for it.
 * See docs/upgrade.md.
 */
export const worksWith: MigrationName = '023-audit-start';

/** Where Kysely notes which migrations have run. */
const TABLE = 'kysely_migration';
/** Under which key of the shared state {@link worksWith} of the newest version is. */
export const WORKS_WITH_KEY = 'tables';

/** What a version finds: `additions` were made by a newer one, and do not concern it. */
type Found = 'none' | 'older' | 'current' | 'additions' | 'too-new';

/**
 * @param applied names of the migrations that the database has run
 * @param stored what the newest version has left under {@link WORKS_WITH_KEY}, as JSON
 */
export function compareTables(applied: readonly string[], stored: string | null): Found {
  const done = new Set(applied);
  const isWhole = migrationNames.every((name) => done.has(name));
  if (done.size === 0) return 'none';
  if (newerThanThis(applied).length === 0) return isWhole ? 'current' : 'older';
  const needed: unknown = stored === null ? undefined : JSON.parse(stored).worksWith;
  return isWhole && migrationNames.some((name) => name === needed) ? 'additions' : 'too-new';
}

/** Migrations of a newer version. */
export function newerThanThis(applied: readonly string[]): string[] {
  return applied.filter((name) => !migrationNames.some((known) => known === name));
}

/**
 * Runs the migrations that the database has not run yet. Several replicas may start at once: Kysely takes a lock. Most
 * starts have nothing to run, which one query tells without the lock and without loading any.
 *
 * @param file of a SQLite database: it is copied before the tables of an earlier version are changed
 * @throws NotUpgradedError when a newer version has changed the tables so that this one would misread them, or there is no
 * room for the copy
 */
export async function migrate(
  db: AnyDatabase,
  kind: 'sqlite' | 'postgres',
  keys: AuditKeys,
  logger: Logger,
  file: string | null,
): Promise<void> {
  const applied = await appliedIn(db);
  const newer = newerThanThis(applied);
  const stored = newer.length > 0 ? await storedIn(db) : null;
  const tables = compareTables(applied, stored);
  if (tables === 'current') return;
  if (tables === 'too-new') {
    throw new NotUpgradedError(
      `The tables of this database are those of a newer Frontdesk (${newer.join(', ')}), and this version cannot work with them. Start the newer version, or restore the copy from before its upgrade: see “Going back” in docs/upgrade.md.`,
    );
  }
  if (tables === 'additions') {
    logger.warn({ newer }, 'the tables were made by a newer version, which has only added to them');
    return;
  }
  const from = applied.toSorted().at(-1) ?? '';
  const upgrade =
    tables === 'older' && file !== null ? await copyBeforeUpgrade(db, file, from, logger) : undefined;
  const { Migrator } = await import('kysely/migration');
  const { allMigrations } = await import('./migrations/all.ts');
  const provider = { getMigrations: async () => allMigrations(kind, keys) };
  const { error } = await new Migrator({ db, provider, migrationTableName: TABLE }).migrateToLatest();
  if (error) throw error;
  const value = JSON.stringify({ worksWith });
  await db
    .insertInto('shared_state')
    .values({ key: WORKS_WITH_KEY, value, version: 1 })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute();
  await upgrade?.end();
}

async function appliedIn(db: AnyDatabase): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from ${sql.table(TABLE)}`.execute(db);
    return rows.map(({ name }) => name);
  } catch (error) {
    // A new database. Other errors are not retried by the migrator: a locked file takes seconds to fail.
    if (/no such table|does not exist/.test((error as Error).message)) return [];
    throw error;
  }
}

async function storedIn(db: AnyDatabase): Promise<string | null> {
  const row = await db
    .selectFrom('shared_state')
    .select('value')
    .where('key', '=', WORKS_WITH_KEY)
    .executeTakeFirst();
  return row?.value ?? null;
}
