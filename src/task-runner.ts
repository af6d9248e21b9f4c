import type { Logger } from './log.ts';
import { createLines, type Line } from './line.ts';

/** Work that goes on after Slack was acknowledged: counted, so that a stop can wait for it. */
export interface Background {
  /**
   * Starts a piece of work now: what is under way already, and what keeps a pace of its own. Its errors are logged, never
   * lost in an unhandled rejection.
   */
  run(what: string, work: () => Promise<void>): void;
  /** Starts it after `ms`, unless the desk has closed by then. */
  later(what: string, ms: number, work: () => Promise<void>): void;
  /** Forms to open: the trigger lives three seconds, so they wait behind nothing else. */
  readonly windows: Line;
  /** What people have just asked for. */
  readonly people: Line;
  /** What the clock finds due. However much is asked for, it goes on. */
  readonly due: Line;
  /** What is told of it all. */
  readonly notices: Line;
  readonly running: number;
  /** Resolves when all work has ended, or after `ms`; tells which. What waits and is stored is not begun any more. */
  drain(ms: number): Promise<boolean>;
}

/**
 * So much at once keeps Zoom's lines busy (80 calls a second at most) also while each answer takes seconds, stays below
 * what Zoom's lines let wait, and leaves the event loop free for acknowledgements, which Slack waits three seconds for.
 */
const SIZES = {
  windows: { atOnce: 64, mayWait: 64 },
  people: { atOnce: 128, mayWait: 2_000 },
  due: { atOnce: 32, mayWait: 0 },
  notices: { atOnce: 64, mayWait: 2_000 },
};

/** @param changed hears how much runs and waits */
export function createBackground(
  logger: Logger,
  changed: (running: number, waiting: number) => void = () => undefined,
): Background {
  const running = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;
  const run = (what: string, work: () => Promise<void>) => {
    const job: Promise<void> = work()
      .catch((error: unknown) => logger.error({ err: error, what }, 'background work failed'))
      .finally(() => running.delete(job));
    running.add(job);
  };
  const lines = createLines(run, changed);
  return {
    run,
    windows: lines.open(SIZES.windows),
    people: lines.open(SIZES.people),
    due: lines.open(SIZES.due),
    notices: lines.open(SIZES.notices),
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
