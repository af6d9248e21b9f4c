import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { isStoreUnavailable, openStore, type Store } from '../../src/store/open.ts';
import { createDatabase } from '../simulation/postgres.ts';
import { openFresh } from './open-both.ts';

const silent = createLogger('error', [], { write: () => undefined });

function write({ db }: Store, size = 1) {
  return db
    .insertInto('shared_state')
    .values({ key: `key ${Math.random()}`, value: JSON.stringify('z'.repeat(size)), version: 1 })
    .execute()
    .then(
      () => 'written' as const,
      (error: unknown) => (isStoreUnavailable(error) ? ('unavailable' as const) : error),
    );
}

describe('PostgreSQL', () => {
  let url: string;
  let store: Store;
  let admin: pg.Client;
  beforeAll(async () => {
    url = await createDatabase(inject('postgresUrl'));
    store = await openStore({ kind: 'postgres', url }, Buffer.alloc(32, 1), silent);
    admin = new pg.Client(inject('postgresUrl'));
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await store.close();
  });

  it('fails over: a connection to a standby is given up, so that the next write finds the new server', async () => {
    const name = new URL(url).pathname.slice(1);
    expect(await write(store)).toBe('written');
    await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    // The connection that was cut may be noticed by the first write only.
    await write(store);
    for (let i = 0; i < 3; i++) expect(await write(store)).toBe('unavailable');
    await admin.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    for (let i = 0; i < 3; i++) expect(await write(store)).toBe('written');
  });

  it.each([
    ['has no room on its disk', '53100'],
    ['takes too long', '57014'],
    ['lets another transaction go first', '40001'],
  ])('%s: it counts as away', async (_, code) => {
    const raise = sql.raw(`DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$`);
    const error = await raise.execute(store.db).catch((one: unknown) => one);
    expect(isStoreUnavailable(error)).toBe(true);
    expect(await write(store)).toBe('written');
  });

  it('a mistake of our own does not', async () => {
    const error = await sql
      .raw('SELECT nothing')
      .execute(store.db)
      .catch((one: unknown) => one);
    expect(isStoreUnavailable(error)).toBe(false);
  });
});

describe('SQLite', () => {
  it.each([
    ['the disk is full', 'PRAGMA max_page_count = 1', 'PRAGMA max_page_count = 1000000'],
    ['the file is read-only', 'PRAGMA query_only = 1', 'PRAGMA query_only = 0'],
  ])('%s: it counts as away, and goes on when that ends', async (_, begin, end) => {
    const { store, close } = await openFresh('sqlite');
    expect(await write(store)).toBe('written');
    await sql.raw(begin).execute(store.db);
    expect(await write(store, 1_000_000)).toBe('unavailable');
    await sql.raw(end).execute(store.db);
    expect(await write(store, 1_000_000)).toBe('written');
    const error = await sql
      .raw('SELECT nothing')
      .execute(store.db)
      .catch((one: unknown) => one);
    expect(isStoreUnavailable(error)).toBe(false);
    await close();
  });
});
