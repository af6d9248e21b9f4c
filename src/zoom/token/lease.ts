import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SharedState } from '../../store/shared-state.ts';
import type { Logger } from '../logger.ts';

const holderSchema = z.object({ owner: z.string(), until: z.number() });

/** The right of one process to do something that the others wait for. */
export interface Lease {
  /** Whether this process has it now; it lapses after `ms`. A store that is away does not stop anybody. */
  take(ms: number): Promise<boolean>;
  release(): Promise<void>;
}

/** Without a ledger there is nobody to wait for. */
export function createLease(sharedState: SharedState | undefined, key: string, logger: Logger): Lease {
  const owner = randomUUID();
  const change = async (step: (holder: string | undefined, now: number) => unknown) => {
    await sharedState?.change(key, (value, now) => {
      const { data } = holderSchema.safeParse(value);
      return step(data && data.until > now ? data.owner : undefined, now);
    });
  };
  const unheard = (error: unknown) =>
    logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'Zoom token: no lease');

  return {
    async take(ms) {
      let mine = true;
      await change((holder, now) => {
        mine = holder === undefined || holder === owner;
        return mine ? { owner, until: now + ms } : undefined;
      }).catch(unheard);
      return mine;
    },
    async release() {
      await change((holder) => (holder === owner ? { owner, until: 0 } : undefined)).catch(unheard);
    },
  };
}
