import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { FIRST_PREVIOUS_HASH } from '../../audit/entry.ts';
import { type AuditKeys, headStatement } from '../../audit/keys.ts';
import type { AnyDatabase } from './001-008.ts';

/**
 * The audit log is signed with a key that is not in the database, and has the account in columns of its own. Entries that
 * are there already stay as they are: the signed note of the last one covers them all.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has done.
 */
export const signedAudit = (kind: 'sqlite' | 'postgres', keys: AuditKeys | undefined): Migration => ({
  async up(db: AnyDatabase) {
    const columns = (await db.introspection.getTables()).find(({ name }) => name === 'audit')?.columns;
    for (const column of ['account_name', 'account_email', 'account_zoom_id', 'mac']) {
      if (columns?.some(({ name }) => name === column)) continue;
      await db.schema.alterTable('audit').addColumn(column, 'text').execute();
    }
    await sql`drop index if exists audit_account`.execute(db);
    await sql.raw(`create index audit_account on audit ((${accountOf[kind]}), seq)`).execute(db);
    await noteHead(db, keys);
    // A replica of an earlier version that still runs must not add entries that are not signed. `not valid`: those that
    // are there already are not looked at.
    if (kind === 'postgres')
      await sql`alter table audit add constraint audit_signed check (mac is not null) not valid`.execute(db);
  },
});

async function noteHead(db: AnyDatabase, keys: AuditKeys | undefined): Promise<void> {
  if (!keys) throw new Error('The audit log cannot be signed without a key');
  await db.schema
    .createTable('audit_head')
    .ifNotExists()
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('mac', 'text', (c) => c.notNull())
    .execute();
  const last = await db
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const head = last ?? { seq: 0, hash: FIRST_PREVIOUS_HASH };
  await db
    .insertInto('audit_head')
    .values({ id: 1, seq: head.seq, mac: keys.sign(headStatement(head)) })
    .onConflict((c) => c.column('id').doNothing())
    .execute();
}

/** The address in lower case: from its column, or in earlier entries from a subject such as `Ada <ada@example.com> zoomId`. */
const sqliteAddress = `substr(subject, length(rtrim(subject, replace(subject, '<', ''))) + 1)`;
const accountOf = {
  sqlite: `coalesce(lower(account_email), lower(substr(${sqliteAddress}, 1, instr(${sqliteAddress}, '>') - 1)))`,
  postgres: `coalesce(lower(account_email), lower(substring(subject from '<([^<>]*)>[^<>]*$')))`,
};
