import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './any-database.ts';

/** What is looked for by state or by time is found without going through a history of years. */
export const indexes: Migration = {
  async up(db: AnyDatabase) {
    await db.schema.createIndex('requests_state').on('requests').columns(['state', 'created_at']).execute();
    await db.schema.createIndex('requests_created').on('requests').column('created_at').execute();
    await db.schema.createIndex('decisions_decided').on('decisions').column('decided_at').execute();
  },
};
