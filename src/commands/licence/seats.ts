import { type Text, text } from '../../languages/text.ts';
import { type Mrkdwn, md } from '../../views/mrkdwn.ts';
import { placeWords } from '../../views/place.ts';
import type { PlanUsage } from '../../zoom/plan.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import type { SeatLook } from '../context.ts';
import type { Change } from '../plan.ts';

/** "18 of 20 licences are in use, 2 are free."; `null` when Zoom gives no numbers. */
export function seatMessage(usage: PlanUsage | null): Text | null {
  if (!usage) return null;
  const { bought, used } = usage.licensed;
  if (bought === null) {
    return used === 1 ? text`1 licence is in use.` : text`${used} licences are in use.`;
  }
  const free = Math.max(0, bought - used);
  return free === 1
    ? text`${used} of ${bought} licences are in use, 1 is free.`
    : text`${used} of ${bought} licences are in use, ${free} are free.`;
}

/** The number of free licences; `null` when Zoom gives no numbers or cannot be reached. */
export async function freeSeats({ plan }: Pick<Zoom, 'plan'>): Promise<number | null> {
  const usage = await plan.usage().catch((error: unknown) => {
    if (error instanceof ZoomError) return null;
    throw error;
  });
  return freeOf(usage);
}

/** The number of free licences by these numbers; `null` where they do not tell. */
export function freeOf(usage: PlanUsage | null): number | null {
  if (!usage || usage.licensed.bought === null) return null;
  return Math.max(0, usage.licensed.bought - usage.licensed.used);
}

/** The line of a preview that says how many licences are left; none where nobody knows, or none is free. */
export function seatChanges({ free, place }: SeatLook): Change[] {
  if (place || free === null) return [];
  return [{ label: text`Free licences`, before: `${free}`, after: `${free - 1}`, informational: true }];
}

/** What a form says of free licences before anything is asked; `null` when Zoom gives no numbers. */
export function seatNote({ free, place }: SeatLook, whose: 'you' | 'they'): Mrkdwn | null {
  if (place) {
    return whose === 'you'
      ? md`None is free right now. You’d be ${placeWords(place)}.`
      : md`None is free right now. They’d be ${placeWords(place)}.`;
  }
  if (free === null) return null;
  return free === 1 ? md`One licence is free.` : md`${free} licences are free.`;
}
