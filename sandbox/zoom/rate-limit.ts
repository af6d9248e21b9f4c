import type { ZoomAccount } from './account.ts';
import type { Reply } from './refusal.ts';
import type { Route } from './route.ts';

type Label = Route['rate'];
type Plan = NonNullable<ZoomAccount['plan']>;

/** Calls a second for the whole account, by plan; Zoom's page on rate limits. */
const perSecond: Readonly<Record<Plan, Readonly<Record<Label, number>>>> = {
  free: { light: 4, medium: 2, heavy: 1 },
  pro: { light: 30, medium: 20, heavy: 10 },
  business: { light: 80, medium: 60, heavy: 40 },
};

/** Calls a day, where there is a limit; that of the paid plans counts resource-intensive calls too. */
const perDay: Readonly<Record<Plan, Partial<Record<Label, number>>>> = {
  free: { light: 6_000, medium: 2_000, heavy: 1_000 },
  pro: { heavy: 30_000 },
  business: { heavy: 60_000 },
};

/** `POST /users` with `action` `create` a day. */
const createdPerDay: Readonly<Record<Plan, number>> = { free: 50, pro: 1_500, business: 10_000 };

/** Counts calls; answers 429 for one too many while the account has a plan. */
export interface RateLimit {
  refuse(account: ZoomAccount, route: Pick<Route, 'rate' | 'operation'>): Reply | undefined;
  /** Calls that were taken today, to set how far the day is. */
  readonly today: Record<string, number>;
  reset(): void;
}

/**
 * No second, wherever it begins, takes more calls than the plan allows: where Zoom begins its seconds is not known. Days
 * begin at midnight UTC, as Zoom's example of `Retry-After` does.
 */
export function createRateLimit(): RateLimit {
  let taken: Record<Label, number[]> = { light: [], medium: [], heavy: [] };
  let date = '';
  const today: Record<string, number> = {};
  const reset = () => {
    taken = { light: [], medium: [], heavy: [] };
    for (const name of Object.keys(today)) delete today[name];
  };
  return {
    today,
    reset,
    refuse({ plan }, { rate, operation }) {
      if (!plan) return undefined;
      const now = Date.now();
      const day = new Date(now).toISOString().slice(0, 10);
      if (day !== date) {
        date = day;
        for (const name of Object.keys(today)) delete today[name];
      }
      const days = [
        [rate, perDay[plan][rate]],
        ...(operation === 'createUser' ? [[operation, createdPerDay[plan]] as const] : []),
      ] as const;
      for (const [name, limit] of days) {
        if (limit !== undefined && (today[name] ?? 0) >= limit) return daily(rate, limit, now);
      }
      const limit = perSecond[plan][rate];
      const recent = taken[rate].filter((at) => at > now - 1_000);
      taken[rate] = recent;
      if (recent.length >= limit) return secondly(rate, limit, (recent[0] ?? now) + 1_000);
      recent.push(now);
      for (const [name] of days) today[name] = (today[name] ?? 0) + 1;
      return undefined;
    },
  };
}

const headers = (rate: Label, type: string, limit: number) => ({
  'X-RateLimit-Category': rate.charAt(0).toUpperCase() + rate.slice(1),
  'X-RateLimit-Type': type,
  'X-RateLimit-Limit': String(limit),
  'X-RateLimit-Remaining': '0',
});

function secondly(rate: Label, limit: number, freeAt: number): Reply {
  const message = 'You have reached the maximum per-second rate limit for this API. Try again later.';
  const reset = { 'X-RateLimit-Reset': String(Math.ceil(freeAt / 1_000)) };
  return {
    status: 429,
    body: { code: 429, message },
    headers: { ...headers(rate, 'QPS', limit), ...reset },
  };
}

function daily(rate: Label, limit: number, now: number): Reply {
  const message =
    'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.';
  const midnight = new Date(new Date(now).setUTCHours(24, 0, 0, 0)).toISOString();
  const until = { 'Retry-After': `${midnight.slice(0, 19)}Z` };
  return {
    status: 429,
    body: { code: 429, message },
    headers: { ...headers(rate, 'Daily-limit', limit), ...until },
  };
}
