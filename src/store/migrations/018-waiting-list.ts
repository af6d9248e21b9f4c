import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

/**
 * The order in which requests get a licence, from their approval on.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has done.
 */
export const waitingList: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('waiting_list')
      .ifNotExists()
      .addColumn('request_id', 'text', (c) => c.primaryKey())
      .addColumn('rank', 'bigint', (c) => c.notNull())
      .addColumn('joined_at', 'bigint', (c) => c.notNull())
      .addColumn('given_at', 'bigint')
      .addColumn('message_channel', 'text')
      .addColumn('message_ts', 'text')
      .addColumn('shown', 'text')
      .execute();
  },
};
