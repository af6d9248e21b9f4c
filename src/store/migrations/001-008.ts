import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

// biome-ignore lint/suspicious/noExplicitAny: a migration works on the tables of its own version, not on the current ones.
export type AnyDatabase = Kysely<any>;

/** 001: requests, decisions, notices, links, cache and counters. */
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

/** 002: the audit log, with triggers that make it append-only. */
export const audit = (kind: 'sqlite' | 'postgres'): Migration => ({
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('audit')
      .addColumn('seq', 'bigint', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('request_id', 'text', (c) => c.notNull())
      .addColumn('event', 'text', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('requester', 'text', (c) => c.notNull())
      .addColumn('command', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('changes_json', 'text', (c) => c.notNull())
      .addColumn('detail', 'text', (c) => c.notNull())
      .addColumn('prev_hash', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .execute();
    for (const statement of kind === 'sqlite' ? sqliteGuards : postgresGuards)
      await sql.raw(statement).execute(db);
  },
});

const REFUSAL = 'the audit log is append-only';
const sqliteGuards = ['update', 'delete'].map(
  (deed) =>
    `create trigger audit_no_${deed} before ${deed} on audit begin select raise(abort, '${REFUSAL}'); end`,
);
const postgresGuards = [
  `create function audit_append_only() returns trigger language plpgsql as $$ begin raise exception '${REFUSAL}'; end $$`,
  'create trigger audit_no_change before update or delete on audit for each row execute function audit_append_only()',
  'create trigger audit_no_truncate before truncate on audit for each statement execute function audit_append_only()',
];

/** 003: who has opened the Home tab, and when last. */
export const homes: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('homes')
      .addColumn('slack_user_id', 'text', (c) => c.primaryKey())
      .addColumn('opened_at', 'bigint', (c) => c.notNull())
      .execute();
  },
};

/** 004: when the next message may be sent to a channel, shared by all replicas. */
export const turns: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('turns')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('next_at', 'bigint', (c) => c.notNull())
      .execute();
  },
};

/** 005: what a notice tells and when it happened, and the channel whose slot it waits for. */
export const noticeQueues: Migration = {
  async up(db: AnyDatabase) {
    const notices = db.schema.alterTable('notices');
    await notices.addColumn('state', 'text').execute();
    await notices.addColumn('at', 'bigint', (c) => c.notNull().defaultTo(0)).execute();
    await notices.addColumn('queue', 'text').execute();
  },
};

/** 006: state shared by all processes: quota shares, and who fetches the next access token. */
export const ledger: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createTable('ledger')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .execute();
  },
};

/** 007: indexes for lookups by state and by time. */
export const indexes: Migration = {
  async up(db: AnyDatabase) {
    await db.schema.createIndex('requests_state').on('requests').columns(['state', 'created_at']).execute();
    await db.schema.createIndex('requests_created').on('requests').column('created_at').execute();
    await db.schema.createIndex('decisions_decided').on('decisions').column('decided_at').execute();
  },
};

/** 008: the tables get the names that the code and the documentation use. */
export const tableNames: Migration = {
  async up(db: AnyDatabase) {
    await db.schema.alterTable('notices').renameTo('notifications').execute();
    await db.schema.alterTable('turns').renameTo('channel_slots').execute();
    await db.schema.alterTable('homes').renameTo('home_tabs').execute();
    await db.schema.alterTable('ledger').renameTo('shared_state').execute();
  },
};
