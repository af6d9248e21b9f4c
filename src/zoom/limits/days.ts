import type { Label, RateLimit } from './plans.ts';
import type { Priority } from './priority.ts';

/** Calls of today, for labels that have a daily limit. Zoom's day is taken for UTC's. */
export interface Days {
  count(label: Label): void;
  /** When the next day begins, if today's calls are used up for this priority; milliseconds since the epoch. */
  fullUntil(label: Label, priority: Priority): number | undefined;
  /** The calls that no other process knows of yet. */
  unreported(label: Label): number;
  /** So many of them are reported; all processes together have made `calls` on that date. */
  reported(label: Label, count: number, day: { readonly date: string; readonly calls: number }): void;
}

/** Other apps use the account too, and our count may be a moment old. */
const MARGIN = 0.98;
/** Bulk work leaves so much of a day to people. */
const BULK = 0.9;

export const today = (): string => new Date().toISOString().slice(0, 10);

export function createDays(limits: Readonly<Record<Label, RateLimit>>): Days {
  const known = new Map<Label, { date: string; calls: number }>();
  const fresh = new Map<Label, number>();
  const callsOf = (label: Label) => {
    const day = known.get(label);
    return (day?.date === today() ? day.calls : 0) + (fresh.get(label) ?? 0);
  };
  return {
    count(label) {
      if (limits[label].perDay !== undefined) fresh.set(label, (fresh.get(label) ?? 0) + 1);
    },
    fullUntil(label, priority) {
      const { perDay } = limits[label];
      if (perDay === undefined) return undefined;
      const most = perDay * (priority === 'bulk' ? BULK : MARGIN);
      if (callsOf(label) < most) return undefined;
      return new Date().setUTCHours(24, 0, 0, 0);
    },
    unreported: (label) => fresh.get(label) ?? 0,
    reported(label, count, day) {
      fresh.set(label, (fresh.get(label) ?? 0) - count);
      known.set(label, day);
    },
  };
}
