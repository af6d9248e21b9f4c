import { Refusal } from '../../people/refusal.ts';
import { type Mrkdwn, md } from '../../views/mrkdwn.ts';
import type { PlanUsage } from '../../zoom/plan.ts';
import type { Zoom } from '../../zoom/zoom.ts';

/** "18 of 20 licences are in use, 2 are free." in plain text; empty where Zoom does not tell. */
export function seatWords(usage: PlanUsage | null): string {
  if (!usage) return '';
  const { bought, used } = usage.licensed;
  if (bought === null) return `${used} ${used === 1 ? 'licence is' : 'licences are'} in use.`;
  const free = Math.max(0, bought - used);
  return `${used} of ${bought} licences are in use, ${free} ${free === 1 ? 'is' : 'are'} free.`;
}

/** The same as mrkdwn, for the note of a form or an answer. */
export function seatNote(usage: PlanUsage | null): Mrkdwn {
  return md`${seatWords(usage)}`;
}

/**
 * Looks for a free licence before anybody is asked for one.
 *
 * @returns a line for the preview, where Zoom tells how many there are
 * @throws Refusal when none is free; ZoomError
 */
export async function takeSeat(zoom: Zoom) {
  const usage = await zoom.plan.usage();
  if (usage?.licensed.bought === null || !usage) return [];
  const { bought, used } = usage.licensed;
  if (used >= bought) {
    throw new Refusal('input', {
      says: md`No licence is free: all ${bought} are in use.`,
      next: md`Take one back from somebody with \`set-license\`, or buy more in Zoom. Nothing was changed.`,
    });
  }
  return [{ label: 'Free licences', before: String(bought - used), after: String(bought - used - 1) }];
}
