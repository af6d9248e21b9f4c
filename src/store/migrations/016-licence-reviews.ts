import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

/**
 * Scans for idle licences: who holds one, counts of what they hosted, and what the scan found out. Counts only: no meeting is
 * stored.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has done.
 */
export const licenceReviews: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('licence_scans')
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('started_at', 'bigint', (c) => c.notNull())
      .addColumn('phase', 'text', (c) => c.notNull())
      .addColumn('done', 'bigint', (c) => c.notNull())
      .addColumn('total', 'bigint')
      .addColumn('lease_owner', 'text')
      .addColumn('lease_until', 'bigint', (c) => c.notNull())
      .addColumn('heavy_calls', 'bigint', (c) => c.notNull())
      .addColumn('result_json', 'text', (c) => c.notNull())
      .execute();
    // One scan at a time, whoever wants another.
    await sql`create unique index if not exists licence_scans_running on licence_scans (state) where state = 'running'`.execute(
      db,
    );
    await db.schema
      .createTable('licence_seats')
      .ifNotExists()
      .addColumn('scan_id', 'text', (c) => c.notNull())
      .addColumn('zoom_id', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('licensed_since', 'bigint')
      .addColumn('last_use_at', 'bigint')
      .addColumn('checked', 'integer', (c) => c.notNull())
      .addColumn('idle', 'integer', (c) => c.notNull())
      .addColumn('undecided', 'integer', (c) => c.notNull())
      .addColumn('result', 'text')
      .addPrimaryKeyConstraint('licence_seats_pkey', ['scan_id', 'zoom_id'])
      .execute();
    await db.schema
      .createTable('licence_spans')
      .ifNotExists()
      .addColumn('scan_id', 'text', (c) => c.notNull())
      .addColumn('zoom_id', 'text', (c) => c.notNull())
      .addColumn('first_day', 'text', (c) => c.notNull())
      .addColumn('meetings', 'bigint')
      .addColumn('participants', 'bigint')
      .addColumn('minutes', 'bigint')
      .addPrimaryKeyConstraint('licence_spans_pkey', ['scan_id', 'zoom_id', 'first_day'])
      .execute();
    await db.schema
      .createTable('licence_days')
      .ifNotExists()
      .addColumn('day', 'text', (c) => c.primaryKey())
      .addColumn('bought', 'bigint')
      .addColumn('used', 'bigint', (c) => c.notNull())
      .addColumn('pending', 'bigint', (c) => c.notNull())
      .addColumn('idle', 'bigint', (c) => c.notNull())
      .execute();
    await sql`
      create index if not exists requests_licences on requests (subject_zoom_id)
      where resource = 'licence' and due_at is null
    `.execute(db);
  },
};
