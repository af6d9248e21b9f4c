import type { AuditFilter, AuditReader } from '../../commands/logs.ts';
import type { Store } from '../../store/open.ts';
import { type AuditRow, BEGINNING, hashOf } from './entry.ts';

/** Reads the audit log, the newest first. */
export function createAuditReader({ db }: Store): AuditReader {
  return {
    async entries({ person, command, event, before }: AuditFilter, limit: number) {
      let query = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
      if (before !== undefined) query = query.where('seq', '<', before);
      if (command) query = query.where('command', '=', command);
      if (event) query = query.where('event', '=', event);
      if (person) query = query.where((w) => w.or([w('actor', '=', person), w('requester', '=', person)]));
      return (await query.execute()).map((row) => ({
        ...row,
        changes: JSON.parse(row.changes_json),
      }));
    },
  };
}

const STEP = 500;

/** How the chain stands: how many entries are intact, and the first that is not. */
export interface AuditCheck {
  readonly entries: number;
  readonly broken: { readonly seq: number; readonly reason: string } | null;
}

/** Follows the chain from the beginning and names the first entry that was changed, slipped in or left out. */
export async function checkAudit({ db }: Pick<Store, 'db'>): Promise<AuditCheck> {
  let entries = 0;
  let last: Pick<AuditRow, 'seq' | 'hash'> = { seq: 0, hash: BEGINNING };
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', last.seq)
      .orderBy('seq')
      .limit(STEP)
      .execute();
    for (const row of rows) {
      const reason = faultOf(row, last);
      if (reason) return { entries, broken: { seq: row.seq, reason } };
      entries += 1;
      last = row;
    }
    if (rows.length < STEP) return { entries, broken: null };
  }
}

function faultOf({ hash, ...row }: AuditRow, last: Pick<AuditRow, 'seq' | 'hash'>): string | null {
  if (row.seq !== last.seq + 1) return `entries ${last.seq + 1} to ${row.seq - 1} are missing`;
  if (row.prev_hash !== last.hash) return 'it does not follow the entry before it';
  return hashOf(row) === hash ? null : 'it was changed after it was written';
}
