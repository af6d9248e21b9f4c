import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Opened, openFresh } from './open-both.ts';

const FULL = 2;
const NORMAL = 1;

let opened: Opened;
beforeEach(async () => {
  opened = await openFresh('sqlite');
});
afterEach(() => opened.close());

/** Records with a trigger which `synchronous` each insert into a table ran with. */
async function watch(table: string) {
  await sql`create temp table seen (synchronous integer)`.execute(opened.store.db);
  await sql
    .raw(
      `create temp trigger watch after insert on ${table} begin insert into seen select synchronous from pragma_synchronous; end`,
    )
    .execute(opened.store.db);
}
const seen = async () =>
  (await sql<{ synchronous: number }>`select synchronous from seen`.execute(opened.store.db)).rows.map(
    (row) => row.synchronous,
  );
const takeSlot = (key: string) =>
  opened.store.db.insertInto('channel_slots').values({ key, next_at: 1 }).execute();
const link = (id: string) =>
  opened.store.db
    .insertInto('links')
    .values({ team_id: 'T', slack_user_id: id, zoom_user_id: 'z', linked_by: 'U', linked_at: 1 })
    .execute();

test('a write to a relaxed table does not wait for the disk', async () => {
  await watch('channel_slots');
  await takeSlot('C1');
  expect(await seen()).toEqual([NORMAL]);
});

test('every other write does, also after a relaxed one and after a failed one', async () => {
  await watch('links');
  await takeSlot('C1');
  await link('U1');
  await expect(takeSlot('C1')).rejects.toThrow(/UNIQUE/);
  await link('U2');
  expect(await seen()).toEqual([FULL, FULL]);
});

test('a relaxed write in a transaction is as durable as the transaction', async () => {
  await watch('channel_slots');
  await opened.store.db.transaction().execute(async (trx) => {
    await trx.insertInto('channel_slots').values({ key: 'C1', next_at: 1 }).execute();
  });
  expect(await seen()).toEqual([FULL]);
});
