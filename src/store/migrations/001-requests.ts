import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './any-database.ts';

/** Requests, decisions, notices, links, cache and counters. */
export const requests: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('requests')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('command', 'text', (c) => c.notNull())
      .addColumn('input_json', 'text', (c) => c.notNull())
      .addColumn('team_id', 'text', (c) => c.notNull())
      .addColumn('requester_slack_id', 'text', (c) => c.notNull())
      .addColumn('trigger_id', 'text', (c) => c.unique())
      .addColumn('reply_to', 'text', (c) => c.notNull())
      .addColumn('plan_json', 'text')
      .addColumn('rule_json', 'text')
      .addColumn('progress_json', 'text')
      .addColumn('card_channel', 'text')
      .addColumn('card_ts', 'text')
      .addColumn('due_at', 'bigint')
      .addColumn('lease_owner', 'text')
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('expires_at', 'bigint')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('requests_due').on('requests').column('due_at').execute();
    await db.schema
      .createIndex('requests_requester')
      .on('requests')
      .columns(['requester_slack_id', 'created_at'])
      .execute();

    await db.schema
      .createTable('decisions')
      .addColumn('request_id', 'text', (c) => c.notNull().references('requests.id'))
      .addColumn('approver_slack_id', 'text', (c) => c.notNull())
      .addColumn('verdict', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('decided_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('decisions_pk', ['request_id', 'approver_slack_id'])
      .execute();

    await db.schema
      .createTable('notices')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('request_id', 'text', (c) => c.notNull().references('requests.id'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('due_at', 'bigint', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema.createIndex('notices_due').on('notices').column('due_at').execute();

    await db.schema
      .createTable('links')
      .addColumn('team_id', 'text', (c) => c.notNull())
      .addColumn('slack_user_id', 'text', (c) => c.notNull())
      .addColumn('zoom_user_id', 'text', (c) => c.notNull())
      .addColumn('linked_by', 'text', (c) => c.notNull())
      .addColumn('linked_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('links_pk', ['team_id', 'slack_user_id'])
      .execute();

    await db.schema
      .createTable('cache')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint')
      .execute();

    await db.schema
      .createTable('counters')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('window_start', 'bigint', (c) => c.notNull())
      .addColumn('count', 'integer', (c) => c.notNull())
      .execute();
  },
};
