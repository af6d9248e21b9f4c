import { sql } from 'kysely';
import type { Store } from '../../src/store/open.ts';

/** How much to seed: so many finished requests, by so many people. */
export interface History {
  readonly requests: number;
  readonly people: number;
}

const MINUTE = 60_000;

/**
 * Fills a store with finished requests, one a minute up to now, each with an approval and two audit entries. The rows
 * are made by the database itself, a million of them in about half a minute. Slack ids are `U0B1`, `U0B2` and so on.
 * The hashes of the audit entries are not valid. Reopen an embedded store afterwards: its settings are changed here.
 */
export async function seedHistory({ kind, db, now }: Store, { requests, people }: History): Promise<void> {
  const sqlite = kind === 'sqlite';
  const n = sqlite
    ? sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(requests)})`
    : sql`with n(i) as (select generate_series(1, ${sql.lit(requests)}::bigint))`;
  const random = sqlite ? sql`lower(hex(randomblob(15)))` : sql`left(md5(random()::text), 30)`;
  const at = sql`${now} - ${sql.lit(MINUTE)} * (${sql.lit(requests)} - i)`;
  const number = sqlite ? sql`i` : sql`i::text`;
  const person = sqlite ? sql`(i % ${sql.lit(people)} + 1)` : sql`(i % ${sql.lit(people)} + 1)::text`;
  const state = sql`case i % 20 when 0 then 'denied' when 1 then 'cancelled' when 2 then 'expired' when 3 then 'failed' when 4 then 'undone' when 5 then 'refused' else 'done' end`;
  const command = sql`case i % 7 when 0 then 'request-license' when 1 then 'change-email' when 2 then 'add-assistant' when 3 then 'set-password' when 4 then 'remove-assistant' else 'profile' end`;
  const plan = sql`'{"requester":{"slackId":"U0B' || ${person} || '","name":"Person ' || ${number} || '"},"subject":{"zoomId":"z' || ${number} || '","name":"Person ' || ${number} || '","email":"p' || ${number} || '@example.com"},"changes":[{"label":"Department","from":"A","to":"D' || ${number} || '"}],"data":{}}'`;
  const filler = 'x'.repeat(160);

  // The database is of no use after a crash here, so it needs no protection.
  if (sqlite)
    for (const setting of ['journal_mode = memory', 'cache_size = -1000000', 'synchronous = off'])
      await sql.raw(`pragma ${setting}`).execute(db);
  const indexes = await secondaryIndexes({ kind, db });
  for (const { name } of indexes) await sql`drop index ${sql.ref(name)}`.execute(db);
  await sql`
    insert into requests (id, state, version, command, input_json, team_id, requester_slack_id, trigger_id, reply_to,
      plan_json, rule_json, progress_json, due_at, lease_owner, attempts, expires_at, created_at, updated_at)
    ${n} select 'req_' || ${random}, ${state}, 5, ${command}, '{"values":{},"subject":null,"slash":"/zoom"}', 'T0BENCH',
      'U0B' || ${person}, ${random}, ${sql.lit(filler)}, ${plan}, '{"access":"approval"}', '{}', null, null, 0, null,
      ${at}, ${at} from n`.execute(db);
  await sql`
    insert into decisions (request_id, approver_slack_id, verdict, reason, decided_at)
    select id, 'U0GRACE', 'approve', null, updated_at from requests where due_at is null`.execute(db);
  for (const [event, actor] of [
    ['sent', sql`requester_slack_id`],
    ['done', sql`'U0GRACE'`],
  ] as const)
    await sql`
      insert into audit (seq, at, request_id, event, actor, requester, command, subject, changes_json, detail,
        prev_hash, hash, mac)
      select coalesce((select max(seq) from audit), 0) + row_number() over (order by created_at, id), updated_at, id,
        ${sql.lit(event)}, ${actor}, requester_slack_id, command, 'Person <p' || ${sql.ref('id')} || '@example.com> z1',
        '[]', '', ${sql.lit('0'.repeat(64))}, ${sql.lit('0'.repeat(64))}, ''
      from requests where due_at is null`.execute(db);
  for (const { definition } of indexes) await sql.raw(definition).execute(db);
}

/** Indexes that are faster to create after the inserts than to update with each. */
async function secondaryIndexes({ kind, db }: Pick<Store, 'kind' | 'db'>) {
  const query =
    kind === 'sqlite'
      ? sql`select name, sql as definition from sqlite_master
          where type = 'index' and sql is not null and tbl_name in ('requests', 'decisions', 'audit')`
      : sql`select indexname as name, indexdef as definition from pg_indexes
          where tablename in ('requests', 'decisions', 'audit')
            and indexname not in (select conname from pg_constraint)`;
  return (await sql<{ name: string; definition: string }>`${query}`.execute(db)).rows;
}
