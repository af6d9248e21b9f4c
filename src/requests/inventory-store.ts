import type { Selectable } from 'kysely';
import type { KeptInventory } from '../commands/context.ts';
import type { Store } from '../store/open.ts';
import type { InventoryTable } from '../store/schema.ts';
import { fromNow } from '../store/time.ts';
import { type Inventory, inventorySchema } from '../zoom/inventory.ts';

/** How often what is expired is deleted, in milliseconds. */
const PURGE_EVERY = 3_600_000;

/**
 * Keeps what accounts held before changes, sealed, as long as it may have to be given back. It holds names, addresses and
 * phone numbers, so it is deleted when its time is over.
 */
export function createInventoryStore({ db, now, seal }: Pick<Store, 'db' | 'now' | 'seal'>) {
  const close = (inventory: Inventory) => seal.close('inventory', JSON.stringify(inventory));
  const open = (sealed: string): Inventory | null => {
    const text = seal.open('inventory', sealed);
    return text === undefined ? null : (inventorySchema.safeParse(JSON.parse(text)).data ?? null);
  };
  const kept = (row: Selectable<InventoryTable> | undefined): KeptInventory | null => {
    const before = row ? open(row.before) : null;
    if (!row || !before) return null;
    return { requestId: row.request_id, before, after: row.after ? open(row.after) : null };
  };
  let purgedAt = 0;

  return {
    /**
     * Keeps what was there before the first attempt; later attempts change nothing.
     *
     * @param life how long, in milliseconds
     */
    async keep(
      request: { readonly id: string; readonly zoomId: string; readonly command: string },
      before: Inventory,
      life: number,
    ): Promise<void> {
      await db
        .insertInto('inventories')
        .values({
          request_id: request.id,
          zoom_id: request.zoomId,
          command: request.command,
          before: close(before),
          after: null,
          taken_at: now,
          expires_at: fromNow(now, life),
        })
        .onConflict((c) => c.column('request_id').doNothing())
        .execute();
    },

    /**
     * Keeps the same for another request, whose change only makes that of the first one last longer. Where it is not known
     * what that had left, nothing that is there counts as given by it.
     */
    async copy(from: string, to: string, life: number): Promise<void> {
      const row = await db
        .selectFrom('inventories')
        .selectAll()
        .where('request_id', '=', from)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('inventories')
        .values({ ...row, request_id: to, after: row.after ?? row.before, expires_at: fromNow(now, life) })
        .onConflict((c) => c.column('request_id').doNothing())
        .execute();
    },

    async noteAfter(requestId: string, after: Inventory): Promise<void> {
      const change = { after: close(after) };
      await db.updateTable('inventories').set(change).where('request_id', '=', requestId).execute();
    },

    async find(requestId: string): Promise<KeptInventory | null> {
      const row = await db
        .selectFrom('inventories')
        .selectAll()
        .where('request_id', '=', requestId)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return kept(row);
    },

    /** What the last change by this command took from the account. */
    async lastOf(zoomId: string, command: string): Promise<KeptInventory | null> {
      const row = await db
        .selectFrom('inventories')
        .selectAll()
        .where('zoom_id', '=', zoomId)
        .where('command', '=', command)
        .where('expires_at', '>', now)
        .orderBy('taken_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return kept(row);
    },

    /** It is needed for so many milliseconds more at most. */
    async shorten(requestId: string, life: number): Promise<void> {
      await db
        .updateTable('inventories')
        .set({ expires_at: fromNow(now, life) })
        .where('request_id', '=', requestId)
        .where('expires_at', '>', fromNow(now, life))
        .execute();
    },

    /** Deletes what is expired, now and then. @param time milliseconds since the epoch */
    async purge(time: number): Promise<boolean> {
      if (time - purgedAt < PURGE_EVERY) return false;
      purgedAt = time;
      await db.deleteFrom('inventories').where('expires_at', '<=', now).execute();
      return false;
    },
  };
}

export type InventoryStore = ReturnType<typeof createInventoryStore>;
