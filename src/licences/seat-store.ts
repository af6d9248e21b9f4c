import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { readText, type StoredText } from '../languages/text.ts';
import type { Store } from '../store/open.ts';
import { fromNow } from '../store/time.ts';
import type { HostTotals } from '../zoom/reports.ts';
import { DAY, dayOf } from './days.ts';
import { type Holder, holderSchema } from './holder.ts';
import type { DayCounts, Kept, KeptReason, ScanProgress, Seat } from './review.ts';

/** A process that has not renewed its lease for this time is taken for dead; milliseconds. */
const LEASE = 30_000;
/** Counts by day are kept for two years, for the chart. */
const KEEP_DAYS = 731;
/** Rows that are deleted or opened at a time, so that nobody waits for it. */
const AT_ONCE = 500;

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

/** A seat that is to be checked. */
export interface OpenSeat {
  readonly holder: Holder;
  readonly licensedSince: number | null;
  readonly knownUse: number | null;
  /** By the first day of the span. */
  readonly totals: ReadonlyMap<string, Omit<HostTotals, 'id'>>;
}

/** What a check has found out. */
export interface CheckedSeat {
  readonly seat: Seat;
  readonly undecided: boolean;
  /** Zoom could not be asked about this person right now: a little later it may be different. */
  readonly failed: boolean;
}

/** A seat in JSON, whose texts are not read yet. */
export interface StoredSeat extends Omit<Seat, 'kept' | 'loses'> {
  readonly kept: readonly { readonly reason: KeptReason; readonly says: StoredText | string }[];
  readonly loses: readonly (StoredText | string)[];
}

/** A seat that came as JSON: from the store, or from a running bot. */
export function readSeat(seat: StoredSeat): Seat {
  const kept = seat.kept.map(({ reason, says }): Kept => ({ reason, says: readText(says) }));
  return { ...seat, kept, loses: seat.loses.map(readText) };
}

/**
 * Keeps scans, the seats of the newest ones and counts by day. Names, addresses and what was found out about people are
 * sealed.
 *
 * @param owner this process, as it stands in leases
 */
