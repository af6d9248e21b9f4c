import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { LRUCache } from 'lru-cache';

const REMEMBER = 10 * 60_000;

/**
 * Ignores a payload that came before: Slack makes each `trigger_id` once. It is acknowledged, nothing more. (Changes
 * are also kept apart by the store, across restarts and replicas.)
 */
export function ignoreRepeated(): Middleware<AnyMiddlewareArgs> {
  const seen = new LRUCache<string, true>({ max: 50_000, ttl: REMEMBER });
  return async (args) => {
    const id = (args.body as { trigger_id?: unknown }).trigger_id;
    if (typeof id === 'string') {
      if (seen.has(id)) {
        const { ack } = args as { ack?: () => Promise<void> };
        await ack?.();
        return;
      }
      seen.set(id, true);
    }
    await args.next();
  };
}
