import { money, number } from '../../languages/formats.ts';
import type { Text } from '../../languages/text.ts';
import type { LicencePolicy } from '../../policy/licences.ts';
import { DAY } from '../days.ts';
import type { DayCounts, KeptReason, LicenceReview, Seat, SeatCounts } from '../review.ts';
import { type Renewal, renewalOf } from './renewal.ts';

/** What the report counts beside the policy's own number of days. */
const SPANS = [30, 60, 90];

/** What the report says, in numbers. Times are milliseconds since the epoch. */
export interface Figures {
  readonly at: number;
  readonly basis: LicenceReview['basis'];
  readonly missingScopes: readonly string[];
  readonly oddRows: number;
  readonly undecided: number;
  readonly counts: SeatCounts;
  /** How many have been unused for so many days or longer, whether they may be taken or not. */
  readonly unused: readonly { readonly days: number; readonly count: number }[];
  /** From how many days on the policy calls a licence idle. */
  readonly idleAfter: number;
  /** How many may be taken back. */
  readonly idle: number;
  /** How many are as long unused, and kept. */
  readonly kept: number;
  /** Why, the most frequent reason first. Who has several reasons counts for each. */
  readonly keptBy: readonly { readonly reason: KeptReason; readonly count: number }[];
  /** `null`: the policy names no price. */
  readonly price: { readonly each: number; readonly currency: string | null } | null;
  readonly renewal: Renewal | null;
  /** How many people wait for a licence. */
  readonly waiting: number;
}

/** Counts what the report says. */
export function figuresOf(input: {
  readonly review: LicenceReview;
  readonly history: readonly DayCounts[];
  readonly policy: LicencePolicy;
  readonly waiting: number;
  readonly now: number;
}): Figures {
  const { review, history, policy, waiting, now } = input;
  const { at, basis, missingScopes, oddRows, undecided, counts, seats } = review;
  const idleAfter = Math.round(policy.idleAfter / DAY);
  const spans = [...new Set([...SPANS, idleAfter])].sort((a, b) => a - b);
  const kept = keptThoughUnused(seats, policy);
  const idle = seats.filter((one) => one.idle).length;
  return {
    at,
    basis,
    missingScopes,
    oddRows,
    undecided,
    counts,
    unused: spans.map((days) => ({ days, count: unusedFor(seats, days).length })),
    idleAfter,
    idle,
    kept: kept.length,
    keptBy: reasonsOf(kept),
    price: policy.price === null ? null : { each: policy.price, currency: policy.currency },
    renewal:
      policy.renewal === null
        ? null
        : renewalOf({ day: policy.renewal, now, counts, idle, waiting, history }),
    waiting,
  };
}

/** What so many licences cost a year, such as "€8,820" or, without a currency, "8,820". */
export function yearlyCost(licences: number, { each, currency }: NonNullable<Figures['price']>): Text {
  const total = Math.round(licences * each * 100) / 100;
  return currency === null ? number(total) : money(total, currency);
}

/** Who has not used their licence for so many days, the longest first, and of those who may lose it. */
export function unusedFor(seats: readonly Seat[], days: number): Seat[] {
  return seats
    .filter((one) => one.idleDays !== null && one.idleDays >= days)
    .sort(
      (a, b) =>
        (b.idleDays ?? 0) - (a.idleDays ?? 0) ||
        Number(b.idle) - Number(a.idle) ||
        a.name.localeCompare(b.name),
    );
}

/** Who keeps their licence although they have not used it for as long as the policy says. */
export function keptThoughUnused(seats: readonly Seat[], { idleAfter }: LicencePolicy): Seat[] {
  return unusedFor(seats, Math.round(idleAfter / DAY)).filter((one) => !one.idle);
}

function reasonsOf(seats: readonly Seat[]): Figures['keptBy'] {
  const counts = new Map<KeptReason, number>();
  for (const { kept } of seats) {
    for (const reason of new Set(kept.map((one) => one.reason)))
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}
