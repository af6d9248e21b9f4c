import type { ZoomAccount } from './account.ts';
import type { Reply } from './refusal.ts';
import type { Route } from './route.ts';

/** Calls a second for the whole account, by plan; Zoom's page on rate limits. */
const limits = {
  free: { light: 4, medium: 2, heavy: 1 },
  pro: { light: 30, medium: 20, heavy: 10 },
  business: { light: 80, medium: 60, heavy: 40 },
} as const;

/** Counts calls; answers 429 for one too many while the account has a plan. */
export interface RateLimit {
  refuse(account: ZoomAccount, rate: Route['rate']): Reply | undefined;
}

/** A count by calendar second. */
export function createRateLimit(): RateLimit {
  let second = 0;
  let counts = { light: 0, medium: 0, heavy: 0 };
  return {
    refuse(account, rate) {
      if (!account.plan) return undefined;
      const now = Math.floor(Date.now() / 1_000);
      if (now !== second) {
        second = now;
        counts = { light: 0, medium: 0, heavy: 0 };
      }
      counts[rate] += 1;
      const limit = limits[account.plan][rate];
      if (counts[rate] <= limit) return undefined;
      const message = 'You have reached the maximum per-second rate limit for this API. Try again later.';
      return {
        status: 429,
        body: { code: 429, message },
        headers: {
          'X-RateLimit-Category': rate.charAt(0).toUpperCase() + rate.slice(1),
          'X-RateLimit-Type': 'QPS',
          'X-RateLimit-Limit': String(limit),
          'X-RateLimit-Remaining': '0',
          'X-RateLimit-Reset': String(second + 1),
        },
      };
    },
  };
}
