import type { Outcome } from '../delivery.ts';
import type { DeedResult } from '../desktop.ts';

/** A deed, and how long the app took to acknowledge it (0 when nothing was sent). */
export type Deed = DeedResult & { readonly ackMs: number };

/** A deed that never left the person's own Slack. */
export function refused(error: string, errors?: Readonly<Record<string, string>>): Deed {
  return { ok: false, error, ackMs: 0, ...(errors ? { errors } : {}) };
}

/** A delivery's outcome as its deed. */
export function deedOf(outcome: Outcome, ackMs: number): Deed {
  return outcome.ok ? { ok: true, ackMs } : { ok: false, error: outcome.error, ackMs };
}

/** Runs something and tells how many milliseconds it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}
