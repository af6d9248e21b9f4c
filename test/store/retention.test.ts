import { afterEach, expect, it } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { createRetention } from '../../src/requests/retention.ts';
import type { Store } from '../../src/store/open.ts';
import { createClock } from '../simulation/clock.ts';
import { kinds, type Opened, openFresh } from './open-both.ts';

const DAY = 86_400_000;
let opened: Opened | undefined;
afterEach(() => opened?.close());

const tables = [
  'requests',
  'decisions',
  'notifications',
  'subject_notices',
  'inventories',
  'waiting_list',
  'batches',
  'posted_messages',
  'campaigns',
  'campaign_people',
  'counters',
  'channel_slots',
  'cache',
] as const;

/** One request with a row in every table that can hang on one. */
async function addRequest({ db }: Store, id: string, batch: string, at: number, dueAt: number | null = null) {
  await db
    .insertInto('requests')
    .values({
      id,
      state: 'done',
      version: 1,
      command: 'sign-out',
      input_json: '{}',
      team_id: 'T1',
      requester_slack_id: 'U0ADA',
      reply_to: '',
      batch,
      attempts: 0,
      created_at: at,
      updated_at: at,
      due_at: dueAt,
    } as never)
    .execute();
  const request_id = id;
  const values = {
    decisions: { request_id, approver_slack_id: 'U0GRACE', verdict: 'approve', decided_at: at },
    notifications: { id: `n-${id}`, request_id, kind: 'card', at, due_at: at, attempts: 0 },
    inventories: { request_id, zoom_id: 'z', command: 'x', before: '', taken_at: at, expires_at: 9e15 },
    waiting_list: { request_id, rank: at, joined_at: at },
    posted_messages: { request_id, kind: 'sent', slack_id: null, channel: 'C1', ts: `${at}` },
  };
  for (const [table, row] of Object.entries(values))
    await db
      .insertInto(table as 'decisions')
      .values(row as never)
      .execute();
  await addNotice({ db }, id, at);
}

/** Somebody was told: of a request, or of something that was only looked up. */
async function addNotice({ db }: Pick<Store, 'db'>, request_id: string, told_at: number): Promise<void> {
  await db
    .insertInto('subject_notices')
    .values({
      request_id,
      slack_id: 'U0ADA',
      role: 'owner',
      command: 'token',
      zoom_id: 'z',
      account: '',
      told_at,
      reported_at: null,
    })
    .execute();
}

async function addCampaign(
  { db }: Store,
  id: string,
  endedAt: number | null,
  keepUntil: number | null,
): Promise<void> {
  await db
    .insertInto('campaigns')
    .values({
      id,
      request_id: `of-${id}`,
      state: endedAt ? 'finished' : 'running',
      version: 1,
      open: endedAt ? null : 1,
      run_by: 'U0GRACE',
      list: '',
      terms_json: '{}',
      remind_at: 1,
      ends_at: 1,
      changed: 0,
      shown_at: 1,
      created_at: 1,
      ended_at: endedAt,
    } as never)
    .execute();
  await db
    .insertInto('campaign_people')
    .values({
      id: `p-${id}`,
      campaign_id: id,
      zoom_id: 'z',
      name: 'Ada',
      email: 'a@example.com',
      evidence_json: '{}',
      state: 'kept',
      version: 1,
      answers: 1,
      keep_until: keepUntil,
      messages_json: '{}',
      tries: 0,
    } as never)
    .execute();
}

it.each(kinds)('on %s, nothing outlives its request, and nothing else goes', async (kind) => {
  const clock = createClock();
  opened = await openFresh(kind, clock);
  const { store } = opened;
  const { db } = store;
  const now = clock.now();
  const old = now - 46 * DAY;
  await db
    .insertInto('batches')
    .values([
      { id: 'over', reply_to: '' },
      { id: 'half', reply_to: '' },
    ])
    .execute();
  await addRequest(store, 'r1', 'over', old);
  await addRequest(store, 'r2', 'over', old + 1);
  await addRequest(store, 'r3', 'half', old + 2);
  await addRequest(store, 'r4', 'half', now);
  await addRequest(store, 'for-a-time', 'half', old + 3, now + DAY);
  await addNotice(store, 'looked-up', old);
  await db
    .insertInto('posted_messages')
    .values({ request_id: 'looked-up', kind: 'subject', slack_id: 'U0ADA', channel: 'D1', ts: '1' })
    .execute();
  await addNotice(store, 'looked-up-now', now);
  await addCampaign(store, 'long-ago', now - 91 * DAY, null);
  await addCampaign(store, 'not-long-ago', now - 89 * DAY, null);
  await addCampaign(store, 'still-kept', now - 400 * DAY, now + DAY);
  await addCampaign(store, 'running', null, null);
  for (const id of ['long-ago', 'not-long-ago', 'still-kept', 'running'])
    await addRequest(store, `of-${id}`, `b-${id}`, now - 401 * DAY);
  await db
    .insertInto('counters')
    .values([
      { key: 'lookup:U0ADA', window_start: old, count: 1 },
      { key: 'lookup:U0BEN', window_start: now, count: 1 },
    ])
    .execute();
  await db
    .insertInto('channel_slots')
    .values([
      { key: 'C1', next_at: old },
      { key: 'C2', next_at: now },
    ])
    .execute();
  await store.cache.set('soon', 1, 1_000);
  await store.cache.set('later', 1, 10 * DAY);
  clock.advance(60_000);

  const logger = createLogger('error', [], { write: () => undefined });
  const look = createRetention({ store, policy: { keep: 45 * DAY }, logger, clock });
  await look();
  const left = new Map<string, unknown[]>();
  for (const table of tables) left.set(table, await db.selectFrom(table).selectAll().execute());
  const idsIn = (table: string, column: string) =>
    (left.get(table) ?? []).map((row) => (row as Record<string, unknown>)[column]).sort();
  const stay = ['for-a-time', 'of-not-long-ago', 'of-running', 'of-still-kept', 'r4'];
  expect.soft(idsIn('requests', 'id')).toEqual(stay);
  for (const table of ['decisions', 'notifications', 'inventories', 'waiting_list', 'posted_messages'])
    expect.soft(idsIn(table, 'request_id'), table).toEqual(stay);
  expect.soft(idsIn('subject_notices', 'request_id')).toEqual([...stay, 'looked-up-now'].sort());
  expect.soft(idsIn('batches', 'id')).toEqual(['half']);
  expect.soft(idsIn('campaigns', 'id')).toEqual(['not-long-ago', 'running', 'still-kept']);
  expect.soft(idsIn('campaign_people', 'campaign_id')).toEqual(['not-long-ago', 'running', 'still-kept']);
  expect.soft(idsIn('counters', 'key')).toEqual(['lookup:U0BEN']);
  expect.soft(idsIn('channel_slots', 'key')).toEqual(['C2']);
  expect.soft(left.get('cache')).toHaveLength(1);
});
