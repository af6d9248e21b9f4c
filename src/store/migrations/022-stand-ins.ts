import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

/**
 * Who decides in place of an approver who is away, and which decisions were made so.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has done.
 */
export const standIns: Migration = {
  async up(db: AnyDatabase) {
    const columns = (await db.introspection.getTables()).find(({ name }) => name === 'decisions')?.columns;
    if (!columns?.some(({ name }) => name === 'for_slack_id')) {
      await db.schema.alterTable('decisions').addColumn('for_slack_id', 'text').execute();
    }
    await db.schema
      .createTable('stand_ins')
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('away_slack_id', 'text', (c) => c.notNull())
      .addColumn('away_name', 'text', (c) => c.notNull())
      .addColumn('stand_in_slack_id', 'text', (c) => c.notNull())
      .addColumn('stand_in_name', 'text', (c) => c.notNull())
      .addColumn('began_at', 'bigint', (c) => c.notNull())
      .addColumn('until_at', 'bigint', (c) => c.notNull())
      .addColumn('ended_at', 'bigint')
      .addColumn('ended_why', 'text')
      .addColumn('channel', 'text')
      .addColumn('ts', 'text')
      .addColumn('untold_json', 'text', (c) => c.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    // Nobody is away twice, whichever replicas are asked at the same moment.
    await db.schema
      .createIndex('stand_ins_open')
      .ifNotExists()
      .unique()
      .on('stand_ins')
      .column('away_slack_id')
      .where(sql.ref('ended_at'), 'is', null)
      .execute();
  },
};
