import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './any-database.ts';

/** What all processes agree on: their shares of Zoom's rate limits, and who fetches the next access token. */
export const ledger: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('ledger')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .execute();
  },
};
