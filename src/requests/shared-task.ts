import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { SharedState } from '../store/shared-state.ts';
import type { Poll } from './scheduler.ts';

/** How long one process has for a turn, in milliseconds: if it fails or dies, another turn follows then. */
const LEASE = 300_000;

/** Milliseconds from the start of a process to its first look. */
const FIRST = 10_000;

const entrySchema = z.object({ state: z.unknown(), claimedUntil: z.number(), nextAt: z.number() });

export interface SharedTaskDeps {
  readonly store: { readonly sharedState: SharedState };
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * Work that is due again and again, and done by one of the replicas. It leaves a state for the next turn, such as what has
 * been told already; `null`: there is none yet, or it cannot be read.
 *
 * @param task.every milliseconds from the beginning of one turn to that of the next
 * @param task.work gets the state and the database's time, and returns the new state. What it throws is logged, the state
 *   stays, and it is tried again in five minutes.
 */
export function createSharedTask<State>(
  { store: { sharedState }, logger, clock }: SharedTaskDeps,
  task: {
    readonly key: string;
    readonly every: number;
    readonly state: z.ZodType<State>;
    work(state: State | null, now: number): Promise<State>;
  },
): Poll {
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
