import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './001-008.ts';

const BATCH = 200;

/**
 * A time-bound change is found by the account and by what it gives (`resource`), no longer by who asked for it. Requests
 * that are under way get both columns; finished ones are never looked up by them.
 *
 * SQLite runs this without a transaction, so a second run has to skip what the first has done.
 */
export const grants: Migration = {
  async up(db: AnyDatabase) {
    const columns = (await db.introspection.getTables()).find(({ name }) => name === 'requests')?.columns;
    for (const column of ['subject_zoom_id', 'resource']) {
      if (columns?.some(({ name }) => name === column)) continue;
      await db.schema.alterTable('requests').addColumn(column, 'text').execute();
    }
    await fillIn(db);
    await db.schema.dropIndex('requests_grants').ifExists().execute();
    await sql`
      create index requests_grants on requests (subject_zoom_id, resource)
      where due_at is not null and resource is not null
    `.execute(db);
  },
};

async function fillIn(db: AnyDatabase): Promise<void> {
  for (let last = ''; ; ) {
    const rows: { id: string; command: string; plan_json: string }[] = await db
      .selectFrom('requests')
      .select(['id', 'command', 'plan_json'])
      .where('id', '>', last)
      .where('due_at', 'is not', null)
      .where('plan_json', 'is not', null)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    for (const { id, ...row } of rows) {
      const values = columnsOf(row);
      if (values) await db.updateTable('requests').set(values).where('id', '=', id).execute();
    }
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
  }
}

/** @returns `null` for a plan that cannot be read: it is never executed either */
function columnsOf({ command, plan_json }: { readonly command: string; readonly plan_json: string }) {
  try {
    const plan = JSON.parse(plan_json);
    const resource = touchesLicence(command, plan.data) ? 'licence' : null;
    return {
      subject_zoom_id: String(plan.subject.zoomId),
      resource,
      plan_json: resource ? JSON.stringify({ ...plan, resource }) : plan_json,
    };
  } catch {
    return null;
  }
}

function touchesLicence(
  command: string,
  data: { readonly type?: unknown; readonly licensed?: unknown },
): boolean {
  if (command === 'edit-user') return Boolean(data.type);
  if (command === 'deactivate') return data.licensed === true;
  return ['request-license', 'return-license', 'set-license', 'delete-user'].includes(command);
}
