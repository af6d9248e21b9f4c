import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { readAnchor } from '../../src/audit/anchor.ts';
import { appendEntry } from '../../src/audit/append.ts';
import { createAuditReader, everyEntry } from '../../src/audit/read.ts';
import { type Verdict, verify } from '../../src/audit/verify.ts';
import type { Store } from '../../src/store/open.ts';
import { kinds, type Opened, openFresh } from './open-both.ts';

const subjects = [
  'Ada Lovelace <ada@example.com> zAda',
  'Eve <ada@example.com> x <eve@example.com> zEve',
  'Ada Lovelace <Ada@Example.com> zAda',
];

it.each(kinds)(
  'on %s, a log of an earlier version stays as it was, verifiable, and is signed from its end on',
  async (kind) => {
    const opened = await openFresh(kind);
    await downgrade(opened);
    const old = await insertOldEntries(opened.store);
    // The migration runs at the start, and a crash in the middle makes it run again.
    await opened.reopen();
    if (kind === 'sqlite') {
      await forgetMigration(opened.store);
      await opened.reopen();
    }
    const { store } = opened;

    const kept = await sql`select seq, hash, subject, mac, account_email from audit order by seq`.execute(
      store.db,
    );
    expect(kept.rows).toEqual(old.map((row) => ({ ...row, mac: null, account_email: null })));
    expect(await check(store)).toMatchObject({ entries: 3, signed: 0, broken: null, faults: [] });

    await append(store, 'Mia <ada@example.com> y');
    await append(store, 'Ada Lovelace');
    expect(await check(store)).toMatchObject({ entries: 5, signed: 2, broken: null, faults: [] });

    const found = await createAuditReader(store).entries({ account: 'ADA@example.com' }, 10);
    expect(found.map(({ seq, account }) => [seq, account])).toEqual([
      [5, { name: 'Ada Lovelace', email: 'ada@example.com', zoomId: 'zAda' }],
      [3, { name: 'Ada Lovelace', email: 'Ada@Example.com', zoomId: 'zAda' }],
      [1, { name: 'Ada Lovelace', email: 'ada@example.com', zoomId: 'zAda' }],
    ]);
    const [mia] = await createAuditReader(store).entries({ account: 'mia@example.com' }, 10);
    expect(mia?.account?.name).toBe('Mia <ada@example.com> y');

    // Neither what was there before nor the place where signatures begin can be changed.
    await dropGuards(opened);
    if (kind === 'postgres') await sql`alter table audit drop constraint audit_signed`.execute(store.db);
    await sql`update audit set actor = 'U0EVE' where seq = 2`.execute(store.db);
    expect((await check(store)).broken?.row.seq).toBe(2);
    await opened.close();
  },
);

it('on postgres, a replica of an earlier version adds nothing that is not signed', async () => {
  const opened = await openFresh('postgres');
  await expect(insertOldEntries(opened.store)).rejects.toThrow(/audit_signed/);
  expect(await check(opened.store)).toMatchObject({ entries: 0, faults: [] });
  await opened.close();
});

/** Takes back what migration 014 has made. */
async function downgrade({ store }: Opened): Promise<void> {
  const { db, kind } = store;
  await sql`drop index audit_account`.execute(db);
  if (kind === 'postgres') await sql`alter table audit drop constraint audit_signed`.execute(db);
  for (const column of ['account_name', 'account_email', 'account_zoom_id', 'mac'])
    await sql`alter table audit drop column ${sql.ref(column)}`.execute(db);
  await sql`drop table audit_head`.execute(db);
  await forgetMigration(store);
}

async function forgetMigration({ db }: Store): Promise<void> {
  await sql`delete from kysely_migration where name >= '014-signed-audit'`.execute(db);
}

async function dropGuards({ store }: Opened): Promise<void> {
  const on = store.kind === 'sqlite' ? '' : ' on audit';
  const names = store.kind === 'sqlite' ? ['audit_no_update', 'audit_no_delete'] : ['audit_no_change'];
  for (const name of names) await sql.raw(`drop trigger ${name}${on}`).execute(store.db);
}

/** Entries as earlier versions wrote them, hashed as they did. */
async function insertOldEntries({ db }: Store) {
  let previous = '0'.repeat(64);
  const rows = [];
  for (const [i, subject] of subjects.entries()) {
    const fields = [
      i + 1,
      1_700_000_000_000,
      'req_1',
      'done',
      'U0ADA',
      'U0ADA',
      'profile',
      subject,
      '[]',
      '',
      previous,
    ];
    const hash = createHash('sha256').update(JSON.stringify(fields)).digest('hex');
    await sql`
      insert into audit (seq, at, request_id, event, actor, requester, command, subject, changes_json, detail,
        prev_hash, hash)
      values (${sql.join([...fields, hash])})`.execute(db);
    previous = hash;
    rows.push({ seq: i + 1, hash, subject });
  }
  return rows;
}

async function append(store: Store, name: string): Promise<void> {
  const email = name.startsWith('Mia') ? 'mia@example.com' : 'ada@example.com';
  await store.db.transaction().execute((trx) =>
    appendEntry(store, trx, {
      at: 1_700_000_000_001,
      requestId: 'req_2',
      event: 'done',
      actor: 'U0ADA',
      requester: 'U0ADA',
      command: 'profile',
      account: { name, email, zoomId: name.startsWith('Mia') ? 'zMia' : 'zAda' },
      changes: [],
      detail: '',
    }),
  );
}

async function check(store: Store): Promise<Verdict> {
  async function* rows() {
    for await (const some of everyEntry(store.db)) yield* some;
  }
  return verify(rows(), null, { keys: store.auditKeys, anchor: await readAnchor(store) });
}
