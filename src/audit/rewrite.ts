import { sql, type Transaction } from 'kysely';
import { newRequestId } from '../requests/ids.ts';
import { lock } from '../store/locks.ts';
import type { Store } from '../store/open.ts';
import type { Tables } from '../store/schema.ts';
import { databaseTime } from '../store/time.ts';
import { guardStatements } from './anchor.ts';
import { appendEntry } from './append.ts';
import { type AuditRow, BOT_ACTOR, hashOf } from './entry.ts';
import { erasureStatement, startStatement } from './keys.ts';
import type { Head } from './verify.ts';

// The two changes of the log beside appending. Both need the signing key, and both can be told from tampering.

/** Entries that are deleted in one statement, so that none takes too long. */
const BATCH = 10_000;

/**
 * Takes the oldest entries out of the audit log. A signed note keeps the hash of the last one that goes, so that the rest can
 * be verified, and nobody without the key can shorten the log. That it was shortened is an entry itself.
 *
 * @param last the last entry that goes
 * @throws Error with a sentence when it is not in the log, or nothing would stay
 */
export async function shortenLog(
  store: Pick<Store, 'kind' | 'db' | 'auditKeys' | 'now'>,
  last: Head,
): Promise<void> {
  const { kind, auditKeys } = store;
  await store.db.transaction().execute(async (trx) => {
    await lock(kind, trx, 'audit log');
    const found = await trx
      .selectFrom('audit')
      .select(['at', 'hash'])
      .where('seq', '=', last.seq)
      .executeTakeFirst();
    if (found?.hash !== last.hash) throw new Error(`entry ${last.seq} is not the one that was exported`);
    const newest = await trx
      .selectFrom('audit')
      .select((e) => e.fn.max('seq').as('seq'))
      .executeTakeFirst();
    if (Number(newest?.seq) <= last.seq) throw new Error('the newest entry has to stay');
    const first = await trx
      .selectFrom('audit')
      .select((e) => e.fn.min('seq').as('seq'))
      .executeTakeFirst();
    await withoutGuards(kind, trx, async () => {
      for (let end = Number(first?.seq) + BATCH; ; end += BATCH) {
        await trx.deleteFrom('audit').where('seq', '<=', Math.min(end, last.seq)).execute();
        if (end >= last.seq) break;
      }
    });
    const start = { ...last, mac: auditKeys.sign(startStatement(last)) };
    await trx
      .insertInto('audit_start')
      .values({ id: 1, ...start })
      .onConflict((c) => c.column('id').doUpdateSet(start))
      .execute();
    await appendEntry(store, trx, {
      at: await databaseTime(trx, store.now),
      requestId: newRequestId(),
      event: 'shortened',
      actor: BOT_ACTOR,
      requester: BOT_ACTOR,
      command: 'audit',
      account: null,
      changes: [],
      detail: `Entries ${first?.seq} to ${last.seq}, until ${new Date(Number(found.at)).toISOString()}, were exported and taken out`,
    });
  });
}

/**
 * Replaces what entries of the audit log say. Their hashes stay, so the chain holds, and what they say now is signed: that
 * tells an erasure from a change by somebody without the key.
 *
 * @param rows the entries as they are to read from now on
 */
export async function replaceEntries(
  { kind, auditKeys }: Pick<Store, 'kind' | 'auditKeys'>,
  trx: Transaction<Tables>,
  rows: readonly AuditRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await withoutGuards(kind, trx, async () => {
    for (const row of rows) {
      const erased_mac = auditKeys.sign(erasureStatement(row.hash, hashOf(row)));
      await trx
        .updateTable('audit')
        .set({ ...row, erased_mac })
        .where('seq', '=', row.seq)
        .execute();
    }
  });
}

/** Makes a change without the triggers that refuse it, and creates them again as they were. */
async function withoutGuards(
  kind: Store['kind'],
  trx: Transaction<Tables>,
  change: () => Promise<void>,
): Promise<void> {
  const { drop, create } = guardStatements[kind];
  for (const statement of drop) await sql.raw(statement).execute(trx);
  await change();
  for (const statement of create) await sql.raw(statement).execute(trx);
}
