import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

/**
 * Campaigns that ask people for licences that they do not use, and the people who are asked; and whom or what of a request a
 * notification is about.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has done.
 */
export const campaigns: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('campaigns')
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('request_id', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('open', 'integer', (c) => c.unique())
      .addColumn('run_by', 'text', (c) => c.notNull())
      .addColumn('list', 'text', (c) => c.notNull())
      .addColumn('terms_json', 'text', (c) => c.notNull())
      .addColumn('remind_at', 'bigint', (c) => c.notNull())
      .addColumn('ends_at', 'bigint', (c) => c.notNull())
      .addColumn('paused_at', 'bigint')
      .addColumn('paused_why', 'text')
      .addColumn('stopped_by', 'text')
      .addColumn('channel', 'text')
      .addColumn('ts', 'text')
      .addColumn('changed', 'integer', (c) => c.notNull())
      .addColumn('shown_at', 'bigint', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('ended_at', 'bigint')
      .execute();
    await db.schema
      .createTable('campaign_people')
      .ifNotExists()
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('campaign_id', 'text', (c) => c.notNull())
      .addColumn('zoom_id', 'text', (c) => c.notNull())
      .addColumn('slack_id', 'text')
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('evidence_json', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('answer', 'text')
      .addColumn('answered_at', 'bigint')
      .addColumn('answers', 'integer', (c) => c.notNull())
      .addColumn('keep_until', 'bigint')
      .addColumn('asked_at', 'bigint')
      .addColumn('reminded_at', 'bigint')
      .addColumn('messages_json', 'text', (c) => c.notNull())
      .addColumn('sending_json', 'text')
      .addColumn('request_id', 'text')
      .addColumn('checked_at', 'bigint')
      .addColumn('returned_at', 'bigint')
      .addColumn('why', 'text')
      .addColumn('tries', 'integer', (c) => c.notNull())
      .addColumn('due_at', 'bigint')
      .addUniqueConstraint('campaign_people_once', ['campaign_id', 'zoom_id'])
      .execute();
    const notifications = (await db.introspection.getTables()).find(({ name }) => name === 'notifications');
    if (!notifications?.columns.some(({ name }) => name === 'about')) {
      await db.schema.alterTable('notifications').addColumn('about', 'text').execute();
    }
    await sql`
      create index if not exists campaign_people_due on campaign_people (due_at) where due_at is not null
    `.execute(db);
    await db.schema
      .createIndex('campaign_people_state')
      .ifNotExists()
      .on('campaign_people')
      .columns(['campaign_id', 'state'])
      .execute();
    await db.schema
      .createIndex('campaign_people_account')
      .ifNotExists()
      .on('campaign_people')
      .column('zoom_id')
      .execute();
  },
};
