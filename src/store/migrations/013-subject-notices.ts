import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

/**
 * Who was told of a change to an account, so that only these people can report it, once each.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has done.
 */
export const subjectNotices: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('subject_notices')
      .ifNotExists()
      .addColumn('request_id', 'text', (c) => c.notNull())
      .addColumn('slack_id', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('command', 'text', (c) => c.notNull())
      .addColumn('zoom_id', 'text', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('told_at', 'bigint', (c) => c.notNull())
      .addColumn('reported_at', 'bigint')
      .addPrimaryKeyConstraint('subject_notices_pkey', ['request_id', 'slack_id'])
      .execute();
  },
};
