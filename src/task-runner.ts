import { createQueues, type Queue } from './line.ts';
import type { Logger } from './log.ts';

/** Work that goes on after Slack was acknowledged: counted, so that a stop can wait for it. */
export interface TaskRunner {
  /**
   * Starts a piece of work now: what is under way already, and what keeps a pace of its own. Its errors are logged, never
   * lost in an unhandled rejection.
   */
  run(what: string, work: () => Promise<void>): void;
  /** Starts it after `ms`, unless the desk has closed by then. */
  later(what: string, ms: number, work: () => Promise<void>): void;
  /** Forms to open: the trigger lives three seconds, so they wait behind nothing else. */
  readonly modals: Queue;
  /** What people have just asked for. */
  readonly interactive: Queue;
  /** What the clock finds due. However much is asked for, it goes on. */
  readonly due: Queue;
  /** What is told of it all. */
  readonly notifications: Queue;
  readonly running: number;
  /** Resolves when all work has ended, or after `ms`; tells which. What waits and is stored is not begun any more. */
  drain(ms: number): Promise<boolean>;
}

/**
 * So much at once keeps Zoom's lines busy (80 calls a second at most) also while each answer takes seconds, stays below
 * what Zoom's lines let wait, and leaves the event loop free for acknowledgements, which Slack waits three seconds for.
 */
const SIZES = {
  modals: { concurrency: 64, maxQueued: 64 },
  interactive: { concurrency: 128, maxQueued: 2_000 },
  due: { concurrency: 32, maxQueued: 0 },
  notifications: { concurrency: 64, maxQueued: 2_000 },
};

/** @param changed hears how much runs and waits */
export function createTaskRunner(
  logger: Logger,
  changed: (running: number, waiting: number) => void = () => undefined,
): TaskRunner {
  const running = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;
  const run = (what: string, work: () => Promise<void>) => {
    const job: Promise<void> = work()
      .catch((error: unknown) => logger.error({ err: error, what }, 'background work failed'))
      .finally(() => running.delete(job));
    running.add(job);
  };
  const lines = createQueues(run, changed);
  return {
    run,
    modals: lines.open(SIZES.modals),
    interactive: lines.open(SIZES.interactive),
    due: lines.open(SIZES.due),
    notifications: lines.open(SIZES.notifications),
    later(what, ms, work) {
      if (closed) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        run(what, work);
      }, ms);
      timers.add(timer);
    },
    get running() {
      return running.size;
    },
    async drain(ms) {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      lines.close();
      const end = Date.now() + ms;
      while (running.size > 0 && Date.now() < end) {
        const rest = new Promise<void>((resolve) => setTimeout(resolve, end - Date.now()).unref());
        await Promise.race([Promise.allSettled(running), rest]);
      }
      return running.size === 0;
    },
  };
}
