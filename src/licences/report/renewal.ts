import { dayOf, daysBetween } from '../days.ts';
import type { DayCounts, SeatCounts } from '../review.ts';

/** Growth is not estimated from fewer days than four weeks. */
const LEAST = 28;
const MONTH = 30;

/** The renewal of the contract, and how many licences to buy then. */
export interface Renewal {
  /** Such as `2027-03-31`. */
  readonly day: string;
  /** Whole days from today; negative: it is over. */
  readonly daysLeft: number;
  /** In use − idle + waiting + growth. */
  readonly buy: number;
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
  readonly growth: Growth | null;
  /** How many more (or, below zero, fewer) than there are; `null` where that is not known. */
  readonly change: number | null;
}

/** How the licences in use and not idle have grown; nothing where they became fewer. */
interface Growth {
  /** Until the renewal. */
  readonly licences: number;
  readonly perMonth: number;
  /** How many days were looked at. */
  readonly days: number;
}

/**
 * How many licences to buy at the renewal: those in use, without the idle ones, with the people who wait for one, and with
 * what is added until then if it goes on as in the days counted.
 *
 * @param history the counts by day, the oldest first
 */
export function renewalOf(input: {
  readonly day: string;
  readonly now: number;
  readonly counts: SeatCounts;
  readonly idle: number;
  readonly waiting: number;
  readonly history: readonly DayCounts[];
}): Renewal {
  const { day, now, counts, idle, waiting, history } = input;
  const daysLeft = daysUntil(day, now);
  const growth = growthOf(history, daysLeft);
  const buy = counts.used - idle + waiting + (growth?.licences ?? 0);
  const change = counts.bought === null ? null : buy - counts.bought;
  return { day, daysLeft, buy, used: counts.used, idle, waiting, growth, change };
}

/** Whole days from now (UTC) to a day such as `2027-03-31`; negative: it is over. */
export function daysUntil(day: string, now: number): number {
  return daysBetween(dayOf(now), day);
}

/** Of those in use without the idle ones, so that taking idle ones back does not look like a company that shrinks. */
function growthOf(history: readonly DayCounts[], daysLeft: number): Growth | null {
  const first = history[0];
  const last = history.at(-1);
  if (!first || !last) return null;
  const days = daysBetween(first.day, last.day);
  if (days < LEAST) return null;
  const perDay = Math.max(0, (last.used - last.idle - (first.used - first.idle)) / days);
  return {
    licences: Math.max(0, Math.ceil(perDay * daysLeft - 1e-9)),
    perMonth: Math.round(perDay * MONTH * 10) / 10,
    days,
  };
}
