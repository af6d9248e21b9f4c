import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { LRUCache } from 'lru-cache';

const REMEMBER = 10 * 60_000;

/**
 * Ignores a payload that came before: Slack makes each `trigger_id` once. It is acknowledged, nothing more. (Changes
 * are also kept apart by the store, across restarts and replicas.)
 */
export function ignoreRepeated(): Middleware<AnyMiddlewareArgs> {
  // Seconds are exact enough, and spare a timer for every payload.
  const seen = new LRUCache<string, true>({ max: 50_000, ttl: REMEMBER, ttlResolution: 1_000 });
  return async (args) => {
    const id = (args.body as { trigger_id?: unknown }).trigger_id;
    if (typeof id === 'string') {
      // A copy: a piece of the payload would keep all of it in memory.
      const key = Buffer.from(id).toString('latin1');
      if (seen.has(key)) {
        const { ack } = args as { ack?: () => Promise<void> };
        await ack?.();
        return;
      }
      seen.set(key, true);
    }
    await args.next();
  };
}
