import { sql } from 'kysely';
import type { Store } from '../store/open.ts';

/** Slack takes about one message a second in a channel: so long after one was answered, the next may go. */
export const PACE = 1_000;

/** A message that Slack leaves unanswered longer than this holds up nobody else; nor does a lost process. */
const HELD = 5_000;

/** The turns at each channel, shared by all replicas: one conditional write on the database's time takes one. */
export function createTurns({ db, now }: Store) {
  const later = (ms: number) => sql<number>`${now} + ${sql.lit(Math.ceil(ms))}`;
  return {
    /** Takes the channel's turn if it is free. What comes back ends it; `null`: it is somebody else's. */
    async take(key: string): Promise<number | null> {
      const row = await db
        .insertInto('channel_slots')
        .values({ key, next_at: later(HELD) })
        .onConflict((c) =>
          c
            .column('key')
            .doUpdateSet({ next_at: later(HELD) })
            .where('channel_slots.next_at', '<=', now),
        )
        .returning('next_at')
        .executeTakeFirst();
      return row?.next_at ?? null;
    },

    /** Gives the turn on: the next one may go after `ms`. It does nothing when the turn has passed by then. */
    async end(key: string, taken: number, ms: number): Promise<void> {
      await db
        .updateTable('channel_slots')
        .set({ next_at: later(ms) })
        .where('key', '=', key)
        .where('next_at', '=', taken)
        .execute();
    },

    /** Milliseconds until the turn is free. */
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
