import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

/**
 * Indexes for queries whose cost would otherwise grow with the number of finished requests. Those on `requests` are
 * partial, so they hold only what is still under way; SQLite prefers them also before it has statistics, because more
 * of their columns are compared for equality.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has done.
 */
export const historyIndexes = (kind: 'sqlite' | 'postgres'): Migration => ({
  async up(db: AnyDatabase) {
    const index = (name: string, definition: string) =>
      sql.raw(`create index if not exists ${name} on ${definition}`).execute(db);
    await db.schema.dropIndex('requests_due').ifExists().execute();
    await index('requests_due', 'requests (due_at) where due_at is not null');
    await index('requests_grants', 'requests (requester_slack_id, command, state) where due_at is not null');
    await index('requests_leased', 'requests (lease_owner) where lease_owner is not null');

    await db.schema.dropIndex('notices_due').ifExists().execute();
    await index('notifications_queue', 'notifications (queue, due_at)');
    await index('notifications_request', 'notifications (request_id, at)');

    await index('audit_actor', 'audit (actor, seq)');
    await index('audit_requester', 'audit (requester, seq)');
    await index('audit_command', 'audit (command, seq)');
    await index('audit_event', 'audit (event, seq)');
    await index('audit_at', 'audit (at, seq)');
    await index('audit_account', `audit ((${accountInSubject[kind]}), seq)`);
  },
});

/** The address in a subject such as `Ada Lovelace <ada@example.com> zoomId`, in lower case. */
const sqliteAddress = `substr(subject, length(rtrim(subject, replace(subject, '<', ''))) + 1)`;
const accountInSubject = {
  sqlite: `lower(substr(${sqliteAddress}, 1, instr(${sqliteAddress}, '>') - 1))`,
  postgres: `lower(substring(subject from '<([^<>]*)>[^<>]*$'))`,
};
