import { sql } from 'kysely';
import { readAnchor } from '../../src/audit/anchor.ts';
import { appendEntry } from '../../src/audit/append.ts';
import { everyEntry } from '../../src/audit/read.ts';
import { type Head, type Verdict, verify } from '../../src/audit/verify.ts';
import type { Store } from '../../src/store/open.ts';

/** Appends an entry. What is left out is the same in all of them. */
export function append(store: Store, entry: Partial<Parameters<typeof appendEntry>[2]>): Promise<void> {
  return store.db.transaction().execute((trx) =>
    appendEntry(store, trx, {
      at: 1_700_000_000_000,
      requestId: 'req_1',
      event: 'done',
      actor: 'U0ADA',
      requester: 'U0ADA',
      command: 'change-email',
      account: null,
      changes: [],
      detail: '',
      ...entry,
    }),
  );
}

/** What verification finds out about the whole log. */
export async function verdictOn(
  store: Store,
  noted: Head | null = null,
  keys = store.auditKeys,
): Promise<Verdict> {
  async function* rows() {
    for await (const some of everyEntry(store.db)) yield* some;
  }
  const anchor = await readAnchor(store);
  return verify(rows(), noted, { keys, anchor });
}

const guards = {
  sqlite: ['audit_no_update', 'audit_no_delete'],
  postgres: ['audit_no_change'],
} as const;

/** Drops the triggers that refuse changes of entries, as whoever owns the database can. */
export async function dropGuards({ kind, db }: Store): Promise<void> {
  for (const name of guards[kind]) {
    await sql.raw(`drop trigger ${name}${kind === 'sqlite' ? '' : ' on audit'}`).execute(db);
  }
}
