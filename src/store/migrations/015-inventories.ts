import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

/**
 * What accounts held before a change that took something, so that it can be given back.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has done.
 */
export const inventories: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('inventories')
      .ifNotExists()
      .addColumn('request_id', 'text', (c) => c.primaryKey())
      .addColumn('zoom_id', 'text', (c) => c.notNull())
      .addColumn('command', 'text', (c) => c.notNull())
      .addColumn('before', 'text', (c) => c.notNull())
      .addColumn('after', 'text')
      .addColumn('taken_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('inventories_account')
      .ifNotExists()
      .on('inventories')
      .columns(['zoom_id', 'taken_at'])
      .execute();
    await db.schema
      .createIndex('inventories_expiry')
      .ifNotExists()
      .on('inventories')
      .column('expires_at')
      .execute();
  },
};
