import { Refusal } from '../../identity/refusal.ts';
import { type Mrkdwn, md } from '../../views/mrkdwn.ts';
import type { PlanUsage } from '../../zoom/plan.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';

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

/** How many licences are free; null where Zoom does not tell, or just now cannot: then nothing is said of it. */
export async function freeSeats({ plan }: Pick<Zoom, 'plan'>): Promise<number | null> {
  const usage = await plan.usage().catch((error: unknown) => {
    if (error instanceof ZoomError) return null;
    throw error;
  });
  if (!usage || usage.licensed.bought === null) return null;
  return Math.max(0, usage.licensed.bought - usage.licensed.used);
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
  return [
    {
      label: 'Free licences',
      before: String(bought - used),
      after: String(bought - used - 1),
      informational: true as const,
    },
  ];
}
