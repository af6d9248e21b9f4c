import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

/**
 * With each decision the Zoom account of the approver, so that two Slack users of one account count once; and which
 * Slack user has used which Zoom account first.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has done.
 */
export const decisionZoomIds: Migration = {
  async up(db: AnyDatabase) {
    const tables = await db.introspection.getTables();
    const columns = tables.find(({ name }) => name === 'decisions')?.columns ?? [];
    if (!columns.some(({ name }) => name === 'approver_zoom_id')) {
      await db.schema.alterTable('decisions').addColumn('approver_zoom_id', 'text').execute();
    }
    await db.schema
      .createTable('identity_pins')
      .ifNotExists()
      .addColumn('team_id', 'text', (c) => c.notNull())
      .addColumn('zoom_user_id', 'text', (c) => c.notNull())
      .addColumn('slack_user_id', 'text', (c) => c.notNull())
      .addColumn('via', 'text', (c) => c.notNull())
      .addColumn('pinned_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('identity_pins_pk', ['team_id', 'zoom_user_id'])
      .execute();
    await db.schema
      .createIndex('identity_pins_person')
      .ifNotExists()
      .on('identity_pins')
      .columns(['team_id', 'slack_user_id'])
      .execute();
  },
};
