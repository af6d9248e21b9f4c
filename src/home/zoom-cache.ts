import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';

/** What is known of something that Zoom has to be asked for. `pending`: Zoom has not answered yet. */
export type Lookup<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'failed' }
  | { readonly kind: 'pending' };

/** A Home tab is shown without Zoom's answer after so many milliseconds. */
const MAX_WAIT = 600;
const ANSWER_TTL = 30_000;
const FAILURE_TTL = 3_000;

/**
 * Caches Zoom's answers for the Home tab: concurrent lookups share one request, and none waits for long.
 *
 * @param read asks Zoom
 * @param answered called for each viewer who got no answer in time, once Zoom has answered or failed
 */
export function createZoomCache<T>(read: (key: string) => Promise<T>, answered: (viewer: string) => void) {
  const lookups = new LRUCache<string, { readonly since: number; readonly result: Promise<Lookup<T>> }>({
    max: 5_000,
    ttl: ANSWER_TTL,
  });

  const start = (key: string) => {
    const result = read(key).then(
      (value): Lookup<T> => ({ kind: 'answer', value }),
      (): Lookup<T> => ({ kind: 'failed' }),
    );
    const entry = { since: Date.now(), result };
    lookups.set(key, entry);
    void result.then(({ kind }) => {
      if (kind === 'failed' && lookups.peek(key) === entry) lookups.set(key, entry, { ttl: FAILURE_TTL });
    });
    return entry;
  };

  return {
    /** @param changedAt an answer from before this time is out of date; milliseconds since 1970 */
    async get(key: string, viewer: string, changedAt = 0): Promise<Lookup<T>> {
      const known = lookups.get(key);
      const { result } = known && known.since >= changedAt ? known : start(key);
      const lookup = await Promise.race([result, sleep(MAX_WAIT, null, { ref: false })]);
      if (lookup) return lookup;
      void result.then(() => answered(viewer));
      return { kind: 'pending' };
    },

    /** Asks Zoom again at the next lookup, unless the answer is younger than `ms`. */
    invalidate(key: string, ms = 0): void {
      const known = lookups.peek(key);
      if (known && Date.now() - known.since >= ms) lookups.delete(key);
    },
  };
}

export type ZoomCache<T> = ReturnType<typeof createZoomCache<T>>;
