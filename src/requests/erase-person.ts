import { type RawBuilder, sql, type Transaction } from 'kysely';
import { appendEntry } from '../audit/append.ts';
import { type AuditRow, BOT_ACTOR } from '../audit/entry.ts';
import { replaceEntries } from '../audit/rewrite.ts';
import type { Store } from '../store/open.ts';
import type { State, Tables } from '../store/schema.ts';
import { databaseTime } from '../store/time.ts';
import { formsOf, identityIn, type KnownPerson, type Replacement, replacementOf } from './erased-identity.ts';
import { newRequestId } from './ids.ts';
import { mapTexts } from './sealed-text.ts';

/** What was found about a person, and what became of it. */
export interface Erasure {
  /** Every id, address and name of theirs that was found. */
  readonly known: KnownPerson;
  /** Rows that hold something about them. */
  readonly requests: number;
  readonly entries: number;
  readonly others: number;
  /** Requests by, about or with them that are not over, and campaigns that they run, with what they wait for. While there are any, nothing is erased. */
  readonly open: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;
/** A row, with the database's own id of it. */
interface Found {
  readonly place: unknown;
  readonly row: Row;
  /** The same without the person. */
  readonly replaced: Row;
}

const untouched = /^(sqlite_|kysely_|pg_|audit_(head|start)$|cache$)/;
/** Rows of these stay, without the person. */
const kept = new Set(['requests', 'decisions', 'shared_state', 'audit', 'campaigns', 'batches']);
/**
 * These columns say whose row it is: theirs goes, those of others stay without them. A row of any other table goes when it
 * names them.
 */
const ownersIn: Readonly<Record<string, readonly string[]>> = {
  links: ['slack_user_id', 'zoom_user_id'],
  identity_pins: ['slack_user_id', 'zoom_user_id'],
  subject_notices: ['slack_id', 'zoom_id'],
  inventories: ['zoom_id'],
  licence_seats: ['zoom_id'],
  campaign_people: ['zoom_id', 'slack_id', 'email'],
  posted_messages: ['slack_id'],
};
/** What is sealed cannot be searched, so every row of these is opened. */
const sealed: Readonly<Record<string, RawBuilder<boolean>>> = {
  inventories: sql`1 = 1`,
  licence_seats: sql`1 = 1`,
  campaigns: sql`1 = 1`,
  requests: sql`(plan_json like '%"held":true%' or progress_json like '%"different":%' or progress_json like '%"goesAlong":%')`,
};
const ended: readonly State[] = ['done', 'failed', 'refused', 'denied', 'cancelled', 'expired', 'undone'];

/**
 * Takes a person out of the store. Their requests stay without what they said; entries of the audit log stay verifiable and
 * name somebody who was erased; what is stored about others stays without them, sealed or not; everything else about them
 * goes. The erasure is an entry itself, without their name.
 *
 * @param person a Slack id or an email address
 * @param mode `look` changes nothing
 * @param also further names that others may have written
 */
export async function erasePerson(
  store: Store,
  person: string,
  mode: 'look' | 'erase',
  also: readonly string[] = [],
): Promise<Erasure> {
  return store.db.transaction().execute(async (trx) => {
    const found = await identityIn(store, trx, person);
    const known = { ...found, names: [...new Set([...found.names, ...also])] };
    const replacement = replacementOf(known);
    const rowsIn = new Map<string, Found[]>();
    for (const [table, columns] of await textColumns(trx))
      rowsIn.set(table, await rowsNaming(store, trx, table, columns, known, replacement));
    const open = [
      ...(rowsIn.get('requests') ?? [])
        .filter(({ row }) => isOpen(row, known, replacement, store))
        .map(({ row }) => `${row.command}, ${row.state} (${row.id})`),
      ...(rowsIn.get('campaigns') ?? [])
        .filter(({ row }) => row.open === 1 && isRunBy(row, known))
        .map(({ row }) => `a campaign (${row.id})`),
    ];
    const requests = rowsIn.get('requests')?.length ?? 0;
    const entries = rowsIn.get('audit')?.length ?? 0;
    const others = [...rowsIn.values()].reduce((n, rows) => n + rows.length, 0) - requests - entries;
    if (mode === 'erase' && open.length === 0 && keysOf(known).length > 0) {
      for (const [table, rows] of rowsIn) await rewriteTable(store, trx, table, rows, known, replacement);
      // All of it is read anew.
      await trx.deleteFrom('cache').execute();
      await appendEntry(store, trx, {
        at: await databaseTime(trx, store.now),
        requestId: newRequestId(),
        event: 'erased',
        actor: BOT_ACTOR,
        requester: BOT_ACTOR,
        command: 'erase',
        account: null,
        changes: [],
        detail: `A person was erased from ${entries} entries and ${requests} requests`,
      });
    }
    return { known, open, requests, entries, others };
  });
}

function keysOf({ slackIds, zoomIds, emails }: KnownPerson): string[] {
  return [...slackIds, ...zoomIds, ...emails];
}

/** Whether it is not over, and is theirs or would go on with them. That they may decide it is nothing that goes on. */
function isOpen(row: Row, known: KnownPerson, replacement: Replacement, { seal }: Store): boolean {
  if (ended.includes(row.state as State) && row.due_at === null) return false;
  if (isTheirs(row, known)) return true;
  const names = (column: unknown) => {
    let isNamed = false;
    mapTexts(seal, String(column ?? ''), (piece) => {
      isNamed ||= replacement.isIn(piece);
      return piece;
    });
    return isNamed;
  };
  return names(row.plan_json) || names(row.input_json);
}

function isTheirs({ requester_slack_id, subject_zoom_id }: Row, { slackIds, zoomIds }: KnownPerson): boolean {
  return slackIds.includes(String(requester_slack_id)) || zoomIds.includes(String(subject_zoom_id));
}

function isRunBy({ run_by }: Row, { slackIds }: KnownPerson): boolean {
  return slackIds.includes(String(run_by));
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

/** The rows of a table that would read otherwise without the person. */
async function rowsNaming(
  { kind, seal }: Store,
  trx: Transaction<Tables>,
  table: string,
  columns: readonly string[],
  known: KnownPerson,
  replacement: Replacement,
): Promise<Found[]> {
  // A name alone does not tell whose row it is.
  const words = [...keysOf(known), ...(kept.has(table) || ownersIn[table] ? known.names : [])];
  if (words.length === 0) return [];
  const mayName = sql`(${mayHold(kind, columns, words)} or ${sealed[table] ?? sql`1 = 0`})`;
  const { rows } = await sql<Row>`
    select *, ${sql.raw(kind === 'sqlite' ? 'rowid' : 'ctid::text')} as found_at
    from ${sql.table(table)} where ${mayName} ${sql.raw(kind === 'sqlite' ? '' : 'for update')}
  `.execute(trx);
  return rows.flatMap(({ found_at: place, ...row }) => {
    const texts = columns.flatMap((column) => {
      const text = row[column];
      if (typeof text !== 'string') return [];
      const mapped = mapTexts(seal, text, (piece) => replacement.in(piece));
      return mapped === text ? [] : [[column, mapped] as const];
    });
    return texts.length === 0 ? [] : [{ place, row, replaced: { ...row, ...Object.fromEntries(texts) } }];
  });
}

/** Whether one of the columns may hold one of the words, in whatever case. */
function mayHold(
  kind: Store['kind'],
  columns: readonly string[],
  words: readonly string[],
): RawBuilder<boolean> {
  const all = sql.join(
    columns.map((column) => sql`coalesce(${sql.ref(column)}, '')`),
    sql` || ' ' || `,
  );
  const forms = words.flatMap(formsOf).flatMap((form) => [form, JSON.stringify(form).slice(1, -1)]);
  // The database makes both sides small, because SQLite does so with the letters from A to Z only.
  const found = [...new Set(forms)].map((form) =>
    kind === 'sqlite'
      ? sql`instr(lower(${all}), lower(${form})) > 0`
      : sql`position(lower(${form}::text) in lower(${all})) > 0`,
  );
  return sql`(${sql.join(found, sql` or `)})`;
}

async function rewriteTable(
  store: Store,
  trx: Transaction<Tables>,
  table: string,
  rows: readonly Found[],
  known: KnownPerson,
  replacement: Replacement,
): Promise<void> {
  if (table === 'audit') {
    return replaceEntries(
      store,
      trx,
      rows.map(({ replaced }) => replaced as unknown as AuditRow),
    );
  }
  const owners = ownersIn[table];
  for (const found of rows) {
    const { row, replaced, place } = found;
    const at = store.kind === 'sqlite' ? sql`rowid = ${place}` : sql`ctid = ${place}::tid`;
    const isTheirRow = owners?.some((column) => replacement.isIn(String(row[column] ?? '')));
    if (!kept.has(table) && (isTheirRow || !owners)) {
      await sql`delete from ${sql.table(table)} where ${at}`.execute(trx);
      continue;
    }
    const changed = Object.entries(changedIn(table, found, known)).filter(
      ([column, value]) => value !== row[column] && column in replaced,
    );
    const sets = changed.map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
    if (sets.length > 0) await sql`update ${sql.table(table)} set ${sql.join(sets)} where ${at}`.execute(trx);
  }
}

/** The row as it stays. Whoever works on it at this moment must not write what it said before. */
function changedIn(table: string, { row, replaced }: Found, known: KnownPerson): Row {
  const version = typeof row.version === 'number' ? { version: row.version + 1 } : {};
  if (table === 'requests') return { ...replaced, ...version, ...requestWithout(row, replaced, known) };
  // What somebody said as an approver is theirs.
  if (table === 'decisions' && replaced.approver_slack_id !== row.approver_slack_id)
    return { ...replaced, reason: null };
  return { ...replaced, ...version };
}

/**
 * What somebody asked for goes from their own requests and from those about them. What others have typed about them goes
 * too, because it may name them in other words; the rest of theirs stays without the name.
 */
function requestWithout(row: Row, replaced: Row, known: KnownPerson): Row {
  const isOver = ended.includes(row.state as State) && row.due_at === null;
  const typed = isOver ? { input_json: bareInput(replaced.input_json) } : {};
  if (!isTheirs(row, known)) return row.plan_json === replaced.plan_json ? {} : typed;
  return { ...typed, plan_json: barePlan(replaced.plan_json), progress_json: null, reply_to: '' };
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
