import { Keyv, keyvStorageCapability } from 'keyv';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Tables } from './schema.ts';
import type { Seal } from './seal.ts';

/**
 * A cache in the store's database, shared by all replicas. Its values are encrypted, because some of them are tokens.
 * An error of the store is emitted as `error` and reads as a miss; it is never thrown.
 */
export function openCache(db: Kysely<Tables>, seal: Seal, clock: Clock): Keyv {
  return new Keyv({ store: storageAdapter(db, seal, clock) });
}

function storageAdapter(db: Kysely<Tables>, seal: Seal, clock: Clock) {
  const isFresh = (expires: number | null) => expires === null || expires > clock.now();
  const read = async (keys: string[]) => {
    if (keys.length === 0) return new Map<string, unknown>();
    const rows = await db.selectFrom('cache').selectAll().where('key', 'in', keys).execute();
    const found = new Map<string, unknown>();
    for (const row of rows) {
      const text = isFresh(row.expires_at) ? seal.open(`cache:${row.key}`, row.value) : undefined;
      if (text !== undefined) found.set(row.key, JSON.parse(text));
    }
    return found;
  };
  const write = async (key: string, value: unknown, expires?: number) => {
    // Keyv computes `expires` by the machine's clock.
    const expires_at = expires === undefined ? null : expires + clock.offset;
    const row = { value: seal.close(`cache:${key}`, JSON.stringify(value)), expires_at };
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
  // Without `capabilities` Keyv takes this for an adapter of version 5 and passes a relative TTL as `expires`.
  return Object.assign(adapter, { capabilities: keyvStorageCapability(adapter) });
}
