import { sql } from 'kysely';
import type { Store } from '../store/open.ts';

/** Slack accepts about one message per second and channel. Measured from the answer to the previous message. */
export const MESSAGE_INTERVAL = 1_000;

/**
 * A slot is free again after this time when the process that took it has ended: longer than a call to Slack may take, as
 * the next message of the queue may be about the same card.
 */
const SLOT_LEASE = 12_000;

/**
 * Limits how often a message is sent to a channel or to a person's direct messages, across all replicas. A slot is
 * taken by one conditional write on the database's time.
 */
export function createChannelThrottle({ db, now }: Store) {
  const later = (ms: number) => sql<number>`${now} + ${sql.lit(Math.ceil(ms))}`;
  return {
    /** @returns the token that `release` needs, or `null` while the slot is taken */
    async take(key: string): Promise<number | null> {
      const row = await db
        .insertInto('channel_slots')
        .values({ key, next_at: later(SLOT_LEASE) })
        .onConflict((c) =>
          c
            .column('key')
            .doUpdateSet({ next_at: later(SLOT_LEASE) })
            .where('channel_slots.next_at', '<=', now),
        )
        .returning('next_at')
        .executeTakeFirst();
      return row?.next_at ?? null;
    },

    /** Frees the slot after `ms` milliseconds. Does nothing when its lease has run out meanwhile. */
    async release(key: string, token: number, ms: number): Promise<void> {
      await db
        .updateTable('channel_slots')
        .set({ next_at: later(ms) })
        .where('key', '=', key)
        .where('next_at', '=', token)
        .execute();
    },

    /** Milliseconds until the slot is free. */
    async freeIn(key: string): Promise<number> {
      const row = await db
        .selectFrom('channel_slots')
        .select(sql<number>`next_at - ${now}`.as('ms'))
        .where('key', '=', key)
        .executeTakeFirst();
      return Math.max(0, Number(row?.ms ?? 0));
    },
  };
}
