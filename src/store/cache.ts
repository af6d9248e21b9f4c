import { Keyv, keyvStorageCapability } from 'keyv';
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { Seal } from './seal.ts';

/**
 * A cache in the same database, so that all replicas share it. Everything in it is sealed: it holds tokens.
 * It is a cache: an error of the store is an event, never an exception of the caller.
 */
export function openCache(db: Kysely<Tables>, seal: Seal): Keyv {
  const cache = new Keyv({ store: storageAdapter(db, seal) });
  return cache;
}

function storageAdapter(db: Kysely<Tables>, seal: Seal) {
  const alive = (expires: number | null) => expires === null || expires > Date.now();
  const read = async (keys: string[]) => {
    if (keys.length === 0) return new Map<string, unknown>();
    const rows = await db.selectFrom('cache').selectAll().where('key', 'in', keys).execute();
    const found = new Map<string, unknown>();
    for (const row of rows) {
      const text = alive(row.expires_at) ? seal.open(row.value) : undefined;
      if (text !== undefined) found.set(row.key, JSON.parse(text));
    }
    return found;
  };
  const write = async (key: string, value: unknown, expires?: number) => {
    const row = { value: seal.close(JSON.stringify(value)), expires_at: expires ?? null };
    await db
      .insertInto('cache')
      .values({ key, ...row })
      .onConflict((c) => c.column('key').doUpdateSet(row))
      .execute();
    return true;
  };
  const remove = async (keys: string[]) => {
    if (keys.length === 0) return new Set<string>();
    const gone = await db.deleteFrom('cache').where('key', 'in', keys).returning('key').execute();
    return new Set(gone.map((row) => row.key));
  };

  const adapter = {
    get: async <Value>(key: string) => (await read([key])).get(key) as Value | undefined,
    getMany: async <Value>(keys: string[]) => {
      const found = await read(keys);
      return keys.map((key) => found.get(key) as Value | undefined);
    },
    has: async (key: string) => (await read([key])).has(key),
    hasMany: async (keys: string[]) => {
      const found = await read(keys);
      return keys.map((key) => found.has(key));
    },
    set: write,
    setMany: async (entries: { key: string; value: unknown; expires?: number }[]) =>
      Promise.all(entries.map((entry) => write(entry.key, entry.value, entry.expires))),
    delete: async (key: string) => (await remove([key])).has(key),
    deleteMany: async (keys: string[]) => {
      const gone = await remove(keys);
      return keys.map((key) => gone.has(key));
    },
    clear: async () => {
      await db.deleteFrom('cache').execute();
    },
  };
  // Without it Keyv takes the adapter for one of the old kind and passes a relative TTL as `expires`.
  return Object.assign(adapter, { capabilities: keyvStorageCapability(adapter) });
}
