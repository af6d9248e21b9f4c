import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Store } from '../store/open.ts';
import type { Tables } from '../store/schema.ts';
import { fromNow } from '../store/time.ts';
import { DAY, dayOf } from './days.ts';
import type { DayCounts, ScanProgress } from './review.ts';

/** A process that has not renewed its lease for this time is taken for dead; milliseconds. */
const LEASE = 30_000;
/** Counts by day are kept for two years, for the chart. */
const KEEP_DAYS = 731;

/** What is known of the account as a whole. */
const resultSchema = z.object({
  basis: z.enum(['host reports', 'sign-in']).default('host reports'),
  missingScopes: z.array(z.string()).default([]),
  bought: z.number().nullable().default(null),
  used: z.number().nullable().default(null),
  oddRows: z.number().default(0),
  /** First days of spans of the host report that are read, and of those with rows that could not be. */
  readSpans: z.array(z.string()).default([]),
  oddSpans: z.array(z.string()).default([]),
});
export type ScanResult = z.infer<typeof resultSchema>;

/** A scan. Times are milliseconds since the epoch, by the database's clock. */
export interface Scan {
  readonly id: string;
  readonly startedAt: number;
  readonly phase: ScanProgress['phase'];
  readonly done: number;
  readonly total: number | null;
  /** Heavy calls about single people so far. */
  readonly heavyCalls: number;
  readonly result: ScanResult;
}

/** How many seats a scan has found, and what came of checking them. */
export interface SeatTally {
  readonly all: number;
  /** People who have not accepted their invitation. */
  readonly pending: number;
  readonly checked: number;
  readonly idle: number;
  readonly undecided: number;
}

/** Licences bought as Zoom tells it, and those in use by Zoom's count, or by ours where it tells none. */
export function countsOf({ result }: Scan, { all, pending }: SeatTally) {
  return { bought: result.bought, used: result.used ?? all, pending };
}

/**
 * Keeps scans and the counts by day. Of several processes one works on a scan: it holds a lease on it.
 *
 * @param owner this process, as it stands in leases
 */
export function createScanStore({ db, now }: Pick<Store, 'db' | 'now'>, owner: string) {
  const scans = (state: 'running' | 'done') =>
    db.selectFrom('licence_scans').selectAll().where('state', '=', state).orderBy('started_at', 'desc');

  return {
    /** Makes a scan to be worked on; one that is under way stays the only one. */
    async begin(): Promise<void> {
      await db
        .insertInto('licence_scans')
        .values({
          id: randomUUID(),
          state: 'running',
          started_at: now,
          phase: 'people',
          done: 0,
          lease_until: 0,
          heavy_calls: 0,
          result_json: '{}',
        })
        .onConflict((c) => c.doNothing())
        .execute();
    },

    /** The scan that nobody works on, which from now on this process does; `null`: none. */
    async claim(): Promise<Scan | null> {
      const row = await db
        .updateTable('licence_scans')
        .set({ lease_owner: owner, lease_until: fromNow(now, LEASE) })
        .where('state', '=', 'running')
        .where((e) => e.or([e('lease_until', '<=', now), e('lease_owner', '=', owner)]))
        .returningAll()
        .executeTakeFirst();
      return row ? scanFrom(row) : null;
    },

    /** Gives a scan up for good. Its seats go when the next one is finished. */
    async abandon(scanId: string): Promise<void> {
      await db.deleteFrom('licence_scans').where('id', '=', scanId).where('state', '=', 'running').execute();
    },

    /** @returns whether this process still has the lease */
    async renew(scanId: string): Promise<boolean> {
      const row = await db
        .updateTable('licence_scans')
        .set({ lease_until: fromNow(now, LEASE) })
        .where('id', '=', scanId)
        .where('state', '=', 'running')
        .where('lease_owner', '=', owner)
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Another process, or the next start, may go on. @param inMs after this time; 0: at once */
    async release(inMs: number): Promise<void> {
      await db
        .updateTable('licence_scans')
        .set({ lease_owner: null, lease_until: fromNow(now, inMs) })
        .where('lease_owner', '=', owner)
        .where('state', '=', 'running')
        .execute();
    },

    /** Notes how far a scan is. What is left out stays. */
    async note(
      scanId: string,
      { phase, done, total, heavyCalls, result }: Partial<Omit<Scan, 'id' | 'startedAt'>>,
    ): Promise<void> {
      await db
        .updateTable('licence_scans')
        .set({
          ...(phase === undefined ? {} : { phase }),
          ...(done === undefined ? {} : { done }),
          ...(total === undefined ? {} : { total }),
          ...(heavyCalls === undefined ? {} : { heavy_calls: heavyCalls }),
          ...(result === undefined ? {} : { result_json: JSON.stringify(result) }),
        })
        .where('id', '=', scanId)
        .execute();
    },

    async running(): Promise<Scan | null> {
      const row = await scans('running').executeTakeFirst();
      return row ? scanFrom(row) : null;
    },

    async lastDone(): Promise<Scan | null> {
      const row = await scans('done').executeTakeFirst();
      return row ? scanFrom(row) : null;
    },

    /**
     * Ends a scan: it is the newest one from now on, and its counts stand for its day, both or neither.
     *
     * @returns `false`: it was ended or given up before
     */
    finish(scan: Scan, tally: SeatTally): Promise<boolean> {
      const counts = { ...countsOf(scan, tally), idle: tally.idle };
      return db.transaction().execute(async (trx) => {
        const ended = await trx
          .updateTable('licence_scans')
          .set({ state: 'done', lease_owner: null })
          .where('id', '=', scan.id)
          .where('state', '=', 'running')
          .returning('id')
          .executeTakeFirst();
        if (!ended) return false;
        await trx
          .insertInto('licence_days')
          .values({ day: dayOf(scan.startedAt), ...counts })
          .onConflict((c) => c.column('day').doUpdateSet(counts))
          .execute();
        await trx
          .deleteFrom('licence_days')
          .where('day', '<', dayOf(scan.startedAt - KEEP_DAYS * DAY))
          .execute();
        return true;
      });
    },

    /** Deletes every finished scan but this one. */
    async deleteOthers(scanId: string): Promise<void> {
      await db.deleteFrom('licence_scans').where('id', '<>', scanId).where('state', '=', 'done').execute();
    },

    /** The counts of the last days, the oldest first. */
    async days(count: number): Promise<DayCounts[]> {
      const rows = await db
        .selectFrom('licence_days')
        .selectAll()
        .orderBy('day', 'desc')
        .limit(count)
        .execute();
      return rows.reverse().map((row) => ({
        ...row,
        free: row.bought === null ? null : Math.max(0, row.bought - row.used),
      }));
    },
  };
}

export type ScanStore = ReturnType<typeof createScanStore>;

function scanFrom(row: Selectable<Tables['licence_scans']>): Scan {
  return {
    id: row.id,
    startedAt: row.started_at,
    phase: row.phase as Scan['phase'],
    done: row.done,
    total: row.total,
    heavyCalls: row.heavy_calls,
    result: resultSchema.parse(JSON.parse(row.result_json)),
  };
}
