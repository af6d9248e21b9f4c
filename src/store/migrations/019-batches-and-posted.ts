import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

/**
 * Which requests were made in one go, about several people; and which messages have buttons that are to be taken off when
 * their request is decided or over.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has done.
 */
export const batchesAndPosted: Migration = {
  async up(db: AnyDatabase) {
    const tables = await db.introspection.getTables();
    const columns = tables.find(({ name }) => name === 'requests')?.columns ?? [];
    for (const [column, type] of [
      ['batch', 'text'],
      ['batch_place', 'integer'],
    ] as const) {
      if (columns.some(({ name }) => name === column)) continue;
      await db.schema.alterTable('requests').addColumn(column, type).execute();
    }
    await db.schema.createIndex('requests_batch').ifNotExists().on('requests').column('batch').execute();
    await db.schema
      .createTable('batches')
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('reply_to', 'text', (c) => c.notNull())
      .addColumn('answered_at', 'bigint')
      .addColumn('shown', 'text')
      .addColumn('card_shown', 'text')
      .addColumn('channel', 'text')
      .addColumn('ts', 'text')
      .execute();
    await db.schema
      .createTable('posted_messages')
      .ifNotExists()
      .addColumn('request_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('slack_id', 'text')
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('ts', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('posted_messages_pk', ['request_id', 'channel', 'ts'])
      .execute();
  },
};
