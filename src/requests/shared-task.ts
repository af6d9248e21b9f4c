import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { SharedState } from '../store/shared-state.ts';
import type { Poll } from './scheduler.ts';

/** How long one process has for it. After a failure, or when it died, one tries again. Milliseconds. */
const LEASE = 300_000;

/** Milliseconds from the start of a process to its first look. */
const FIRST = 10_000;

const entrySchema = z.object({ state: z.unknown(), claimedUntil: z.number(), nextAt: z.number() });

/**
 * Work that is due again and again, done by one of the replicas at a time, which leaves a state for the next one: what has
 * been told already, such as. A state that cannot be read, or none yet, is `null`.
 *
 * @param task.every milliseconds from the beginning of one turn to the next
 * @param task.work gets the state and the database's time, and returns the new state. What it throws is logged, the state
 * stays, and another turn follows in five minutes.
 */
export function createSharedTask<State>(
  deps: { readonly sharedState: SharedState; readonly logger: Logger; readonly clock: Clock },
  task: {
    readonly key: string;
    readonly every: number;
    readonly state: z.ZodType<State>;
    work(state: State | null, now: number): Promise<State>;
  },
): Poll {
  const { sharedState, logger, clock } = deps;
  // The start does not wait for it.
  let nextLook = clock.now() + FIRST;

  /** @returns the state, where it is time and this process does it */
  const claim = async (): Promise<{ state: State | null; now: number } | null> => {
    let mine: { state: State | null; now: number } | null = null;
    await sharedState.change(task.key, (value, now) => {
      const entry = entrySchema.safeParse(value).data ?? { state: null, claimedUntil: 0, nextAt: 0 };
      const dueAt = Math.max(entry.claimedUntil, entry.nextAt);
      mine = dueAt <= now ? { state: task.state.safeParse(entry.state).data ?? null, now } : null;
      nextLook = clock.now() + (mine ? LEASE : Math.min(dueAt - now, task.every));
      return mine ? { ...entry, claimedUntil: now + LEASE } : undefined;
    });
    return mine;
  };

  return async () => {
    const begun = clock.now();
    if (begun < nextLook) return false;
    const turn = await claim();
    if (!turn) return false;
    try {
      const state = await task.work(turn.state, turn.now);
      await sharedState.change(task.key, () => ({
        state,
        claimedUntil: 0,
        nextAt: turn.now + task.every,
      }));
      nextLook = begun + task.every;
    } catch (error) {
      logger.warn({ err: error, task: task.key }, 'shared work failed; it is tried again');
    }
    return false;
  };
}
