import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './any-database.ts';

/** Slack takes about one message a second for each channel: replicas take turns here. */
export const turns: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('turns')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('next_at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
