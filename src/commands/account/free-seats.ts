import type { Zoom } from '../../zoom/zoom.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';

/** How many licences are free; null where Zoom does not tell, or just now cannot: then nothing is said of it. */
export async function freeSeats({ plan }: Pick<Zoom, 'plan'>): Promise<number | null> {
  const usage = await plan.usage().catch((error: unknown) => {
    if (error instanceof ZoomError) return null;
    throw error;
  });
  if (!usage || usage.licensed.bought === null) return null;
  return Math.max(0, usage.licensed.bought - usage.licensed.used);
}
