import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './any-database.ts';

/** The audit log, and what keeps it append-only. */
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
