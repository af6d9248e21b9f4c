import { Refusal } from '../../identity/refusal.ts';
import { md } from '../../views/mrkdwn.ts';
import type { PlanUsage } from '../../zoom/plan.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import type { Change } from '../plan.ts';

/** "18 of 20 licences are in use, 2 are free." in plain text; empty when Zoom gives no numbers. */
export function seatMessage(usage: PlanUsage | null): string {
  if (!usage) return '';
  const { bought, used } = usage.licensed;
  if (bought === null) return `${used} ${used === 1 ? 'licence is' : 'licences are'} in use.`;
  const free = Math.max(0, bought - used);
  return `${used} of ${bought} licences are in use, ${free} ${free === 1 ? 'is' : 'are'} free.`;
}

/** The number of free licences; `null` when Zoom gives no numbers or cannot be reached. */
export async function freeSeats({ plan }: Pick<Zoom, 'plan'>): Promise<number | null> {
  const usage = await plan.usage().catch((error: unknown) => {
    if (error instanceof ZoomError) return null;
    throw error;
  });
  if (!usage || usage.licensed.bought === null) return null;
  return Math.max(0, usage.licensed.bought - usage.licensed.used);
}

/**
 * Checks that a licence is free for an admin to give.
 *
 * @returns a line for the preview; none when Zoom gives no numbers
 * @throws Refusal when none is free; ZoomError
 */
export async function takeSeat(zoom: Zoom): Promise<Change[]> {
  const usage = await zoom.plan.usage();
  if (!usage || usage.licensed.bought === null) return [];
  const { bought, used } = usage.licensed;
  if (used >= bought) {
    throw new Refusal('input', {
      says: md`No licence is free: all ${bought} are in use.`,
      next: md`Take one back from somebody with \`set-license\`, or buy more in Zoom. Nothing was changed.`,
    });
  }
  return [seatChange(bought - used)];
}

const FREE_LICENCES = 'Free licences';

/** How many licences were free when this preview took one of them; `undefined`: it takes none, or nobody knows. */
export function freeInPreview(changes: readonly Change[]): number | undefined {
  const line = changes.find(({ label }) => label === FREE_LICENCES);
  return line && Number(line.before);
}

/** The line of a preview that says how many licences are left. */
export function seatChange(free: number): Change {
  return { label: FREE_LICENCES, before: `${free}`, after: `${free - 1}`, informational: true };
}
