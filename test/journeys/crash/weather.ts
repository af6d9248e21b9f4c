import type { ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import type { Chance } from './random.ts';

/** Now and then Zoom is late or silent with the next call of this kind, before it has carried it out or after. */
export function roughen({ faults }: ZoomSandbox, chance: Chance, operation: string | undefined): void {
  if (!operation || chance.next() > 0.4) return;
  const times = 1;
  const kind = chance.next();
  if (kind < 0.5) faults.add({ operation, times, kind: 'late', delayMs: chance.between(100, 900) });
  else if (kind < 0.75) faults.add({ operation, times, kind: 'hang', afterApplying: true });
  else faults.add({ operation, times, kind: 'hang' });
}
