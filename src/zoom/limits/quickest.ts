/** How long the quickest of the latest calls took, by kind of call: so long any call of that kind is under way, and no less. */
export interface Quickest {
  /** Another call of that kind took so long; milliseconds. */
  add(kind: string, ms: number): void;
  /** The shortest time that is known to hold; 0 as long as too little is known. */
  of(kind: string): number;
}

/** What is known holds for one to two of these; milliseconds. */
const SPAN = 1_000;

interface Seen {
  since: number;
  /** The quickest since then. */
  now: number;
  /** The quickest of the span before; calls that open a connection come in one burst and are slow together, so one span is not enough. */
  before: number;
}

export function createQuickest(): Quickest {
  const seen = new Map<string, Seen>();
  const current = (kind: string): Seen => {
    const now = performance.now();
    const one = seen.get(kind);
    if (one && now - one.since < SPAN) return one;
    const isNext = one !== undefined && now - one.since < 2 * SPAN;
    const next = { since: now, now: Number.POSITIVE_INFINITY, before: isNext ? one.now : 0 };
    seen.set(kind, next);
    return next;
  };
  return {
    add(kind, ms) {
      const one = current(kind);
      one.now = Math.min(one.now, ms);
    },
    of(kind) {
      const one = current(kind);
      return Math.min(one.now, one.before);
    },
  };
}
