import { z } from 'zod';
import { divide } from './divide.ts';
import type { Demand } from './line.ts';
import type { Label } from './plans.ts';

const shareSchema = z.object({
  places: z.number(),
  /** The share is anybody's after this time; milliseconds by the database's clock. */
  until: z.number(),
  people: z.number(),
  bulk: z.boolean(),
});

const entrySchema = z.object({
  /** What each process may use. Never more together than Zoom allows. */
  shares: z.record(z.string(), shareSchema).default({}),
  /** Zoom has asked everybody to wait so long. */
  pausedUntil: z.number().default(0),
  /** Calls of one day, by UTC. */
  day: z.object({ date: z.string(), calls: z.number() }).default({ date: '', calls: 0 }),
});

/** What the processes of one account have agreed on for one label. */
export type Entry = z.output<typeof entrySchema>;

const bookSchema = z.partialRecord(z.enum(['light', 'medium', 'heavy']), entrySchema);

/** What the processes of one account have agreed on. */
export type Book = Partial<Record<Label, Entry>>;

/** Reads what is in the store; what cannot be read counts as nothing agreed on. */
export function readBook(value: unknown): Book {
  const read = bookSchema.safeParse(value ?? {});
  return read.success ? read.data : {};
}

export const emptyEntry: Entry = { shares: {}, pausedUntil: 0, day: { date: '', calls: 0 } };

/** A lost process's share goes to the others after this time, in milliseconds. */
export const LEASE = 3_000;

/** What a process brings to the book. */
export interface Report {
  readonly owner: string;
  readonly limit: number;
  readonly demand: Demand;
  /** Places that are taken right now: they cannot be given away. */
  readonly held: number;
}

/** What comes of a report. */
export interface Settled {
  readonly entry: Entry;
  /** What the process may use from now on. */
  readonly places: number;
}

/**
 * This process's share as it should be by now: grown by what nobody holds, or given away. Places that are taken are only
 * given away when they are free again, so the share in the book may be larger than what may be used from now on.
 */
export function settleShare(entry: Entry, { owner, limit, demand, held }: Report, now: number): Settled {
  const alive = Object.entries(entry.shares).filter(([name, { until }]) => until > now && name !== owner);
  const others = alive.reduce((sum, [, { places }]) => sum + places, 0);
  const mine = entry.shares[owner];
  const had = mine && mine.until > now ? mine.places : 0;
  const demands = new Map<string, Demand>([...alive, [owner, demand]]);
  const due = divide(limit, demands).get(owner) ?? 0;
  const places = due < had ? Math.max(due, held) : Math.min(due, Math.max(had, limit - others));
  const share = { places, until: now + LEASE, ...demand };
  return {
    entry: { ...entry, shares: { ...Object.fromEntries(alive), [owner]: share } },
    places: Math.min(places, due),
  };
}
