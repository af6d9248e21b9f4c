import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './any-database.ts';

/** Who has the Home tab open or had it: it is refreshed for them when something changes. */
export const homes: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('homes')
      .addColumn('slack_user_id', 'text', (c) => c.primaryKey())
      .addColumn('opened_at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
