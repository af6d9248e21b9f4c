import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { grants } from '../../src/store/migrations/012-grants.ts';
import { kinds, openFresh } from './open-both.ts';

const plan = (data: unknown) => JSON.stringify({ subject: { zoomId: 'zBen' }, data });
const licence = { subject_zoom_id: 'zBen', resource: 'licence' };
const nothing = { subject_zoom_id: 'zBen', resource: null };

const rows = [
  { id: 'running', command: 'request-license', plan_json: plan({ formerType: 1 }), expected: licence },
  { id: 'by-admin', command: 'set-license', plan_json: plan({ licence: 'licensed' }), expected: licence },
  {
    id: 'licence',
    command: 'edit-user',
    plan_json: plan({ type: { before: 1, after: 2 } }),
    expected: licence,
  },
  { id: 'department', command: 'edit-user', plan_json: plan({ type: null }), expected: nothing },
  { id: 'email', command: 'change-email', plan_json: plan({ email: 'b@example.com' }), expected: nothing },
  {
    id: 'broken',
    command: 'set-license',
    plan_json: '{"subject":{',
    expected: { subject_zoom_id: null, resource: null },
  },
];

it.each(kinds)(
  'on %s, what is under way is found by account and resource after the migration',
  async (kind) => {
    const { store, close } = await openFresh(kind);
    const { db } = store;
    for (const index of ['requests_grants', 'requests_licences'])
      await sql`drop index ${sql.ref(index)}`.execute(db);
    for (const column of ['subject_zoom_id', 'resource'])
      await sql`alter table requests drop column ${sql.ref(column)}`.execute(db);
    for (const { id, command, plan_json } of rows)
      await sql`
      insert into requests (id, state, version, command, input_json, team_id, requester_slack_id, reply_to, plan_json,
        due_at, attempts, created_at, updated_at)
      values (${id}, 'done', 1, ${command}, '{}', 'T1', 'U0BEN', '', ${plan_json}, 5, 1, 1, 1)`.execute(db);

    await grants.up(db);
    // A second run, as after a crash in the middle, changes nothing.
    await grants.up(db);

    for (const { id, expected } of rows) {
      const row = await db
        .selectFrom('requests')
        .select(['subject_zoom_id', 'resource', 'plan_json'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      expect.soft(row, id).toMatchObject(expected);
      if (expected.resource)
        expect.soft(JSON.parse(row.plan_json ?? '')).toMatchObject({ resource: 'licence' });
    }
    await close();
  },
);
