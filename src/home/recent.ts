import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';

/** What is known of something that Zoom has to be asked for. */
export type Known<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'failed' }
  /** Zoom was asked and has not answered yet. */
  | { readonly kind: 'asked' };

interface Entry<T> {
  readonly askedAt: number;
  readonly settled: Promise<void>;
  known: Known<T>;
  /** Who went on without the answer and wants to hear of it. */
  readonly missed: Set<string>;
}

/** A Home tab is shown without Zoom's answer after so many milliseconds. */
const PATIENCE = 600;
/** How long an answer is good for; every change asks anew. */
const FRESH = 30_000;
/** So soon is Zoom asked again after it did not answer. */
const FAILED_FRESH = 3_000;

/**
 * Answers of Zoom for the Home tab: asked once for all who look at the same time, kept for 30 seconds, never waited for
 * long.
 *
 * @param late called with everybody who went on without an answer, once it is there
 */
export function createRecent<T>(ask: (key: string) => Promise<T>, late: (who: string) => void) {
  const entries = new LRUCache<string, Entry<T>>({ max: 5_000 });

  const start = (key: string): Entry<T> => {
    const settled = ask(key).then(
      (value) => settle({ kind: 'answer', value }),
      () => settle({ kind: 'failed' }),
    );
    const entry: Entry<T> = { askedAt: Date.now(), settled, known: { kind: 'asked' }, missed: new Set() };
    const settle = (known: Known<T>) => {
      entry.known = known;
      for (const who of entry.missed) late(who);
    };
    entries.set(key, entry);
    return entry;
  };

  const stillGood = ({ known, askedAt }: Entry<T>, since: number) => {
    if (askedAt < since) return false;
    if (known.kind === 'asked') return true;
    return Date.now() - askedAt < (known.kind === 'failed' ? FAILED_FRESH : FRESH);
  };

  return {
    /** @param since an answer from before this moment does not count: something has changed then */
    async look(key: string, who: string, since = 0): Promise<Known<T>> {
      const found = entries.get(key);
      const entry = found && stillGood(found, since) ? found : start(key);
      if (entry.known.kind === 'asked') {
        await Promise.race([entry.settled, sleep(PATIENCE, undefined, { ref: false })]);
      }
      if (entry.known.kind === 'asked') entry.missed.add(who);
      return entry.known;
    },

    /** Asks anew next time, unless the answer is younger than `ms`. */
    forget(key: string, ms = 0): void {
      const entry = entries.get(key);
      if (entry && Date.now() - entry.askedAt >= ms) entries.delete(key);
    },
  };
}

export type Recent<T> = ReturnType<typeof createRecent<T>>;
