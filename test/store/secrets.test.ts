import { createCipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open.ts';
import { createSeal, keysBeside } from '../../src/store/seal.ts';
import { kinds, type Opened, openFresh } from './open-both.ts';

describe.each(kinds)('the cache on %s', (kind) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openFresh(kind);
  });
  afterAll(() => opened.close());

  it('returns what was set', async () => {
    const { cache } = opened.store;
    await cache.set('kept', { token: 'abc' });
    expect(await cache.get('kept')).toEqual({ token: 'abc' });
  });

  it('stores only encrypted values', async () => {
    await opened.store.cache.set('zoom', { token: 'very-secret-token' });
    const rows = await opened.store.db.selectFrom('cache').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('very-secret-token');
  });

  it('ignores a value that was changed in the database', async () => {
    const { cache, db } = opened.store;
    await cache.set('changed', { token: 'abc' });
    const [row] = await db.selectFrom('cache').selectAll().where('key', 'like', '%changed').execute();
    if (!row) throw new Error('no row');
    const value = `${row.value.startsWith('A') ? 'B' : 'A'}${row.value.slice(1)}`;
    await db.updateTable('cache').set({ value }).where('key', '=', row.key).execute();
    expect(await cache.get('changed')).toBeUndefined();
  });

  it('deletes and clears', async () => {
    const { cache } = opened.store;
    await cache.set('a', 1);
    expect(await cache.delete('a')).toBe(true);
    expect(await cache.get('a')).toBeUndefined();
    await cache.set('b', 2);
    await cache.clear();
    expect(await cache.get('b')).toBeUndefined();
  });
});

it('with another key, cached values are missing, without an error', async () => {
  const opened = await openFresh('postgres');
  await opened.store.cache.set('zoom', { token: 'abc' });
  const other = await opened.again(randomBytes(32));
  expect(await other.cache.get('zoom')).toBeUndefined();
  const same = await opened.again();
  expect(await same.cache.get('zoom')).toEqual({ token: 'abc' });
  await Promise.all([other.close(), same.close()]);
  await opened.close();
});

describe('the seal', () => {
  const seal = createSeal(randomBytes(32));

  it('decrypts what it has encrypted, with a new nonce each time', () => {
    const text = 'https://hooks.slack.com/… “ä” 🦉';
    expect(seal.open('form', seal.close('form', text))).toBe(text);
    expect(seal.close('form', text)).not.toBe(seal.close('form', text));
  });

  it('refuses a text in which one bit was changed', () => {
    const bytes = Buffer.from(seal.close('form', 'a text'), 'base64url');
    for (let i = 0; i < bytes.length * 8; i++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(i >> 3) ^ (1 << (i & 7)), i >> 3);
      expect(seal.open('form', changed.toString('base64url')), `bit ${i}`).toBeUndefined();
    }
  });

  it('refuses texts that are truncated, foreign or not encrypted', () => {
    const sealed = seal.close('form', 'a text');
    for (const wrong of [
      '',
      'x',
      sealed.slice(0, 20),
      sealed.slice(4),
      createSeal(randomBytes(32)).close('form', 'a text'),
    ]) {
      expect(seal.open('form', wrong)).toBeUndefined();
    }
  });
});

it('opens for the purpose only that it was sealed for, and still the reply addresses of earlier versions', () => {
  const bytes = randomBytes(32);
  const seal = createSeal(bytes);
  const purposes = ['form', 'reply-to', 'cache:a', 'cache:b'] as const;
  for (const sealedFor of purposes) {
    const sealed = seal.close(sealedFor, 'a text');
    for (const purpose of purposes) {
      expect(seal.open(purpose, sealed)).toBe(purpose === sealedFor ? 'a text' : undefined);
    }
  }
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce);
  const body = Buffer.concat([cipher.update('of before'), cipher.final()]);
  const earlier = Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
  expect(purposes.map((purpose) => seal.open(purpose, earlier))).toEqual([
    undefined,
    'of before',
    undefined,
    undefined,
  ]);
});

describe('an embedded store', () => {
  it('refuses a second process in a sentence that says what to do', async () => {
    const opened = await openFresh('sqlite');
    const refused = opened.again();
    await expect(refused).rejects.toThrow(/desk\.db is in use by another process\. .*DATABASE_URL/);
    await opened.close();
  });

  it('is readable by its owner only, like the files beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-mode-'));
    const file = join(folder, 'deep', 'desk.db');
    const store = await openStore({ kind: 'sqlite', file }, randomBytes(32), createLogger('error'));
    await store.db.insertInto('counters').values({ key: 'a', window_start: 1, count: 1 }).execute();
    const modes = readdirSync(dirname(file)).map((name) => statSync(join(dirname(file), name)).mode & 0o777);
    expect(modes.length).toBeGreaterThan(1);
    expect(new Set(modes)).toEqual(new Set([0o600]));
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('creates its key once, readable by its owner only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-key-'));
    const file = join(folder, 'deep', 'desk.db');
    const keys = keysBeside(file);
    expect(keys).toEqual([expect.any(Buffer)]);
    expect(keysBeside(file)).toEqual(keys);
    expect(statSync(`${file}.key`).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });

  it('refuses an invalid key file and does not overwrite it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-key-'));
    const file = join(folder, 'desk.db');
    writeFileSync(`${file}.key`, 'c2hvcnQ=');
    expect(() => keysBeside(file)).toThrow(/must hold 32 bytes in base64/);
    expect(statSync(`${file}.key`).size).toBe(8);
    rmSync(folder, { recursive: true });
  });
});

it('a missing database server is reported in a sentence without its password', async () => {
  const address = { kind: 'postgres', url: 'postgres://desk:hunter2@127.0.0.1:1/desk' } as const;
  const logger = createLogger('error', [], { write: () => undefined });
  const opening = openStore(address, randomBytes(32), logger);
  await expect(opening).rejects.toThrow(/The database cannot be used .*Check DATABASE_URL/);
  await expect(opening).rejects.not.toThrow(/hunter2/);
});
