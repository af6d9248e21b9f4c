import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAnchor } from '../../src/audit/anchor.ts';
import { type AuditRow, hashOf } from '../../src/audit/entry.ts';
import { type AuditKeys, createAuditKeys, entryStatement, headStatement } from '../../src/audit/keys.ts';
import { problemIn } from '../../src/audit/verify.ts';
import { systemClock } from '../../src/clock.ts';
import { createLogger } from '../../src/log.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { kinds, type Opened, openFresh } from '../store/open-both.ts';
import { append, dropGuards, verdictOn } from './log.ts';

const ENTRIES = 6;
const CUT = 'the bot has signed 6 entries, but the log ends with entry 4: it was cut at its end';

const mia = { account: { name: 'Mia', email: 'mia@example.org', zoomId: 'zMia' } };

/** Somebody who owns the database, and has no key of the bot: their own will not do. */
describe.each(kinds)('whoever can write to the database on %s', (kind) => {
  let opened: Opened;
  beforeEach(async () => {
    opened = await openFresh(kind);
    for (let i = 1; i <= ENTRIES; i++) await append(opened.store, { ...mia, detail: `entry ${i}` });
    await dropGuards(opened.store);
  });
  afterEach(() => opened.close());

  const run = (statement: string) => sql.raw(statement).execute(opened.store.db);
  const rows = () => opened.store.db.selectFrom('audit').selectAll().orderBy('seq').execute();

  it('changes nothing that is true: the log is good but for the triggers that are gone', async () => {
    expect(await problem(opened.store)).toBe(
      `the database no longer refuses changes of the log: ${
        kind === 'sqlite'
          ? 'audit_no_update and audit_no_delete are missing or changed'
          : 'audit_no_change is missing or changed'
      }`,
    );
  });

  it('writes the log anew without the key, all hashes right', async () => {
    const eve = createAuditKeys([randomBytes(32)]);
    await rewrite(opened.store, await rows(), ({ hash }) => eve.sign(entryStatement(hash)));
    expect(await problem(opened.store)).toContain('entry 1: it was not signed with this key');
  });

  it('writes it anew with the old signatures', async () => {
    const old = await rows();
    await rewrite(opened.store, old, ({ seq }) => old[seq - 1]?.mac ?? null);
    expect(await problem(opened.store)).toContain('entry 1: it was not signed with this key');
  });

  it('writes it anew as a log of the time before signatures', async () => {
    if (kind === 'postgres') await run('alter table audit drop constraint audit_signed');
    await rewrite(opened.store, await rows(), () => null);
    expect(await problem(opened.store)).toContain(
      'the signed note of its last entry does not belong to entry 6',
    );
  });

  it('cuts its end off, also when the bot goes on after that', async () => {
    await run('delete from audit where seq > 4');
    expect(await problem(opened.store)).toContain(CUT);
    await append(opened.store, { ...mia, detail: 'the bot goes on' });
    await append(opened.store, { ...mia, detail: 'and on' });
    expect((await rows()).length).toBe(ENTRIES);
    expect(await problem(opened.store)).toContain(
      'the signed note of its last entry does not belong to entry 6',
    );
    await append(opened.store, { ...mia, detail: 'and on' });
    expect(await problem(opened.store)).toContain('does not belong to entry 6');
  });

  it('cuts its end off and sets the note of the last entry back', async () => {
    await run('delete from audit where seq > 4');
    await run('update audit_head set seq = 4');
    expect(await problem(opened.store)).toContain('does not belong to entry 4');
    const eve = createAuditKeys([randomBytes(32)]);
    const [, , , fourth] = await rows();
    const forged = eve.sign(headStatement({ seq: 4, hash: fourth?.hash ?? '' }));
    await run(`update audit_head set mac = '${forged}'`);
    expect(await problem(opened.store)).toContain('does not belong to entry 4');
    await run('delete from audit_head');
    expect(await problem(opened.store)).toContain('the signed note of its last entry is gone');
  });

  it('empties it', async () => {
    await run('delete from audit');
    await run('update audit_head set seq = 0');
    expect(await problem(opened.store)).toContain('does not belong to entry 0');
  });

  it('adds an entry of their own', async () => {
    const [last] = (await rows()).slice(-1);
    if (!last) throw new Error('there are entries');
    const own = { ...last, seq: last.seq + 1, prev_hash: last.hash, actor: 'U0INNOCENT' };
    await opened.store.db
      .insertInto('audit')
      .values({ ...own, hash: hashOf(own) })
      .execute();
    expect(await problem(opened.store)).toContain('entry 7: it was not signed with this key');
  });

  it('moves what a name says into the address', async () => {
    await run("update audit set account_email = 'mia@example.com' where seq = 3");
    expect(await problem(opened.store)).toContain('entry 3: it was changed after it was written');
  });

  it('puts triggers in their place that refuse nothing', async () => {
    if (kind === 'sqlite') {
      for (const deed of ['update', 'delete'])
        await run(`create trigger audit_no_${deed} before ${deed} on audit begin select 1; end`);
    } else {
      await run(
        'create function audit_let_through() returns trigger language plpgsql as $$ begin return new; end $$',
      );
      await run(
        'create trigger audit_no_change before update or delete on audit for each row execute function audit_let_through()',
      );
    }
    expect(await problem(opened.store)).toMatch(/no longer refuses changes of the log: audit_no_/);
  });

  it.runIf(kind === 'postgres')('switches them off', async () => {
    await run(
      'create trigger audit_no_change before update or delete on audit for each row execute function audit_append_only()',
    );
    expect(await problem(opened.store)).toBeNull();
    await run('alter table audit disable trigger audit_no_truncate');
    expect(await problem(opened.store)).toContain('audit_no_truncate is missing or changed');
  });
});

describe.each(kinds)('another key on %s', (kind) => {
  it('goes on with the log where the former one is named after it, and does not vouch for it otherwise', async () => {
    const opened = await openFresh(kind);
    await append(opened.store, { ...mia, detail: 'with the first key' });
    await opened.store.close();
    const newKey = randomBytes(32);
    const store = await openStore(opened.address, newKey, createLogger('error'), systemClock, [opened.key]);
    await append(store, { ...mia, detail: 'with the second key' });
    expect(await problem(store)).toBeNull();
    expect(await problem(store, createAuditKeys([newKey]))).toContain(
      'entry 1: it was not signed with this key',
    );
    // The note of the last entry has moved on, so a cut still shows.
    expect((await readAnchor(store)).head?.seq).toBe(2);
    await store.close();
    await opened.reopen();
    await opened.close();
  });
});

/** What verification says; `null`: nothing. */
async function problem(store: Store, keys?: AuditKeys): Promise<string | null> {
  return problemIn(await verdictOn(store, null, keys));
}

/** Puts the blame on somebody else in every entry, and makes all hashes right again. */
async function rewrite(
  { db }: Store,
  rows: readonly AuditRow[],
  macOf: (row: { seq: number; hash: string }) => string | null,
): Promise<void> {
  let previous = '0'.repeat(64);
  for (const { hash: _, mac: __, ...row } of rows) {
    const changed = { ...row, actor: 'U0INNOCENT', prev_hash: previous };
    const hash = hashOf(changed);
    await db
      .updateTable('audit')
      .set({ actor: 'U0INNOCENT', prev_hash: previous, hash, mac: macOf({ seq: row.seq, hash }) })
      .where('seq', '=', row.seq)
      .execute();
    previous = hash;
  }
}
