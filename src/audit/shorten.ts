import { sql } from 'kysely';
import { newRequestId } from '../requests/ids.ts';
import { lock } from '../store/locks.ts';
import type { Store } from '../store/open.ts';
import { databaseTime } from '../store/time.ts';
import { guardStatements } from './anchor.ts';
import { appendEntry } from './append.ts';
import { BOT_ACTOR } from './entry.ts';
import { startStatement } from './keys.ts';
import type { Head } from './verify.ts';

/** Entries that are deleted in one statement, so that none takes too long. */
const BATCH = 10_000;

/**
 * Takes the oldest entries out of the audit log. What stays follows from a signed note of the last one that goes, so that
 * the chain can be verified from there on, and nobody without the key can shorten it. That it was shortened is an entry.
 *
 * @param last the last entry that goes
 * @throws Error with a sentence when it is not in the log, or nothing would stay
 */
export async function shortenLog(
  store: Pick<Store, 'kind' | 'db' | 'auditKeys' | 'now'>,
  last: Head,
): Promise<void> {
  const { kind, auditKeys } = store;
  const { drop, create } = guardStatements[kind];
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
    for (const statement of drop) await sql.raw(statement).execute(trx);
    for (let end = Number(first?.seq) + BATCH; ; end += BATCH) {
      await trx.deleteFrom('audit').where('seq', '<=', Math.min(end, last.seq)).execute();
      if (end >= last.seq) break;
    }
    for (const statement of create) await sql.raw(statement).execute(trx);
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
