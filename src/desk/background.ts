import type { Logger } from '../log.ts';

/** Work that goes on after Slack was acknowledged: counted, so that a stop can wait for it. */
export interface Background {
  /** Starts a piece of work; its errors are logged, never lost in an unhandled rejection. */
  run(what: string, work: () => Promise<void>): void;
  /** Starts it after `ms`, unless the desk has closed by then. */
  later(what: string, ms: number, work: () => Promise<void>): void;
  readonly running: number;
  /** Resolves when all work has ended, or after `ms`; tells which. */
  drain(ms: number): Promise<boolean>;
}

export function createBackground(logger: Logger): Background {
  const running = new Set<Promise<void>>();
  const waiting = new Set<NodeJS.Timeout>();
  let closed = false;
  const background: Background = {
    run(what, work) {
      const job: Promise<void> = work()
        .catch((error: unknown) => logger.error({ err: error, what }, 'background work failed'))
        .finally(() => running.delete(job));
      running.add(job);
    },
    later(what, ms, work) {
      if (closed) return;
      const timer = setTimeout(() => {
        waiting.delete(timer);
        background.run(what, work);
      }, ms);
      waiting.add(timer);
    },
    get running() {
      return running.size;
    },
    async drain(ms) {
      closed = true;
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
      const end = Date.now() + ms;
      while (running.size > 0 && Date.now() < end) {
        const rest = new Promise<void>((resolve) => setTimeout(resolve, end - Date.now()).unref());
        await Promise.race([Promise.allSettled(running), rest]);
      }
      return running.size === 0;
    },
  };
  return background;
}
