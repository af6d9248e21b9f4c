/** How long the quickest of the latest calls took, by kind of call: so long any call of that kind is under way, and no less. */
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

interface Seen {
  since: number;
  /** The quickest of each span, the current one first. */
  spans: number[];
}

export function createQuickest(): Quickest {
  const seen = new Map<string, Seen>();
  const current = (kind: string): number[] => {
    const now = performance.now();
    const one = seen.get(kind) ?? { since: now, spans: [Number.POSITIVE_INFINITY] };
    seen.set(kind, one);
    if (now - one.since >= SPAN) {
      // After a pause nothing is known: connections may have to be opened again.
      const known = now - one.since < 2 * SPAN ? one.spans.slice(0, SPANS - 1) : [];
      one.spans = [Number.POSITIVE_INFINITY, ...known];
      one.since = now;
    }
    return one.spans;
  };
  return {
    add(kind, ms) {
      const spans = current(kind);
      spans[0] = Math.min(spans[0] ?? ms, ms);
    },
    of(kind) {
      const spans = current(kind);
      // Calls that open their connections come in one burst and are slow together: one span is not enough.
      return spans.length < 2 ? 0 : Math.min(...spans);
    },
  };
}
