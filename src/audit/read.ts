import { type Kysely, sql } from 'kysely';
import type { Store } from '../store/open.ts';
import type { Tables } from '../store/schema.ts';
import type { NewEntry } from './append.ts';
import { type AuditRow, accountOf } from './entry.ts';

/** The log of decisions and changes. */
export interface AuditReader {
  /** The newest first. */
  entries(filter: AuditFilter, limit: number): Promise<readonly AuditEntry[]>;
}

interface AuditFilter {
  /** Slack id of who asked or decided. */
  readonly person?: string | undefined;
  readonly command?: string | undefined;
  readonly event?: string | undefined;
  /** The email address of the account that was changed. */
  readonly account?: string | undefined;
  /** Only entries of the last this many milliseconds. */
  readonly within?: number | undefined;
  /** Only entries with a lower `seq`. */
  readonly before?: number | undefined;
}

export interface AuditEntry extends Omit<NewEntry, 'requestId' | 'event'> {
  readonly seq: number;
  readonly event: string;
}

/** Reads the audit log for commands, newest entries first. */
export function createAuditReader({ kind, db, now }: Pick<Store, 'kind' | 'db' | 'now'>): AuditReader {
  return {
    async entries({ person, command, event, account, within, before }, limit) {
      let query = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
      if (before !== undefined) query = query.where('seq', '<', before);
      if (command) query = query.where('command', '=', command);
      if (event) query = query.where('event', '=', event);
      if (within) {
        const since = sql<number>`${now} - ${sql.lit(within)}`;
        // The bound on `seq` skips older entries; `+ 0` makes the database find it by the index on `at`.
        const first = db
          .selectFrom('audit')
          .select(sql<number>`min(seq + 0)`.as('first'))
          .where('at', '>=', since);
        query = query.where('at', '>=', since).where('seq', '>=', first);
      }
      if (account) query = query.where(addressOf[kind], '=', account.toLowerCase());
      if (person) query = query.where((w) => w.or([w('actor', '=', person), w('requester', '=', person)]));
      return (await query.execute()).map((row) => ({
        ...row,
        account: accountOf(row),
        changes: JSON.parse(row.changes_json),
      }));
    },
  };
}

const SQLITE_ADDRESS = sql.raw(`substr(subject, length(rtrim(subject, replace(subject, '<', ''))) + 1)`);

/**
 * The address in lower case: from its column, or in entries of earlier versions from a subject such as
 * `Ada Lovelace <ada@example.com> zoomId`. Written as in the index `audit_account`.
 */
const addressOf = {
  sqlite: sql<string>`coalesce(lower(account_email), lower(substr(${SQLITE_ADDRESS}, 1, instr(${SQLITE_ADDRESS}, '>') - 1)))`,
  postgres: sql<string>`coalesce(lower(account_email), lower(substring(subject from '<([^<>]*)>[^<>]*$')))`,
};

const BATCH = 500;

/** The log from its beginning, or from after an entry, in batches, so that memory use does not grow with it. */
export async function* everyEntry(
  db: Pick<Kysely<Tables>, 'selectFrom'>,
  after = 0,
): AsyncGenerator<AuditRow[]> {
  for (let seq = after; ; ) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(BATCH)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    seq = last.seq;
  }
}
