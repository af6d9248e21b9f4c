import type { Text } from '../languages/text.ts';

/** Why somebody keeps their licence, whether they use it or not. */
export type KeptReason =
  | 'owner'
  | 'admin'
  | 'room'
  | 'live-meeting'
  | 'upcoming-meeting'
  | 'upcoming-webinar'
  | 'bundle'
  | 'phone'
  | 'new-account'
  | 'min-hold'
  | 'assistants'
  | 'schedules-for'
  | 'exempt-person'
  | 'exempt-group'
  | 'exempt-department'
  | 'on-leave'
  | 'granted'
  | 'request-open'
  | 'pending'
  | 'deactivated'
  /** A fact that could not be read may be any of the others. */
  | 'unknown';

/** One reason, with a sentence about the person: "Has a webinar on 3 December". Plain text. */
export interface Kept {
  readonly reason: KeptReason;
  readonly says: Text;
}

/** What somebody hosted in a span of up to 30 days, as Zoom's host report counts it. */
export interface Span {
  /** First and last day (UTC), such as `2026-11-03`. */
  readonly from: string;
  readonly to: string;
  readonly meetings: number;
  readonly participants: number;
  readonly minutes: number;
}

/** The last use of a licence that is known. */
export interface LastUse {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `hosted`: over 40 minutes with two or more people, or a webinar; `signed in`: where the host reports may not be read. */
  readonly what: 'hosted' | 'signed in';
  /** `day`: to the day; `span`: at some time in the 30 days before `at`; `three-days`: Zoom tells it up to three days late. */
  readonly precision: 'day' | 'span' | 'three-days';
}

/** One licence and its holder. Times are milliseconds since the epoch. */
export interface Seat {
  readonly zoomId: string;
  readonly name: string;
  readonly email: string;
  /** Empty: none. */
  readonly department: string;
  /** "Licensed", "On-prem", or with the bundle: "Licensed (Zoom Workplace plan 4)". */
  readonly licence: string;
  readonly createdAt: number | null;
  /** Since when they are known to have it; `null`: since before the first scan. */
  readonly licensedSince: number | null;
  /** `null`: nothing in the time that Zoom tells of (six months of host reports), or not known: then `kept` says so. */
  readonly lastUse: LastUse | null;
  /** The newest first. Empty where the host reports may not be read. */
  readonly spans: readonly Span[];
  /**
   * Whole days without a use that needs a licence; without any, the days since the account was made or since the oldest
   * report. `null`: not known.
   */
  readonly idleDays: number | null;
  /** What else a downgrade takes, in words: "Phone number +44 …", "Webinar licence: up to 500 people". Looked up for those who are idle. */
  readonly loses: readonly Text[];
  /** Why the licence is never taken. Looked up for those who are idle; empty: nothing speaks against it. */
  readonly kept: readonly Kept[];
  /** Unused for as long as the policy says, and nothing keeps it: the licence may be taken back. */
  readonly idle: boolean;
}

/** How many licences there are. */
export interface SeatCounts {
  /** `null`: neither Zoom nor the policy tells. */
  readonly bought: number | null;
  readonly used: number;
  /** Of those in use: people who have not accepted their invitation. */
  readonly pending: number;
  /** `null` where `bought` is. */
  readonly free: number | null;
}

/** The counts of one day, for a chart. */
export interface DayCounts extends SeatCounts {
  /** UTC, such as `2026-11-03`. */
  readonly day: string;
  readonly idle: number;
}

/** The result of one scan. */
export interface LicenceReview {
  /** When it began: milliseconds since the epoch. */
  readonly at: number;
  /** `sign-in`: Zoom's host reports may not be read; the last sign-in counts, which Zoom tells up to three days late. */
  readonly basis: 'host reports' | 'sign-in';
  /** The scopes that are missing for what could not be read; empty: none. */
  readonly missingScopes: readonly string[];
  readonly counts: SeatCounts;
  /** Everybody with a licence, by name. */
  readonly seats: readonly Seat[];
  /** Rows of Zoom's lists that could not be read; whoever stands in one is not among the seats, or is kept. */
  readonly oddRows: number;
  /** People whose use could not be looked up within the day's share of Zoom's rate limit. They are kept. */
  readonly undecided: number;
}

/** How far a scan has come. */
export interface ScanProgress {
  readonly startedAt: number;
  readonly phase: 'people' | 'host reports' | 'checks';
  /** Of the phase's `total`, where that is known. */
  readonly done: number;
  readonly total: number | null;
}

/** Finds idle licences. Every method may throw what the store throws; those that ask Zoom, ZoomError. */
export interface LicenceReviews {
  /** The last scan that was finished; `null`: none yet. */
  latest(): Promise<LicenceReview | null>;
  /** Counts without the seats of the last scan that was finished: cheap enough for Home. */
  summary(): Promise<(Omit<LicenceReview, 'seats'> & { readonly idle: number }) | null>;
  /** Scans now, or goes on with a scan that was cut off; returns when it is finished. Thousands of people take minutes. */
  run(): Promise<void>;
  /** Begins a scan in the background if none is under way: for a button or a command. */
  request(): Promise<void>;
  /** `null`: no scan is under way. */
  progress(): Promise<ScanProgress | null>;
  /**
   * Looks one person up afresh, with every protection, for use within seconds of a change. Missing facts keep the licence.
   *
   * @param requestId the request that asks: it does not count as one that is under way
   * @returns `null`: no such account, or no licence any more
   * @throws ZoomError, or what Slack throws: then nothing is known, and nothing may be taken
   */
  recheck(zoomId: string, requestId?: string): Promise<Seat | null>;
  /** The counts by day, the oldest first. @param days how many days back */
  history(days: number): Promise<readonly DayCounts[]>;
  /** For the scheduler: begins a scan once a night where the policy has licence settings, and goes on with one. */
  poll(): Promise<boolean>;
  /** Stops a scan that this process works on: another one, or the next start, goes on with it. */
  stop(): Promise<void>;
}
