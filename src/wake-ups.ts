import type { TaskRunner } from './task-runner.ts';

/** Work that is done again later, for each key by itself, such as a queue or a person. */
export interface WakeUps {
  /** Does the work for a key in so many milliseconds, unless it is going to be done before. */
  in(key: string, ms: number): void;
  /** Whether the work is going to be done for this key. */
  has(key: string): boolean;
}

/** @param what the work is called in the log */
export function createWakeUps(
  taskRunner: Pick<TaskRunner, 'later'>,
  what: string,
  work: (key: string) => Promise<void>,
): WakeUps {
  /** When the work is done next for each key, by this process's own clock. */
  const next = new Map<string, number>();
  return {
    in(key, ms) {
      const at = Date.now() + ms;
      if ((next.get(key) ?? Number.POSITIVE_INFINITY) <= at) return;
      next.set(key, at);
      taskRunner.later(what, ms, async () => {
        if (next.get(key) === at) next.delete(key);
        await work(key);
      });
    },
    has: (key) => next.has(key),
  };
}
