import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './any-database.ts';

/** What a notice tells and when that happened, and the channel whose turn it waits for. */
export const noticeQueues: Migration = {
  async up(db: AnyDatabase) {
    const notices = db.schema.alterTable('notices');
    await notices.addColumn('state', 'text').execute();
    await notices.addColumn('at', 'bigint', (c) => c.notNull().defaultTo(0)).execute();
    await notices.addColumn('queue', 'text').execute();
  },
};
