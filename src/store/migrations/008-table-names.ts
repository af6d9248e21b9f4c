import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './any-database.ts';

/** The tables get the names that the code and the documentation use. */
export const tableNames: Migration = {
  async up(db: AnyDatabase) {
    await db.schema.alterTable('notices').renameTo('notifications').execute();
    await db.schema.alterTable('turns').renameTo('channel_slots').execute();
    await db.schema.alterTable('homes').renameTo('home_tabs').execute();
    await db.schema.alterTable('ledger').renameTo('shared_state').execute();
  },
};
