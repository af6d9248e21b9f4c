import { sql } from 'kysely';
import type { Store } from '../store/open.ts';

/** What protects the log beside its chain of hashes. */
export interface Anchor {
  /** The newest entry's number and a signature over its hash; `null`: the row is gone. */
  readonly head: { readonly seq: number; readonly mac: string } | null;
  /** The last entry that was taken out of the log, and a signature over it; `null`: the log is whole. */
  readonly start: { readonly seq: number; readonly hash: string; readonly mac: string } | null;
  /** Triggers that refuse changes of the log, as far as they are missing, switched off or changed. */
  readonly missingGuards: readonly string[];
}

/** A trigger as the database describes it. */
export interface Guard {
  readonly name: string;
  readonly definition: string;
}

export const HEAD_QUERY = 'select seq, mac from audit_head';
export const START_QUERY = 'select seq, hash, mac from audit_start';

/** Finds out whether the table for shortened logs is there: databases of earlier versions have none. */
export const startTableQuery: Readonly<Record<Store['kind'], string>> = {
  sqlite: `select 1 from sqlite_master where name = 'audit_start'`,
  postgres: `select 1 where to_regclass('audit_start') is not null`,
};

/** Reads the triggers of the log, each with everything that its effect depends on. */
export const guardQuery: Readonly<Record<Store['kind'], string>> = {
  sqlite: `select name, sql as definition from sqlite_master where type = 'trigger' and tbl_name = 'audit'`,
  postgres: `
    select tgname as name, concat_ws(' ', tgtype, tgenabled, tgqual is null, cardinality(tgattr::int[]), prosrc) as definition
    from pg_trigger join pg_proc on pg_proc.oid = tgfoid
    where tgrelid = 'audit'::regclass and not tgisinternal`,
};

const REFUSAL = 'the audit log is append-only';
/** `tgtype` of PostgreSQL: 27 is before update or delete, for each row; 34 is before truncate, for each statement. */
const expected: Readonly<Record<Store['kind'], readonly Guard[]>> = {
  sqlite: ['update', 'delete'].map((operation) => ({
    name: `audit_no_${operation}`,
    definition: `CREATE TRIGGER audit_no_${operation} before ${operation} on audit begin select raise(abort, '${REFUSAL}'); end`,
  })),
  postgres: [
    { name: 'audit_no_change', definition: `27 O t 0  begin raise exception '${REFUSAL}'; end ` },
    { name: 'audit_no_truncate', definition: `34 O t 0  begin raise exception '${REFUSAL}'; end ` },
  ],
};

/** Removes the triggers that refuse changes of entries, and creates them again. */
export const guardStatements: Readonly<
  Record<Store['kind'], { readonly drop: readonly string[]; readonly create: readonly string[] }>
> = {
  sqlite: {
    drop: expected.sqlite.map(({ name }) => `drop trigger ${name}`),
    create: expected.sqlite.map(({ definition }) => definition),
  },
  postgres: {
    drop: ['drop trigger audit_no_change on audit'],
    create: [
      'create trigger audit_no_change before update or delete on audit for each row execute function audit_append_only()',
    ],
  },
};

/** The names of the triggers that are not as they were created. */
export function missingGuards(kind: Store['kind'], found: readonly Guard[]): string[] {
  return expected[kind]
    .filter(
      ({ name, definition }) => !found.some((one) => one.name === name && one.definition === definition),
    )
    .map(({ name }) => name);
}

/** Reads the anchor from an open store. Read it before the entries: the log may grow in between. */
export async function readAnchor({ kind, db }: Pick<Store, 'kind' | 'db'>): Promise<Anchor> {
  const head = await db.selectFrom('audit_head').select(['seq', 'mac']).executeTakeFirst();
  const { rows } = await sql.raw<Guard>(guardQuery[kind]).execute(db);
  const { rows: tables } = await sql.raw(startTableQuery[kind]).execute(db);
  const start =
    tables.length === 0
      ? undefined
      : await db.selectFrom('audit_start').select(['seq', 'hash', 'mac']).executeTakeFirst();
  return { head: head ?? null, start: start ?? null, missingGuards: missingGuards(kind, rows) };
}
