import PQueue from 'p-queue';
import type { Logger } from './log.ts';

/** A piece of work that a queue starts when one of its slots is free. */
export interface Job {
  /** Named in the log when the work fails. */
  readonly what: string;
  readonly work: () => Promise<void>;
  /**
   * Milliseconds for which this process holds the work in the store. A job with a lease is skipped when it has waited for
   * more than half of it, and when the process stops: the scheduler takes it up again once the lease is over. A job
   * without one always runs.
   */
  readonly lease?: number;
  /** Called when the job is skipped because it waited too long or the queue is full. Not called at a stop. */
  readonly onSkipped?: () => void;
}

/** Runs jobs of one kind in the order of their arrival, a limited number at a time. */
interface TaskQueue {
  /** @returns `false` when the queue is full, or closed to jobs with a lease; the job does not run then */
  add(job: Job): boolean;
  readonly isFull: boolean;
  readonly running: number;
  readonly waiting: number;
  /** How many jobs would start at once if they were added now. */
  readonly capacity: number;
}

/** Work that goes on after Slack was acknowledged. A stop waits for all of it. */
export interface TaskRunner {
  /** Starts work now, outside the queues. Its errors are logged. */
  run(what: string, work: () => Promise<void>): void;
  /** Starts work after `ms`, unless the process stops before. */
  later(what: string, ms: number, work: () => Promise<void>): void;
  /** Forms to open. Their own queue, because a trigger expires after three seconds. */
  readonly modals: TaskQueue;
  /** Commands and decisions of people. */
  readonly interactive: TaskQueue;
  /** Requests that the scheduler found due. Their own queue, so that a rush of commands does not stop them. */
  readonly due: TaskQueue;
  readonly notifications: TaskQueue;
  /** Jobs and other work that have started and not ended. */
  readonly running: number;
  /**
   * Waits until all work has ended, at most `ms`. Jobs with a lease that have not started are not run any more.
   *
   * @returns whether all work has ended
   */
  drain(ms: number): Promise<boolean>;
}

/**
 * Enough concurrency to saturate Zoom's 80 requests a second even when each takes seconds, and little enough to leave the
 * event loop free for acknowledgements, which Slack expects within three seconds.
 */
const SIZES = {
  modals: { concurrency: 64, maxQueued: 64 },
  interactive: { concurrency: 128, maxQueued: 2_000 },
  due: { concurrency: 32, maxQueued: 0 },
  notifications: { concurrency: 64, maxQueued: 2_000 },
};

/** @param onChange called with the number of jobs that run and that wait, whenever they change */
export function createTaskRunner(
  logger: Logger,
  onChange: (running: number, waiting: number) => void = () => undefined,
): TaskRunner {
  const queues: PQueue[] = [];
  const unqueued = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  const sum = (count: (queue: PQueue) => number) => queues.reduce((total, one) => total + count(one), 0);
  const pending = () => sum((queue) => queue.pending);
  const report = () =>
    onChange(
      pending(),
      sum(({ size }) => size),
    );
  const isIdle = () => unqueued.size === 0 && queues.every((one) => one.pending + one.size === 0);

  const execute = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      logger.error({ err: error, what }, 'background work failed');
    }
  };
  const run = (what: string, work: () => Promise<void>) => {
    const task = execute(what, work).finally(() => unqueued.delete(task));
    unqueued.add(task);
  };

  const open = ({ concurrency, maxQueued }: (typeof SIZES)['due']): TaskQueue => {
    const queue = new PQueue({ concurrency });
    queue.on('next', report);
    queues.push(queue);
    const isFull = () => queue.size >= maxQueued;
    return {
      add({ what, work, lease, onSkipped }) {
        const mustWait = queue.pending >= concurrency;
        if (mustWait && closed && lease !== undefined) return false;
        if (mustWait && isFull()) {
          onSkipped?.();
          return false;
        }
        const added = performance.now();
        void queue.add(async () => {
          if (mustWait && lease !== undefined) {
            if (closed) return;
            if (performance.now() - added > lease / 2) return onSkipped?.();
          }
          await execute(what, work);
        });
        report();
        return true;
      },
      get isFull() {
        return isFull();
      },
      get running() {
        return queue.pending;
      },
      get waiting() {
        return queue.size;
      },
      get capacity() {
        return Math.max(0, concurrency - queue.pending - queue.size);
      },
    };
  };

  return {
    run,
    later(what, ms, work) {
      if (closed) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        run(what, work);
      }, ms);
      timers.add(timer);
    },
    modals: open(SIZES.modals),
    interactive: open(SIZES.interactive),
    due: open(SIZES.due),
    notifications: open(SIZES.notifications),
    get running() {
      return unqueued.size + pending();
    },
    async drain(ms) {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      const deadline = performance.now() + ms;
      while (!isIdle() && performance.now() < deadline) {
        const rest = new Promise<void>((resolve) =>
          setTimeout(resolve, deadline - performance.now()).unref(),
        );
        const ended = Promise.all([...unqueued, ...queues.map((one) => one.onIdle())]);
        await Promise.race([ended, rest]);
      }
      return isIdle();
    },
  };
}
