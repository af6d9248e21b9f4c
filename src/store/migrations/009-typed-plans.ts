import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

const BATCH = 200;

interface Row {
  readonly id: string;
  readonly command: string;
  readonly plan_json: string;
  readonly progress_json: string | null;
}

/**
 * Rewrites stored plans: `data` held strings only and now has a type for each command; `final`, `lasts`, `aside` and,
 * in the progress, `alone` have new names. Finished requests are converted as well, because they are still listed. A
 * row that cannot be converted stays as it is.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has converted.
 */
export const typedPlans: Migration = {
  async up(db: AnyDatabase) {
    for (let last = ''; ; ) {
      const rows: Row[] = await db
        .selectFrom('requests')
        .select(['id', 'command', 'plan_json', 'progress_json'])
        .where('id', '>', last)
        .where('plan_json', 'is not', null)
        .orderBy('id')
        .limit(BATCH)
        .execute();
      const end = rows.at(-1);
      if (!end) return;
      await save(db, rows.flatMap(convert));
      last = end.id;
    }
  },
};

/** One statement for a batch: a commit for each row would wait for the disk each time. */
async function save(db: AnyDatabase, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(
    ({ id, plan_json, progress_json }) =>
      sql`(${id}, cast(${plan_json} as text), cast(${progress_json} as text))`,
  );
  await sql`
    with converted(id, plan, progress) as (values ${sql.join(values)})
    update requests set plan_json = converted.plan, progress_json = converted.progress
    from converted where requests.id = converted.id
  `.execute(db);
}

function convert(row: Row): Row[] {
  try {
    const plan_json = JSON.stringify(convertPlan(row.command, JSON.parse(row.plan_json)));
    const progress_json = row.progress_json && JSON.stringify(convertProgress(JSON.parse(row.progress_json)));
    if (plan_json === row.plan_json && progress_json === row.progress_json) return [];
    return [{ ...row, plan_json, progress_json }];
  } catch {
    return [];
  }
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of an earlier version; whatever does not fit stays as it is.
type Stored = any;

function convertPlan(command: string, { final, lasts, ...plan }: Stored): Stored {
  return {
    ...plan,
    changes: plan.changes.map(({ aside, ...change }: Stored) =>
      aside ? { ...change, informational: true } : change,
    ),
    ...(final ? { irreversible: true } : {}),
    ...(lasts ? { duration: lasts } : {}),
    data: isOld(plan.data) ? (dataOf[command]?.(plan.data) ?? plan.data) : plan.data,
  };
}

function convertProgress({ alone, ...progress }: Stored): Stored {
  return alone ? { ...progress, selfApproved: alone } : progress;
}

type OldData = Readonly<Record<string, string | undefined>>;

function isOld(data: Stored): data is OldData {
  return Object.values(data).every((value) => typeof value === 'string');
}

/** New data by command. Commands whose data had the right types already are missing. */
const dataOf: Readonly<Record<string, (old: OldData) => unknown>> = {
  'remove-assistant': removal,
  'remove-scheduler': removal,
  deactivate: ({ licensed }) => ({ licensed: licensed === 'yes' }),
  'create-user': ({ department, ...data }) => ({ ...data, department: department || null }),
  'edit-user': ({ licence, oldLicence, ...data }) => ({
    before: profileFields(data, 'before.'),
    after: profileFields(data, 'after.'),
    type: licence
      ? {
          before: oldLicence === 'Licensed' ? 2 : oldLicence === 'Unassigned' ? 4 : 1,
          after: licence === 'licensed' ? 2 : 1,
        }
      : null,
  }),
  'delete-user': ({ action, pending, heir, heirName, transfer }) => ({
    action,
    pending: pending === 'yes',
    transfer: heir ? { email: heir, name: heirName ?? '', parts: listOf(transfer) } : null,
  }),
  'add-ons': (data) => ({ before: withSuffix(data, '.before'), after: withSuffix(data, '.after') }),
  'set-license': ({ licence, before }) => ({
    licence,
    formerType: before === '2' ? 2 : unlicensedType(before),
  }),
  'request-license': ({ type, longer }) => ({
    formerType: unlicensedType(type),
    extension: longer === 'yes',
  }),
  'return-license': ({ type }) => ({ type: unlicensedType(type) }),
  link: ({ before, beforeBy, ...data }) => ({
    ...data,
    before: before ? { zoomId: before, linkedBy: beforeBy ?? '' } : null,
  }),
  unlink: ({ by, at, after, ...data }) => ({
    ...data,
    linkedBy: by,
    linkedAt: Number(at),
    after: after === 'none' ? null : after,
  }),
  picture: ({ file, before }) => ({ file, before: before || null }),
  profile: ({ before, after, hostKey }) => ({
    before: JSON.parse(before ?? '{}'),
    after: JSON.parse(after ?? '{}'),
    hostKey: hostKey === 'yes',
  }),
  settings: ({ before, after }) => ({ before: JSON.parse(before ?? '{}'), after: JSON.parse(after ?? '{}') }),
};

function removal({ ids, name, all }: OldData) {
  return { ids: listOf(ids), name, all: all === 'yes' };
}

function listOf(text: string | undefined): string[] {
  return text ? text.split(',') : [];
}

function unlicensedType(type: string | undefined): 1 | 4 {
  return type === '4' || type === '99' ? 4 : 1;
}

function profileFields(data: OldData, prefix: string) {
  const entries = Object.entries(data).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(
    entries.map(([key, value]) => [key.slice(prefix.length).replace('timezone', 'timeZone'), value]),
  );
}

function withSuffix(data: OldData, suffix: string) {
  const entries = Object.entries(data).filter(([key]) => key.endsWith(suffix));
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(0, -suffix.length), value]));
}
