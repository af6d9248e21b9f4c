import { DatabaseSync } from 'node:sqlite';
import { CompiledQuery, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Person } from '../../sandbox/slack/person.ts';
import type { Store } from '../../src/store/open.ts';
import { sendRequest } from '../journeys/support.ts';
import { seedHistory } from '../simulation/history.ts';
import { defaultPolicy, directMessage, openWorkplace } from '../support/workplace.ts';
import { kinds, type Opened, openFresh } from './open-both.ts';

/** A statement as it was sent to the database, without Kysely's own bookkeeping. */
interface Query {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Tables that grow with every request, and the names by which queries know them. */
const GROWING = ['requests', 'decisions', 'audit', 'notifications', 'n', 'earlier'];

/**
 * Queries that must be served by a certain index. Each has to be among those of the day.
 * What is not listed is found by primary key.
 */
const INTENDED: readonly { readonly query: RegExp; readonly index: RegExp }[] = [
  { query: /from "requests" where "due_at" <= .* order by "due_at"/, index: /requests_due/ },
  { query: /^with "open".* from "requests" where "due_at" is not null/, index: /requests_due/ },
  { query: /from "requests"\s+where "subject_zoom_id" = .*"due_at" is not null/, index: /requests_grants/ },
  { query: /update "requests" .* where "lease_owner" (=|is not null)/, index: /requests_leased/ },
  { query: /from "requests" where .*"command" = .*"created_at" >/, index: /requests_requester/ },
  {
    query: /from "requests" where "requester_slack_id" = .*order by "created_at"/,
    index: /requests_requester/,
  },
  { query: /count\(\*\).* from "requests" where "requester_slack_id"/, index: /requests_requester/ },
  { query: /from "requests" where "state" = .* order by "expires_at"/, index: /requests_state/ },
  { query: /from "requests" where "state" = .* order by "created_at"/, index: /requests_state/ },
  { query: /from "requests" where "state" not in .* order by "created_at"/, index: /requests_created/ },
  { query: /from "decisions" inner join "requests"/, index: /decisions_decided/ },
  { query: /from "notifications" where "queue" is null and "due_at" <=/, index: /notifications_queue/ },
  { query: /from "notifications" as "n" where/, index: /notifications_queue/ },
  { query: /update "notifications" .* exists \(select/, index: /notifications_request/ },
  { query: /from "audit" where "command" =/, index: /audit_(command|event)/ },
  { query: /from "audit" where "event" =/, index: /audit_event/ },
  { query: /from "audit" where "at" >=/, index: /audit_at/ },
  { query: /from "audit" where .*subject/, index: /audit_account/ },
  { query: /from "audit" where \("actor" =/, index: /audit_actor.*audit_requester/s },
];

/** What is meant to go through all messages that wait: their count, and making them due at the start. */
const WHOLE_QUEUE = [
  /^select count\(\*\) as "n" from "notifications"$/,
  /^update "notifications" set "due_at" = [^"]*$/,
];

describe.each(kinds)('with a history on %s', (kind) => {
  let queries: readonly Query[];
  let history: Opened;
  beforeAll(async () => {
    queries = await record(kind);
    history = await openFresh(kind);
    await seedHistory(history.store, { requests: 5_000, people: 50 });
    await seedBacklog(history.store);
    // SQLite gathers its statistics when a store is opened, PostgreSQL by itself.
    if (kind === 'postgres') await sql.raw('analyze').execute(history.store.db);
    else await history.reopen();
  }, 60_000);
  afterAll(() => history.close());

  const explainAll = async (store: Store) => {
    const plans = new Map<string, string>();
    for (const query of queries) plans.set(query.sql, await explain(store, query));
    return plans;
  };

  it('goes through no table that grows', async () => {
    for (const [query, plan] of await explainAll(history.store))
      expect.soft(scans(kind, plan, query), `${query}\n${plan}`).toEqual([]);
  });

  it('uses the intended indexes', async () => {
    expectIntended(await explainAll(history.store));
  });

  it.runIf(kind === 'sqlite')('uses them also without statistics', async () => {
    const fresh = await openFresh(kind);
    const plans = await explainAll(fresh.store);
    await fresh.close();
    for (const [query, plan] of plans) expect.soft(scans(kind, plan, query), `${query}\n${plan}`).toEqual([]);
    expectIntended(plans);
  });
});

function expectIntended(plans: ReadonlyMap<string, string>): void {
  for (const { query, index } of INTENDED) {
    const found = [...plans].filter(([text]) => query.test(text));
    expect.soft(found, `${query}: such a query is made`).not.toEqual([]);
    for (const [text, plan] of found) expect.soft(plan, text).toMatch(index);
  }
}

/** Full scans in a plan, but for reading the newest rows of an index up to a limit. */
function scans(kind: Store['kind'], plan: string, query: string): string[] {
  if (WHOLE_QUEUE.some((one) => one.test(query))) return [];
  const lines = plan.split('\n');
  if (kind === 'postgres')
    return lines.filter((line) => /Seq Scan on (\w+)/.test(line) && grows(/Seq Scan on (\w+)/, line));
  return lines.filter(
    (line) =>
      grows(/^\s*SCAN (\w+)/, line) && !(/USING (COVERING )?INDEX/.test(line) && /limit \?$/.test(query)),
  );
}

const grows = (scan: RegExp, line: string) => GROWING.includes(scan.exec(line)?.[1] ?? '');

async function explain({ kind, db }: Store, { sql: text, parameters }: Query): Promise<string> {
  if (kind === 'sqlite') {
    const { rows } = await db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${text}`),
    );
    return rows.map(({ detail }) => detail).join('\n');
  }
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': string }>(
    CompiledQuery.raw(`explain ${text}`, [...parameters]),
  );
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** What is under way beside the history: requests that wait for a decision, and messages that wait for Slack. */
async function seedBacklog({ db, now }: Store): Promise<void> {
  const later = sql<number>`${now} + 3600000`;
  for (let i = 0; i < 2_000; i++) {
    const id = `req_open${i}`;
    if (i < 200)
      await db
        .insertInto('requests')
        .values({
          id,
          state: 'pending',
          version: 2,
          command: 'change-email',
          input_json: '{}',
          team_id: 'T0BENCH',
          requester_slack_id: `U0B${i}`,
          trigger_id: null,
          reply_to: '',
          due_at: later,
          attempts: 0,
          expires_at: later,
          created_at: now,
          updated_at: now,
        })
        .execute();
    await db
      .insertInto('notifications')
      .values({
        id: `n${i}`,
        request_id: `req_open${i % 200}`,
        kind: 'card',
        state: 'pending',
        at: now,
        queue: i % 4 === 0 ? null : `C${i % 40}`,
        due_at: later,
        attempts: 0,
      })
      .execute();
  }
}

/** Every query that the bot makes on a day on which everything happens once. */
async function record(store: Store['kind']): Promise<Query[]> {
  const seen = new Map<string, Query>();
  const note = (text: unknown, parameters: readonly unknown[] = []) => {
    if (typeof text !== 'string' || !/^(select|insert|update|delete|with)/.test(text)) return;
    if (/kysely_|pg_|sqlite_|"name" from/.test(text)) return;
    if (!seen.has(text)) seen.set(text, { sql: text, parameters });
  };
  const prepare = DatabaseSync.prototype.prepare;
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (
    this: DatabaseSync,
    text,
    ...rest
  ) {
    note(text);
    return prepare.call(this, text, ...rest);
  });
  const { query } = pg.Client.prototype;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    note(given[0], given[1] as unknown[]);
    return (query as (...all: unknown[]) => void).apply(this, given);
  });
  try {
    await liveADay(store);
  } finally {
    vi.restoreAllMocks();
  }
  return [...seen.values()];
}

async function liveADay(store: Store['kind']): Promise<void> {
  const policy = `${defaultPolicy}commands:\n  request-license: { access: approval, max_duration: 30d, quota: 3 per 30d }\n`;
  const place = await openWorkplace({ store, policy });
  const [ada, ben, grace] = [place.as('ada'), place.as('ben'), place.as('grace')];
  const ask = async (person: Person, line: string) => {
    const known = new Set(person.ephemerals().map((one) => one.ts));
    await person.command(line);
    return person.waitFor(() => person.ephemerals().find((one) => !known.has(one.ts)));
  };
  for (const person of [ada, grace]) await person.openHome();
  for (const line of ['whoami', 'status', 'check-email ada@example.com']) await ask(ada, `/zoom ${line}`);

  const first = await sendRequest(place, 'ada', '/zoom change-email ada.king@example.com');
  await ask(grace, '/zoom requests');
  await grace.click(first, 'request:approve');
  await directMessage(ada, /Email changed/);
  const licence = await sendRequest(place, 'ben', '/zoom request-license for 14d workshops');
  await grace.click(licence, 'request:approve');
  await directMessage(ben, /You have a Zoom licence/);
  const second = await sendRequest(place, 'ben', '/zoom change-email ben.two@example.com');
  await grace.openHome();
  await ask(ada, '/zoom my-requests');
  await ask(grace, '/zoom requests');
  for (const filter of ['', 'denied', 'delete-user', 'ada@example.com', 'since 1h', '@ada'])
    await ask(grace, `/zoom audit ${filter}`);
  await ben.command('/zoom return-license');
  await ben.waitFor(() =>
    ben.ephemerals().find((one) => /confirm:run|no licence/.test(JSON.stringify(one.blocks))),
  );
  await fetch(`http://127.0.0.1:${place.bot.port}/metrics`);
  await grace.click(second, 'request:deny');
  await place.restart();
  await place.close();
}
