import { type Kysely, sql, type Transaction } from 'kysely';
import type { Posted } from '../notifications/messenger.ts';
import { lock } from '../store/locks.ts';
import type { Store } from '../store/open.ts';
import type { State, Tables } from '../store/schema.ts';
import { fromNow } from '../store/time.ts';

/** Zoom may not count a licence yet that was given so many milliseconds ago. */
export const SETTLE = 2_000;
/** How long the place of a finished request is kept, so that its message can still be closed. */
const KEEP = 86_400_000;

/** Before Zoom is asked to give the licence. */
const ahead: readonly State[] = ['approved', 'waiting'];
const live: readonly State[] = [...ahead, 'running', 'unknown'];

/** A request's place in the line for a licence. Times are milliseconds by the database's clock. */
export interface InLine {
  readonly requestId: string;
  readonly state: State;
  readonly rank: number;
  readonly joinedAt: number;
  /** Since when a free licence is reserved for it; `null`: none is. */
  readonly reservedAt: number | null;
  /** The direct message that shows the place. */
  readonly message: Posted | null;
  /** What that message shows. */
  readonly shown: string | null;
}

/** What came of reserving licences. */
interface Reserved {
  /** The requests that have one reserved now; those that waited are due at once. */
  readonly ids: readonly string[];
  /** Somebody got a licence so shortly before that Zoom may not have counted it: more may be free than it said. */
  readonly isUncertain: boolean;
}

type Reading = Pick<Store, 'now'> & { readonly db: Kysely<Tables> };

/** Puts a request at the end of the line, in the transaction of its approval. Doing it twice changes nothing. */
export async function joinLine({ db, now }: Reading, requestId: string): Promise<void> {
  await db
    .insertInto('waiting_list')
    .values((e) => ({
      request_id: requestId,
      // Two may join within one millisecond.
      rank: e
        .selectFrom((last) =>
          last
            .selectFrom('waiting_list')
            .select((one) => one.fn.coalesce(one.fn.max('rank'), sql<number>`0`).as('rank'))
            .as('last'),
        )
        .select(sql<number>`case when last.rank >= ${now} then last.rank + 1 else ${now} end`.as('rank')),
      joined_at: now,
    }))
    .onConflict((c) => c.column('request_id').doNothing())
    .execute();
}

/**
 * The line for licences: the order of approval, unless an admin has changed it. Every request that takes a licence stands
 * in it from its approval until it is done, whether it has to wait or not, so nobody gets past those who wait.
 */
