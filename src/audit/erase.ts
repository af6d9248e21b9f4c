import { sql, type Transaction } from 'kysely';
import type { Store } from '../store/open.ts';
import type { Tables } from '../store/schema.ts';
import { guardStatements } from './anchor.ts';
import { type AuditRow, hashOf } from './entry.ts';
import { erasureStatement } from './keys.ts';

/**
 * Replaces what entries of the audit log say. Their hashes stay, so the chain holds, and what they say now is signed: that
 * tells an erasure from a change by somebody without the key. The triggers that refuse changes are put away for this
 * transaction, and made again as they were.
 *
 * @param rows the entries as they are to read from now on
 */
export async function replaceEntries(
  { kind, auditKeys }: Pick<Store, 'kind' | 'auditKeys'>,
  trx: Transaction<Tables>,
  rows: readonly AuditRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const { drop, create } = guardStatements[kind];
  for (const statement of drop) await sql.raw(statement).execute(trx);
  for (const row of rows) {
    const erased_mac = auditKeys.sign(erasureStatement(row.hash, hashOf(row)));
    await trx
      .updateTable('audit')
      .set({ ...row, erased_mac })
      .where('seq', '=', row.seq)
      .execute();
  }
  for (const statement of create) await sql.raw(statement).execute(trx);
}
