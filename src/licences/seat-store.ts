import { setImmediate } from 'node:timers/promises';
import { readText, type StoredText } from '../languages/text.ts';
import type { Store } from '../store/open.ts';
import type { HostTotals } from '../zoom/reports.ts';
import { type Holder, holderSchema } from './holder.ts';
import type { Kept, KeptReason, Seat } from './review.ts';
import type { Scan, SeatTally } from './scan-store.ts';

/** Rows that are deleted or opened at a time, so that nobody waits for it. */
const AT_ONCE = 500;

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

/** Keeps the seats of scans. Names, addresses and what was found out about people are sealed. */
export function createSeatStore({ db, seal }: Pick<Store, 'db' | 'seal'>) {
  const close = (value: unknown) => seal.close('licence', JSON.stringify(value));
  const open = (sealed: string | null): unknown => {
    const text = sealed === null ? undefined : seal.open('licence', sealed);
    return text === undefined ? undefined : JSON.parse(text);
  };
  const openSeat = (sealed: string | null): Seat | undefined => {
    const seat = open(sealed) as StoredSeat | undefined;
    return seat && readSeat(seat);
  };

  return {
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
        };
      });
      await db
        .insertInto('licence_seats')
        .values(values)
        .onConflict((c) => c.columns(['scan_id', 'zoom_id']).doNothing())
        .execute();
    },

    /** Stores what people hosted in a span, as far as they have a licence. @param firstDay of the span */
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

    async tally(scanId: string): Promise<SeatTally> {
      const row = await db
        .selectFrom('licence_seats')
        .select((e) => [
          e.fn.countAll<number>().as('all'),
          e.fn
            .sum<number | null>(e.case().when('zoom_id', 'like', '%@%').then(1).else(0).end())
            .as('pending'),
          e.fn.sum<number | null>('checked').as('checked'),
          e.fn.sum<number | null>('idle').as('idle'),
          e.fn.sum<number | null>('undecided').as('undecided'),
        ])
        .where('scan_id', '=', scanId)
        .executeTakeFirstOrThrow();
      return {
        all: Number(row.all),
        pending: Number(row.pending ?? 0),
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

    /** Stores what a check has found out. */
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

    /** Deletes the seats of all other scans. */
    async deleteOthers(scanId: string): Promise<void> {
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
    },
  };
}

export type SeatStore = ReturnType<typeof createSeatStore>;