export function createSeatStore({ db, now, seal }: Pick<Store, 'db' | 'now' | 'seal'>, owner: string) {
  const leaseEnd = fromNow(now, LEASE);
  const close = (value: unknown) => seal.close('licence', JSON.stringify(value));
  const open = (sealed: string | null): unknown => {
    const text = sealed === null ? undefined : seal.open('licence', sealed);
    return text === undefined ? undefined : JSON.parse(text);
  };
  const openSeat = (sealed: string | null): Seat | undefined => {
    const seat = open(sealed) as StoredSeat | undefined;
    return seat && readSeat(seat);
  };
  const toScan = (row: {
    id: string;
    started_at: number;
    phase: string;
    done: number;
    total: number | null;
    heavy_calls: number;
    result_json: string;
  }): Scan => ({
    id: row.id,
    startedAt: Number(row.started_at),
    phase: row.phase as Scan['phase'],
    done: Number(row.done),
    total: row.total === null ? null : Number(row.total),
    heavyCalls: Number(row.heavy_calls),
    result: resultSchema.parse(JSON.parse(row.result_json)),
  });
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
          total: null,
          lease_owner: null,
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
        .set({ lease_owner: owner, lease_until: leaseEnd })
        .where('state', '=', 'running')
        .where((e) => e.or([e('lease_until', '<=', now), e('lease_owner', '=', owner)]))
        .returningAll()
        .executeTakeFirst();
      return row ? toScan(row) : null;
    },

    /** Its seats go when the next scan is finished. */
    async abandon(scanId: string): Promise<void> {
      await db.deleteFrom('licence_scans').where('id', '=', scanId).where('state', '=', 'running').execute();
    },

    /** @returns whether this process still has the lease */
    async renew(scanId: string): Promise<boolean> {
      const row = await db
        .updateTable('licence_scans')
        .set({ lease_until: leaseEnd })
        .where('id', '=', scanId)
        .where('state', '=', 'running')
        .where('lease_owner', '=', owner)
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Another process, or the next start, may go on at once. @param inMs or after this time */
    async release(inMs = 0): Promise<void> {
      await db
        .updateTable('licence_scans')
        .set({ lease_owner: null, lease_until: fromNow(now, inMs) })
        .where('lease_owner', '=', owner)
        .where('state', '=', 'running')
        .execute();
    },

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
      return row ? toScan(row) : null;
    },

    async lastDone(): Promise<Scan | null> {
      const row = await scans('done').executeTakeFirst();
      return row ? toScan(row) : null;
    },

    /** Stores people with a licence, with what the scan before knew of them. */
    async addSeats(scan: Scan, before: Scan | null, holders: readonly Holder[]): Promise<void> {
      const ids = holders.map(({ zoomId }) => zoomId);
      if (ids.length === 0) return;
      const rows = before
        ? await db
            .selectFrom('licence_seats')
            .select(['zoom_id', 'licensed_since', 'last_use_at'])
            .where('scan_id', '=', before.id)
            .where('zoom_id', 'in', ids)
            .execute()
        : [];
      const known = new Map(rows.map((row) => [row.zoom_id, row]));
      const values = holders.map((holder) => {
        const earlier = known.get(holder.zoomId);
        return {
          scan_id: scan.id,
          zoom_id: holder.zoomId,
          person: close(holder),
          // Who had none at the scan before got it since then.
          licensed_since: earlier ? earlier.licensed_since : before && scan.startedAt,
          last_use_at: earlier?.last_use_at ?? null,
          checked: 0,
          idle: 0,
          undecided: 0,
          result: null,
        };
      });
      await db
        .insertInto('licence_seats')
        .values(values)
        .onConflict((c) => c.columns(['scan_id', 'zoom_id']).doNothing())
        .execute();
    },

    async addTotals(scanId: string, firstDay: string, rows: readonly HostTotals[]): Promise<void> {
      if (rows.length === 0) return;
      const ids = rows.map(({ id }) => id);
      const seats = await db
        .selectFrom('licence_seats')
        .select('zoom_id')
        .where('scan_id', '=', scanId)
        .where('zoom_id', 'in', ids)
        .execute();
      const withSeat = new Set(seats.map(({ zoom_id }) => zoom_id));
      const byId = new Map(rows.filter(({ id }) => withSeat.has(id)).map((row) => [row.id, row]));
      if (byId.size === 0) return;
      await db
        .insertInto('licence_spans')
        .values(
          [...byId.values()].map(({ id, meetings, participants, minutes }) => ({
            scan_id: scanId,
            zoom_id: id,
            first_day: firstDay,
            meetings,
            participants,
            minutes,
          })),
        )
        .onConflict((c) =>
          c.columns(['scan_id', 'zoom_id', 'first_day']).doUpdateSet((e) => ({
            meetings: e.ref('excluded.meetings'),
            participants: e.ref('excluded.participants'),
            minutes: e.ref('excluded.minutes'),
          })),
        )
        .execute();
    },

    async count(scanId: string): Promise<{ all: number; checked: number; idle: number; undecided: number }> {
      const row = await db
        .selectFrom('licence_seats')
        .select((e) => [
          e.fn.countAll<number>().as('all'),
          e.fn.sum<number | null>('checked').as('checked'),
          e.fn.sum<number | null>('idle').as('idle'),
          e.fn.sum<number | null>('undecided').as('undecided'),
        ])
        .where('scan_id', '=', scanId)
        .executeTakeFirstOrThrow();
      return {
        all: Number(row.all),
        checked: Number(row.checked ?? 0),
        idle: Number(row.idle ?? 0),
        undecided: Number(row.undecided ?? 0),
      };
    },

    /** The next seats that are not checked yet, by their ids. */
    async openSeats(scanId: string, after: string, limit: number): Promise<OpenSeat[]> {
      const rows = await db
        .selectFrom('licence_seats')
        .select(['zoom_id', 'person', 'licensed_since', 'last_use_at'])
        .where('scan_id', '=', scanId)
        .where('zoom_id', '>', after)
        .where('checked', '=', 0)
        .orderBy('zoom_id')
        .limit(limit)
        .execute();
      if (rows.length === 0) return [];
      const spans = await db
        .selectFrom('licence_spans')
        .selectAll()
        .where('scan_id', '=', scanId)
        .where(
          'zoom_id',
          'in',
          rows.map(({ zoom_id }) => zoom_id),
        )
        .execute();
      const totals = Map.groupBy(spans, ({ zoom_id }) => zoom_id);
      return rows.flatMap((row) => {
        const holder = holderSchema.safeParse(open(row.person));
        if (!holder.success) return [];
        const own = totals.get(row.zoom_id) ?? [];
        return [
          {
            holder: holder.data,
            licensedSince: row.licensed_since,
            knownUse: row.last_use_at,
            totals: new Map(own.map(({ first_day, ...numbers }) => [first_day, numbers])),
          },
        ];
      });
    },

    async store(scanId: string, { seat, undecided }: CheckedSeat): Promise<void> {
      const { lastUse, licensedSince } = seat;
      await db
        .updateTable('licence_seats')
        .set({
          checked: 1,
          idle: seat.idle ? 1 : 0,
          undecided: undecided ? 1 : 0,
          licensed_since: licensedSince,
          ...(lastUse?.what === 'hosted' && lastUse.precision === 'day' ? { last_use_at: lastUse.at } : {}),
          result: close(seat),
        })
        .where('scan_id', '=', scanId)
        .where('zoom_id', '=', seat.zoomId)
        .execute();
    },

    /** Ends a scan: it is the newest one from now on, and those before it are deleted. */
    async finish(scan: Scan): Promise<void> {
      const { idle } = await this.count(scan.id);
      const counts = await this.seatCounts(scan);
      const ended = await db
        .updateTable('licence_scans')
        .set({ state: 'done', lease_owner: null })
        .where('id', '=', scan.id)
        .where('state', '=', 'running')
        .returning('id')
        .executeTakeFirst();
      if (!ended) return;
      const day = dayOf(scan.startedAt);
      const { bought, used, pending } = counts;
      await db
        .insertInto('licence_days')
        .values({ day, bought, used, pending, idle })
        .onConflict((c) => c.column('day').doUpdateSet({ bought, used, pending, idle }))
        .execute();
      await db
        .deleteFrom('licence_days')
        .where('day', '<', dayOf(scan.startedAt - KEEP_DAYS * DAY))
        .execute();
      await deleteOthers(scan.id);
    },

    /** Licences in use by Zoom's count, or by ours where it tells none. */
    async seatCounts(scan: Scan): Promise<{ bought: number | null; used: number; pending: number }> {
      const rows = await db
        .selectFrom('licence_seats')
        .select((e) => e.fn.countAll<number>().as('count'))
        .select((e) =>
          e.fn
            .sum<number | null>(e.case().when('zoom_id', 'like', '%@%').then(1).else(0).end())
            .as('pending'),
        )
        .where('scan_id', '=', scan.id)
        .executeTakeFirstOrThrow();
      const { bought, used } = scan.result;
      return { bought, used: used ?? Number(rows.count), pending: Number(rows.pending ?? 0) };
    },

    /** All seats of a scan, by name. */
    async seats(scanId: string): Promise<Seat[]> {
      const rows = await db
        .selectFrom('licence_seats')
        .select('result')
        .where('scan_id', '=', scanId)
        .execute();
      const seats: Seat[] = [];
      for (const [i, { result }] of rows.entries()) {
        const seat = openSeat(result);
        if (seat) seats.push(seat);
        if (i % AT_ONCE === 0) await setImmediate();
      }
      const order = new Intl.Collator('en');
      return seats.sort((a, b) => order.compare(a.name, b.name));
    },

    /** What the newest scan knows of one person. */
    async lastKnown(
      zoomId: string,
    ): Promise<{ knownUse: number | null; licensedSince: number | null; seat: Seat | null }> {
      const row = await db
        .selectFrom('licence_seats')
        .innerJoin('licence_scans', 'licence_scans.id', 'licence_seats.scan_id')
        .select(['last_use_at', 'licensed_since', 'result'])
        .where('state', '=', 'done')
        .where('zoom_id', '=', zoomId)
        .orderBy('started_at', 'desc')
        .executeTakeFirst();
      return {
        knownUse: row?.last_use_at ?? null,
        licensedSince: row?.licensed_since ?? null,
        seat: openSeat(row?.result ?? null) ?? null,
      };
    },

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

    /**
     * What the desk's own requests say of somebody's licence.
     *
     * @param without a request that does not count: the one that asks
     */
    async requestsAbout(zoomId: string, since: number, without?: string) {
      const about = db
        .selectFrom('requests')
        .select(['state', 'due_at', 'updated_at'])
        .where('resource', '=', 'licence')
        .where('subject_zoom_id', '=', zoomId)
        .where('id', '<>', without ?? '');
      // Two queries, as each has an index.
      const ended = await about.where('due_at', 'is', null).execute();
      const rows = [...ended, ...(await about.where('due_at', 'is not', null).execute())];
      const underWay = ['drafted', 'pending', 'approved', 'running', 'unknown', 'undoing'];
      const changes = rows.filter(({ state }) => state === 'done' || state === 'undone');
      const newest = Math.max(0, ...changes.map(({ updated_at }) => Number(updated_at)));
      return {
        granted: rows.some(({ state, due_at }) => state === 'done' && due_at !== null),
        requestOpen: rows.some(({ state }) => underWay.includes(state)),
        changedAt: newest >= since && newest > 0 ? newest : null,
      };
    },
  };

  async function deleteOthers(scanId: string): Promise<void> {
    for (const table of ['licence_spans', 'licence_seats'] as const) {
      const others = await db
        .selectFrom(table)
        .select('scan_id')
        .distinct()
        .where('scan_id', '<>', scanId)
        .execute();
      for (const { scan_id: other } of others) {
        for (;;) {
          const some = db.selectFrom(table).select('zoom_id').where('scan_id', '=', other).limit(AT_ONCE);
          const gone = await db
            .deleteFrom(table)
            .where('scan_id', '=', other)
            .where('zoom_id', 'in', some)
            .executeTakeFirst();
          if (gone.numDeletedRows === 0n) break;
          // SQLite works in this thread: others have their turn in between.
          await setImmediate();
        }
      }
    }
    await db.deleteFrom('licence_scans').where('id', '<>', scanId).where('state', '=', 'done').execute();
  }
}

export type SeatStore = ReturnType<typeof createSeatStore>;
