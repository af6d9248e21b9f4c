/** How long the quickest of the latest calls took, by kind of call: the next is hardly under way for less. */
export interface Quickest {
  /** Another call of that kind took so long; milliseconds. */
  add(kind: string, ms: number): void;
  /** The shortest time that is known to hold; 0 as long as too little is known. */
  of(kind: string): number;
}

/** Milliseconds. */
const SPAN = 1_000;
/** What is known holds for so many spans. */
const SPANS = 4;

/** The first calls open connections and are slow. Fewer are under way at once, so of so many some were not the first. */
const ENOUGH = 48;

interface Seen {
  since: number;
  /** Calls since the last pause. */
  calls: number;
  /** The quickest of each span, the current one first. */
  spans: number[];
}

export function createQuickest(): Quickest {
  const seen = new Map<string, Seen>();
  const current = (kind: string): Seen => {
    const now = performance.now();
    const one = seen.get(kind) ?? { since: now, calls: 0, spans: [Number.POSITIVE_INFINITY] };
    seen.set(kind, one);
    if (now - one.since >= SPAN) {
      // After a pause nothing is known: connections may have to be opened again.
      const paused = now - one.since >= 2 * SPAN;
      if (paused) one.calls = 0;
      one.spans = [Number.POSITIVE_INFINITY, ...(paused ? [] : one.spans.slice(0, SPANS - 1))];
      one.since = now;
    }
    return one;
  };
  return {
    add(kind, ms) {
      const one = current(kind);
      one.calls++;
      one.spans[0] = Math.min(one.spans[0] ?? ms, ms);
    },
    of(kind) {
      const { calls, spans } = current(kind);
      return calls < ENOUGH ? 0 : Math.min(...spans);
    },
  };
}
