import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { requests } from './migrations/001-requests.ts';
import { audit } from './migrations/002-audit.ts';
import { homes } from './migrations/003-homes.ts';
import { turns } from './migrations/004-turns.ts';
import { noticeQueues } from './migrations/005-notice-queues.ts';
import { ledger } from './migrations/006-ledger.ts';
import type { AnyDatabase } from './migrations/any-database.ts';

/** What each version of the desk added, in order. One that was released is never changed. */
const steps = (kind: 'sqlite' | 'postgres'): Record<string, Migration> => ({
  '001-requests': requests,
  '002-audit': audit(kind),
  '003-homes': homes,
  '004-turns': turns,
  '005-notice-queues': noticeQueues,
  '006-ledger': ledger,
});

const provider = (kind: 'sqlite' | 'postgres'): MigrationProvider => ({
  getMigrations: async () => steps(kind),
});

/** The names of all steps, oldest first. */
export const migrationNames: readonly string[] = Object.keys(steps('sqlite'));

/** Brings the database up to today's tables. Several replicas may start at once: Kysely takes a lock. */
export async function migrate(db: AnyDatabase, kind: 'sqlite' | 'postgres'): Promise<void> {
  const { error } = await new Migrator({ db, provider: provider(kind) }).migrateToLatest();
  if (error) throw error;
}
