/** A Zoom account's plan, as far as its rate limits go. No call tells it, so it is a setting. */
export type ZoomPlan = 'free' | 'pro' | 'business';

/** Class of Zoom's rate limits that a call belongs to. */
export type Label = 'light' | 'medium' | 'heavy';

export const labels: readonly Label[] = ['light', 'medium', 'heavy'];

/** What Zoom accepts from the whole account, from all of its apps together. */
export interface RateLimit {
  readonly perSecond: number;
  readonly perDay?: number;
}

/**
 * Limits by plan and label; developers.zoom.us/docs/api/rate-limits (February 2026). The daily limits of the paid plans
 * are shared by heavy and resource-intensive calls; the bot makes none of the latter.
 */
export const rateLimits: Readonly<Record<ZoomPlan, Readonly<Record<Label, RateLimit>>>> = {
  free: {
    light: { perSecond: 4, perDay: 6_000 },
    medium: { perSecond: 2, perDay: 2_000 },
    heavy: { perSecond: 1, perDay: 1_000 },
  },
  pro: {
    light: { perSecond: 30 },
    medium: { perSecond: 20 },
    heavy: { perSecond: 10, perDay: 30_000 },
  },
  business: {
    light: { perSecond: 80 },
    medium: { perSecond: 60 },
    heavy: { perSecond: 40, perDay: 60_000 },
  },
};

/**
 * For whom a call is made: a person who waits for it, the bot itself (such as verifying a change), bulk work such as
 * listing all users, or a scan that nobody waits for. People go first, bulk work and scans last.
 */
export type Priority = 'person' | 'background' | 'bulk' | 'scan';

/** Whether many such calls follow each other: they are spread evenly, below the limit. */
export function isBulk(priority: Priority): boolean {
  return priority === 'bulk' || priority === 'scan';
}

/**
 * The longest that all calls pause after a refusal, in milliseconds: after a daily limit Zoom is tried again after this time,
 * because its day may not be ours.
 */
export const LONG_PAUSE = 15 * 60_000;

/** The longest that a call waits for a slot, in milliseconds. */
export const maxWait: Readonly<Record<Priority, number>> = {
  person: 5_000,
  background: 8_000,
  bulk: 60_000,
  scan: 60_000,
};
