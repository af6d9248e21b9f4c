import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

/** Where the audit log begins since it was shortened, signed: the entry before its first one. */
export const auditStart: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('audit_start')
      .ifNotExists()
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('mac', 'text', (c) => c.notNull())
      .execute();
  },
};
