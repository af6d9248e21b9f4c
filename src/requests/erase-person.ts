import { type RawBuilder, sql, type Transaction } from 'kysely';
import { appendEntry } from '../audit/append.ts';
import { type AuditRow, BOT_ACTOR } from '../audit/entry.ts';
import { replaceEntries } from '../audit/erase.ts';
import type { Store } from '../store/open.ts';
import type { State, Tables } from '../store/schema.ts';
import { identityIn, type KnownPerson, replacerOf } from './erased-identity.ts';
import { newRequestId } from './ids.ts';

/** What was found about a person, and what became of it. */
export interface Erasure {
  /** Every id, address and name of theirs that was found. */
  readonly known: KnownPerson;
  /** Rows that hold something about them. */
  readonly requests: number;
  readonly entries: number;
  readonly others: number;
  /** Ids of requests by or about them that are not over. While there are any, nothing is erased. */
  readonly open: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/** Rows of these stay, without the person. Rows of all other tables go. */
const kept = ['requests', 'decisions', 'shared_state', 'audit'];
const untouched = /^(sqlite_|kysely_|pg_|audit_head$|cache$)/;
const ended: readonly State[] = ['done', 'failed', 'refused', 'denied', 'cancelled', 'expired', 'undone'];

/**
 * Takes a person out of the store. Their requests stay without what they said; entries of the audit log stay verifiable and
 * name somebody who was erased; everything else about them goes. The erasure is an entry itself, without their name.
 *
 * @param person a Slack id or an email address
 * @param mode `look` changes nothing
 */
export async function erasePerson(store: Store, person: string, mode: 'look' | 'erase'): Promise<Erasure> {
  return store.db.transaction().execute(async (trx) => {
    const known = await identityIn(trx, person);
    const open = await openRequests(trx, known);
    const counts = { requests: 0, entries: 0, others: 0 };
    const isErased = mode === 'erase' && open.length === 0;
    const replaced = replacerOf(known);
    for (const [table, columns] of await textColumns(trx)) {
      // A name alone does not tell whose row it is.
      const words = kept.includes(table) ? [...keysOf(known), ...known.names] : keysOf(known);
      if (words.length === 0) continue;
      const holds = holding(store.kind, columns, words);
      const { rows } = await sql<Row>`select * from ${sql.table(table)} where ${holds}`.execute(trx);
      counts[table === 'requests' ? 'requests' : table === 'audit' ? 'entries' : 'others'] += rows.length;
      if (!isErased) continue;
      if (table === 'audit') await replaceEntries(store, trx, rows.map(replaced) as unknown as AuditRow[]);
      else if (table === 'requests')
        for (const row of rows) await rewriteRequest(trx, row, replaced(row), known);
      else if (table === 'decisions') for (const row of rows) await rewriteDecision(trx, row, replaced(row));
      else if (table === 'shared_state') for (const row of rows) await rewriteState(trx, row, replaced(row));
      else await sql`delete from ${sql.table(table)} where ${holds}`.execute(trx);
    }
    if (isErased && keysOf(known).length > 0) {
      // Sealed values cannot be searched; all of them are read anew.
      await trx.deleteFrom('cache').execute();
      await appendEntry(store, trx, {
        at: Number((await sql<{ now: number }>`select ${store.now} as now`.execute(trx)).rows[0]?.now),
        requestId: newRequestId(),
        event: 'erased',
        actor: BOT_ACTOR,
        requester: BOT_ACTOR,
        command: 'erase',
        account: null,
        changes: [],
        detail: `A person was erased from ${counts.entries} entries and ${counts.requests} requests`,
      });
    }
    return { known, open, ...counts };
  });
}

function keysOf({ slackIds, zoomIds, emails }: KnownPerson): string[] {
  return [...slackIds, ...zoomIds, ...emails];
}

async function openRequests(trx: Transaction<Tables>, { slackIds, zoomIds }: KnownPerson): Promise<string[]> {
  if (slackIds.length + zoomIds.length === 0) return [];
  const rows = await trx
    .selectFrom('requests')
    .select('id')
    .where((w) =>
      w.or([w('requester_slack_id', 'in', ['', ...slackIds]), w('subject_zoom_id', 'in', ['', ...zoomIds])]),
    )
    .where((w) => w.or([w('state', 'not in', ended), w('due_at', 'is not', null)]))
    .execute();
  return rows.map(({ id }) => id);
}

/** The columns of each table that can hold text. */
async function textColumns(trx: Transaction<Tables>): Promise<Map<string, string[]>> {
  const tables = await trx.introspection.getTables();
  return new Map(
    tables
      .filter(({ name, isView }) => !isView && !untouched.test(name))
      .map(({ name, columns }) => [
        name,
        columns.filter(({ dataType }) => /text|char/i.test(dataType)).map((column) => column.name),
      ]),
  );
}

/** Whether one of the columns holds one of the words, in whatever case. */
function holding(
  kind: Store['kind'],
  columns: readonly string[],
  words: readonly string[],
): RawBuilder<boolean> {
  const all = sql.join(
    columns.map((column) => sql`coalesce(${sql.ref(column)}, '')`),
    sql` || ' ' || `,
  );
  const forms = words.flatMap((word) => [word, JSON.stringify(word).slice(1, -1)]);
  const found = [...new Set(forms.map((form) => form.toLowerCase()))].map((form) =>
    kind === 'sqlite' ? sql`instr(lower(${all}), ${form}) > 0` : sql`position(${form} in lower(${all})) > 0`,
  );
  return sql`(${sql.join(found, sql` or `)})`;
}

/** What somebody asked for goes from their own requests and from those about them; others lose the name only. */
async function rewriteRequest(
  trx: Transaction<Tables>,
  row: Row,
  replaced: Row,
  { slackIds, zoomIds }: KnownPerson,
): Promise<void> {
  const isTheirs =
    slackIds.includes(String(row.requester_slack_id)) || zoomIds.includes(String(row.subject_zoom_id));
  const columns = [
    'requester_slack_id',
    'subject_zoom_id',
    'input_json',
    'plan_json',
    'rule_json',
    'progress_json',
  ];
  const wanted = Object.fromEntries(columns.map((column) => [column, replaced[column] as string | null]));
  const bare = isTheirs
    ? {
        input_json: bareInput(replaced.input_json),
        plan_json: barePlan(replaced.plan_json),
        progress_json: null,
      }
    : {};
  await trx
    .updateTable('requests')
    .set({ ...wanted, ...bare })
    .where('id', '=', String(row.id))
    .execute();
}

function bareInput(text: unknown): string {
  return JSON.stringify({ ...(JSON.parse(String(text)) as object), values: {} });
}

function barePlan(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  return JSON.stringify({
    ...(JSON.parse(text) as object),
    changes: [],
    data: null,
    reason: null,
    flags: [],
  });
}

async function rewriteDecision(trx: Transaction<Tables>, row: Row, replaced: Row): Promise<void> {
  await trx
    .updateTable('decisions')
    .set({
      approver_slack_id: String(replaced.approver_slack_id),
      approver_zoom_id: replaced.approver_zoom_id as string | null,
      for_slack_id: replaced.for_slack_id as string | null,
      reason:
        replaced.approver_slack_id === row.approver_slack_id ? (replaced.reason as string | null) : null,
    })
    .where('request_id', '=', String(row.request_id))
    .where('approver_slack_id', '=', String(row.approver_slack_id))
    .execute();
}

async function rewriteState(trx: Transaction<Tables>, row: Row, replaced: Row): Promise<void> {
  await trx
    .updateTable('shared_state')
    .set({ value: String(replaced.value), version: sql<number>`version + 1` })
    .where('key', '=', String(row.key))
    .execute();
}
