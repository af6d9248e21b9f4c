import { type Kysely, sql } from 'kysely';
import type { AuditFilter, AuditReader } from '../commands/context.ts';
import type { Store } from '../store/open.ts';
import type { Tables } from '../store/schema.ts';
import type { AuditRow } from './entry.ts';

/** Reads the audit log, the newest first. */
export function createAuditReader({ db, now }: Pick<Store, 'db' | 'now'>): AuditReader {
  return {
    async entries({ person, command, event, account, within, before }: AuditFilter, limit: number) {
      let query = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
      if (before !== undefined) query = query.where('seq', '<', before);
      if (command) query = query.where('command', '=', command);
      if (event) query = query.where('event', '=', event);
      if (within) query = query.where('at', '>=', sql<number>`${now} - ${sql.lit(within)}`);
      if (account)
        query = query.where(sql`lower(subject)`, 'like', sql<string>`${holding(account)} escape '!'`);
      if (person) query = query.where((w) => w.or([w('actor', '=', person), w('requester', '=', person)]));
      return (await query.execute()).map((row) => ({
        ...row,
        changes: JSON.parse(row.changes_json),
      }));
    },
  };
}

/** The account as it is written down holds `<address>`; `_` in an address is no wildcard. */
function holding(account: string): string {
  return `%<${account.toLowerCase().replace(/[!%_]/g, '!$&')}>%`;
}

const STEP = 500;

/** The whole log from its beginning, some at a time: no more than that is ever held. */
export async function* everyEntry(db: Pick<Kysely<Tables>, 'selectFrom'>): AsyncGenerator<AuditRow[]> {
  for (let seq = 0; ; ) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(STEP)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    seq = last.seq;
  }
}
