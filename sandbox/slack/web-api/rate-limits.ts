import type { Rec } from '../json.ts';
import type { Method } from './method.ts';

/** Counts calls against Slack's tiers, a sliding minute each. */
export interface RateLimits {
  /** Seconds to wait when the call is one too many. */
  exceeded(name: string, method: Method, args: Rec): number | undefined;
}

/** Messages: about one a second and channel, bursts of five let through (Slack's docs on rate limits). */
const burst = { calls: 5, windowMs: 5000 };

export function createRateLimits(): RateLimits {
  const calls = new Map<string, number[]>();
  const count = (key: string, most: number, windowMs: number): number | undefined => {
    const now = performance.now();
    const recent = (calls.get(key) ?? []).filter((at) => now - at < windowMs);
    calls.set(key, recent);
    const [oldest] = recent;
    if (recent.length >= most && oldest !== undefined) return Math.ceil((windowMs - (now - oldest)) / 1000);
    recent.push(now);
    return undefined;
  };
  return {
    exceeded(name, method, args) {
      if (name === 'chat.postMessage')
        return count(`${name} ${String(args.channel)}`, burst.calls, burst.windowMs);
      return method.perMinute === undefined ? undefined : count(name, method.perMinute, 60_000);
    },
  };
}