export function createWaitingList(store: Pick<Store, 'db' | 'now' | 'kind'>) {
  const { db, now, kind } = store;

  const locked = <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (trx) => {
      await lock(kind, trx, 'waiting list');
      return work(trx);
    });

  // Asked every second, so it is put together once.
  const oneWaiting = db.selectFrom('requests').select('id').where('state', '=', 'waiting').limit(1).compile();

  return {
    /** Whether anybody has to wait. */
    async isAnybodyWaiting(): Promise<boolean> {
      return (await db.executeQuery(oneWaiting)).rows.length > 0;
    },

    /** Everybody who stands in line, the first first; also those who get a licence at this moment. */
    line: (): Promise<InLine[]> => readLine({ db }),

    /** The message that shows a request's place, and whether a licence is reserved for it; also when it has left the line. */
    async find(requestId: string): Promise<Pick<InLine, 'reservedAt' | 'message'> | null> {
      const row = await db
        .selectFrom('waiting_list')
        .selectAll()
        .where('request_id', '=', requestId)
        .executeTakeFirst();
      return row ? toPlace(row, 'waiting') : null;
    },

    /**
     * Reserves free licences for those who are first in line. One process at a time does it, and what others have reserved
     * since Zoom was asked is left out, so no licence is reserved twice.
     *
     * @param free how many Zoom says are free; `null`: it does not say, so the first in line may try
     * @param asked when Zoom was asked, by the database's clock
     * @param newcomer a request that has just been approved and gets one if nobody is before it
     */
    reserve(free: number | null, asked: number, newcomer: string | null = null): Promise<Reserved> {
      return locked(async (trx) => {
        const line = await readLine({ db: trx }, asked);
        const next = nextInLine(line, free).filter(
          ({ state, requestId }) => state === 'waiting' || requestId === newcomer,
        );
        const ids = next.map(({ requestId }) => requestId);
        const isUncertain = line.some(({ state }) => state === 'done');
        if (ids.length === 0) return { ids, isUncertain };
        await trx.updateTable('waiting_list').set({ given_at: now }).where('request_id', 'in', ids).execute();
        await trx
          .updateTable('requests')
          .set({ due_at: now })
          .where('id', 'in', ids)
          .where('state', '=', 'waiting')
          .execute();
        return { ids, isUncertain };
      });
    },

    /**
     * Makes requests due again that have a reserved licence and are not being worked on: whatever else happened to them at the
     * same moment may have put them off.
     */
    async wakeReserved(): Promise<void> {
      await db
        .updateTable('requests')
        .set({ due_at: now })
        .where('state', '=', 'waiting')
        .where('lease_owner', 'is', null)
        .where('due_at', '>', now)
        .where('id', 'in', (w) =>
          w.selectFrom('waiting_list').select('request_id').where('given_at', 'is not', null),
        )
        .execute();
    },

    /** It did not get the licence that was reserved for it, and has the same place as before. */
    async unreserve(requestId: string): Promise<void> {
      await db
        .updateTable('waiting_list')
        .set({ given_at: null })
        .where('request_id', '=', requestId)
        .execute();
    },

    /**
     * Moves a request ahead of the one before it, or of all.
     *
     * @param written called in the same transaction, with the places before and after; 1 is the first
     * @returns `false`: it is the first already, or no longer waits
     */
    move(
      requestId: string,
      to: 'up' | 'top',
      written: (trx: Transaction<Tables>, before: number, after: number) => Promise<void>,
    ): Promise<boolean> {
      return locked(async (trx) => {
        const line = (await readLine({ db: trx })).filter(isAhead);
        const at = line.findIndex((one) => one.requestId === requestId);
        const moved = line[at];
        if (!moved || at === 0) return false;
        const target = to === 'top' ? 0 : at - 1;
        const order = line.toSpliced(at, 1).toSpliced(target, 0, moved);
        let last = 0;
        const ranks = line.map(({ rank }) => {
          last = Math.max(rank, last + 1);
          return last;
        });
        for (const [i, one] of order.entries()) {
          const rank = ranks[i] ?? 0;
          if (one.rank === rank) continue;
          await trx
            .updateTable('waiting_list')
            .set({ rank })
            .where('request_id', '=', one.requestId)
            .execute();
        }
        await written(trx, at + 1, target + 1);
        return true;
      });
    },

    /** Remembers the message that shows the place, and what it shows. */
    async saveShown(requestId: string, shown: string, message?: Posted): Promise<void> {
      await db
        .updateTable('waiting_list')
        .set({ shown, ...(message ? { message_channel: message.channel, message_ts: message.ts } : {}) })
        .where('request_id', '=', requestId)
        .execute();
    },

    /** Forgets a message that somebody has deleted. */
    async forgetMessage(requestId: string): Promise<void> {
      await db
        .updateTable('waiting_list')
        .set({ message_channel: null, message_ts: null, shown: null })
        .where('request_id', '=', requestId)
        .execute();
    },

    /** Removes the places of requests that ended a day ago. */
    async purge(): Promise<void> {
      await db
        .deleteFrom('waiting_list')
        .where((w) =>
          w.not(
            w.exists(
              w
                .selectFrom('requests as r')
                .select('r.id')
                .whereRef('r.id', '=', 'waiting_list.request_id')
                .where((r) => r.or([r('r.state', 'in', live), r('r.updated_at', '>', fromNow(now, -KEEP))])),
            ),
          ),
        )
        .execute();
    },
  };
}

export type WaitingList = ReturnType<typeof createWaitingList>;

/** It still has to get a licence. */
export function isAhead({ state, reservedAt }: InLine): boolean {
  return reservedAt === null && ahead.includes(state);
}

/** The first in line, as many as there are free licences that nobody has yet. */
function nextInLine(line: readonly InLine[], free: number | null): InLine[] {
  const next = line.filter(isAhead);
  const held = line.length - next.length;
  if (free !== null) return next.slice(0, Math.max(0, free - held));
  // Zoom alone knows how many there are: where it has refused somebody, the first in line tries, one at a time.
  const isFull = line.some(({ state }) => state === 'waiting');
  return isFull ? next.slice(0, held === 0 ? 1 : 0) : next;
}

/** @param asked those who got a licence so shortly before that Zoom may not have counted it are in line too */
async function readLine({ db }: Pick<Reading, 'db'>, asked?: number): Promise<InLine[]> {
  const rows = await db
    .selectFrom('waiting_list')
    .selectAll()
    .orderBy('rank')
    .orderBy('request_id')
    .execute();
  if (rows.length === 0) return [];
  // By their ids, so that no history of finished requests is gone through.
  const ids = rows.map((row) => row.request_id);
  const requests = await db
    .selectFrom('requests')
    .select(['id', 'state', 'updated_at'])
    .where('id', 'in', ids)
    .execute();
  const byId = new Map(requests.map((one) => [one.id, one]));
  return rows.flatMap((row) => {
    const request = byId.get(row.request_id);
    if (!request) return [];
    const isFresh =
      request.state === 'done' && asked !== undefined && Number(request.updated_at) > asked - SETTLE;
    return isFresh || live.includes(request.state) ? [toPlace(row, request.state)] : [];
  });
}

function toPlace(row: Tables['waiting_list'], state: State): InLine {
  const { message_channel: channel, message_ts: ts } = row;
  return {
    requestId: row.request_id,
    state,
    rank: Number(row.rank),
    joinedAt: Number(row.joined_at),
    reservedAt: row.given_at === null ? null : Number(row.given_at),
    message: channel !== null && ts !== null ? { channel, ts } : null,
    shown: row.shown,
  };
}
