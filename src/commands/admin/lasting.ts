import { Refusal } from '../../people/refusal.ts';
import { md } from '../../views/mrkdwn.ts';
import { parseDuration } from '../duration.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/**
 * How long a change lasts, in milliseconds, within what policy allows.
 *
 * @throws Refusal when it is longer
 */
export function lasting(duration: string | undefined, max: number | null): { readonly lasts?: number } {
  const lasts = duration === undefined ? undefined : parseDuration(duration);
  if (lasts === undefined) return {};
  if (max !== null && lasts > max) {
    throw new Refusal('input', {
      says: md`${duration ?? ''} is longer than your policy allows: at most ${spoken(max)}.`,
      next: md`Choose a shorter time.`,
    });
  }
  return { lasts };
}

function spoken(ms: number): string {
  return ms % DAY === 0 ? `${ms / DAY} days` : `${Math.round(ms / HOUR)} hours`;
}
