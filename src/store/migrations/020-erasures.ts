import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

/** Entries of the audit log from which a person was erased carry a signature for what they say since then. */
export const erasures: Migration = {
  async up(db: AnyDatabase) {
    const columns = (await db.introspection.getTables()).find(({ name }) => name === 'audit')?.columns;
    if (columns?.some(({ name }) => name === 'erased_mac')) return;
    await db.schema.alterTable('audit').addColumn('erased_mac', 'text').execute();
  },
};
