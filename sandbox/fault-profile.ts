/** How often a call fails, and how: shares from 0 to 1. The other calls are answered as usual. */
interface FaultProfile {
  /** Answers 429, `Retry-After` by turns in seconds, as an ISO date, as an HTTP date, and missing. */
  readonly limited: number;
  /** Answers 500 or 503; half of them after the call was carried out. */
  readonly failed: number;
  /** The connection breaks; half the time after the call was carried out. */
  readonly reset: number;
  /** No answer comes; half the time the call was carried out. */
  readonly hung: number;
  /** The same seed draws the same faults. */
  readonly seed: number;
}

/** The fault that a call meets. */
export type InjectedFault =
  | { readonly kind: 'limited'; readonly retryAfter: string | null }
  | { readonly kind: 'failed'; readonly status: number; readonly applied: boolean }
  | { readonly kind: 'reset' | 'hung'; readonly applied: boolean };

/** Draws the fault for the next call; `undefined` for none. `met` counts them. */
export interface FaultInjector {
  draw(): InjectedFault | undefined;
  readonly met: Record<InjectedFault['kind'] | 'calls', number>;
}

export function createFaultInjector({ limited, failed, reset, hung, seed }: FaultProfile): FaultInjector {
  const next = drawing(seed);
  const met = { calls: 0, limited: 0, failed: 0, reset: 0, hung: 0 };
  const drawFault = (): InjectedFault | undefined => {
    let at = next();
    const within = (share: number) => {
      at -= share;
      return at < 0;
    };
    if (within(limited)) return { kind: 'limited', retryAfter: waits[Math.floor(next() * 4)]?.() ?? null };
    const applied = next() < 0.5;
    if (within(failed)) return { kind: 'failed', status: next() < 0.5 ? 500 : 503, applied };
    if (within(reset)) return { kind: 'reset', applied };
    return within(hung) ? { kind: 'hung', applied } : undefined;
  };
  return {
    met,
    draw() {
      met.calls += 1;
      const fault = drawFault();
      if (fault) met[fault.kind] += 1;
      return fault;
    },
  };
}

const soon = () => new Date(Date.now() + 1_000);
const waits = [() => '1', () => soon().toISOString(), () => soon().toUTCString(), () => null];

/** Random numbers from 0 up to, not including, 1 (mulberry32): the same seed gives the same sequence. */
export function drawing(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
