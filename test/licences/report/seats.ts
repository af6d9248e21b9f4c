import type { DayCounts, LicenceReview, Seat } from '../../../src/licences/review.ts';
import { type LicencePolicy, toLicencePolicy } from '../../../src/policy/licences.ts';

const DAY = 86_400_000;
/** Thursday, 26 November 2026, at noon. */
export const NOW = Date.UTC(2026, 10, 26, 12);

/** A licence and its holder; unused for 100 days, and nothing keeps it, unless told. */
export function seat(number: number, other: Partial<Seat> = {}): Seat {
  const { idleDays = 100 } = other;
  return {
    zoomId: `z${number}`,
    name: `Person ${number}`,
    email: `person${number}@example.com`,
    department: 'Sales',
    licence: 'Licensed',
    createdAt: NOW - 900 * DAY,
    licensedSince: null,
    lastUse: idleDays === null ? null : { at: NOW - idleDays * DAY, what: 'hosted', precision: 'day' },
    spans: [{ from: '2026-11-01', to: '2026-11-26', meetings: 2, participants: 7, minutes: 90 }],
    idleDays,
    loses: [],
    kept: [],
    idle: idleDays !== null && idleDays >= 60 && (other.kept ?? []).length === 0,
    ...other,
  };
}

export function review(seats: readonly Seat[], other: Partial<LicenceReview> = {}): LicenceReview {
  return {
    at: NOW - 3 * 3_600_000,
    basis: 'host reports',
    missingScopes: [],
    counts: { bought: 20, used: seats.length, pending: 1, free: 20 - seats.length },
    seats,
    oddRows: 0,
    undecided: 0,
    ...other,
  };
}

/** A count for each of so many days, the last one today. */
export function historyOf(days: number, of: (day: number) => Partial<DayCounts>): DayCounts[] {
  return Array.from({ length: days }, (_, i) => ({
    day: new Date(NOW - (days - 1 - i) * DAY).toISOString().slice(0, 10),
    bought: null,
    used: 0,
    pending: 0,
    free: null,
    idle: 0,
    ...of(i),
  }));
}

export function licencePolicy(other: Partial<LicencePolicy> = {}): LicencePolicy {
  return { ...toLicencePolicy({}, 'C0ZOOMOPS'), ...other };
}
