import { AsyncLocalStorage } from 'node:async_hooks';
import PQueue from 'p-queue';
import type { Logger } from './log.ts';

/** A piece of work that a queue starts when one of its slots is free. */
export interface Job {
  /** Named in the log when the work fails. */
  readonly what: string;
  readonly work: () => Promise<void>;
  /** Whose work it is: a Slack id. In a queue with shares each person gets no more than theirs. */
  readonly owner?: string;
  /**
   * Milliseconds for which this process holds the work in the store. A job with a lease is skipped when it has waited for
   * more than half of it, and when the process stops: the scheduler takes it up again once the lease is over. A job
   * without one always runs.
   */
  readonly lease?: number;
  /** Called when the job is skipped because it waited too long or the queue is full. Not called at a stop. */
  readonly onSkipped?: () => void;
  /** Called when a stop ends the process before the job has finished. It tells the person who waits for the answer. */
  readonly onCutOff?: () => Promise<void>;
}

/**
 * Runs jobs of one kind in the order of their arrival, a limited number at a time. Where there are shares, the jobs of one
 * person beyond theirs let those of others go first.
 */
interface TaskQueue {
  /** @returns `false` when the queue is full, or closed to jobs with a lease; the job does not run then */
  add(job: Job): boolean;
  readonly isFull: boolean;
  /** Whether this person has as much running and waiting as one person may. */
  isShareFull(owner: string): boolean;
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
  /** Jobs of all queues that run, and that wait. */
  count(): JobCount;
  /**
   * Waits until all work has ended, at most `ms`. Jobs with a lease that have not started are not run any more.
   *
   * @returns whether all work has ended
   */
  drain(ms: number): Promise<boolean>;
}

export interface JobCount {
  readonly running: number;
  readonly waiting: number;
}

interface Size {
  readonly concurrency: number;
  readonly maxQueued: number;
  /** How many jobs of one person run or stand in line with those of others, and how many more wait behind these. */
  readonly share?: { readonly inLine: number; readonly waiting: number };
}

/** The jobs of one person: how many run or stand in line, and those that wait behind them. */
interface Lane {
  inLine: number;
  readonly waiting: (() => void)[];
}

/**
 * Enough concurrency to saturate Zoom's 80 requests a second even when each takes seconds, and little enough to leave the
 * event loop free for acknowledgements, which Slack expects within three seconds.
 */
const SIZES: Readonly<Record<'modals' | 'interactive' | 'due' | 'notifications', Size>> = {
  modals: { concurrency: 64, maxQueued: 64 },
  interactive: { concurrency: 128, maxQueued: 2_000, share: { inLine: 8, waiting: 40 } },
  due: { concurrency: 32, maxQueued: 0 },
  notifications: { concurrency: 64, maxQueued: 2_000 },
};

/** So many milliseconds before a stop no longer waits, those whose work it cuts off are told. */
const LAST_CALL = 1_500;

export function createTaskRunner(logger: Logger): TaskRunner {
  const queues: { readonly pending: number; readonly size: number; onIdle(): Promise<void> }[] = [];
  const unqueued = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  /** What is to be said if a stop comes before the job has ended. */
  const cutOffs = new Set<() => Promise<void>>();
  let closed = false;

  const sum = (count: (queue: (typeof queues)[number]) => number) =>
    queues.reduce((total, one) => total + count(one), 0);
  const pending = () => sum((queue) => queue.pending);
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

  const open = ({ concurrency, maxQueued, share }: Size): TaskQueue => {
    const queue = new PQueue({ concurrency });
    const lanes = new Map<string, Lane>();
    let behind = 0;
    const waiting = () => queue.size + behind;
    queues.push({
      get pending() {
        return queue.pending;
      },
      get size() {
        return waiting();
      },
      onIdle: () => queue.onIdle(),
    });
    const isFull = () => waiting() >= maxQueued;
    const hasShareInLine = (owner: string) =>
      share !== undefined && (lanes.get(owner)?.inLine ?? 0) >= share.inLine;
    const isShareFull = (owner: string) =>
      share !== undefined && (lanes.get(owner)?.waiting.length ?? 0) >= share.waiting;

    /** Puts somebody's job in line; while their share is in line already, it waits until one of theirs has ended. */
    const inLane = (owner: string, enqueue: (ended: () => void) => void) => {
      const lane = lanes.get(owner) ?? { inLine: 0, waiting: [] };
      lanes.set(owner, lane);
      const start = () => {
        lane.inLine += 1;
        enqueue(() => {
          lane.inLine -= 1;
          const next = lane.waiting.shift();
          if (next) {
            behind -= 1;
            next();
          } else if (lane.inLine === 0) lanes.delete(owner);
        });
      };
      if (!hasShareInLine(owner)) return start();
      lane.waiting.push(start);
      behind += 1;
    };

    return {
      add({ what, work, owner, lease, onSkipped, onCutOff }) {
        const shared = share ? owner : undefined;
        const isBehind = shared !== undefined && hasShareInLine(shared);
        const mustWait = isBehind || queue.pending >= concurrency;
        if (mustWait && closed && lease !== undefined) return false;
        if ((mustWait && isFull()) || (isBehind && isShareFull(shared))) {
          onSkipped?.();
          return false;
        }
        const added = performance.now();
        // It may start when somebody else's job ends: it keeps the context, and so the language, of whoever asked for it.
        const job = AsyncLocalStorage.bind(async () => {
          if (mustWait && lease !== undefined) {
            if (closed) return;
            if (performance.now() - added > lease / 2) return onSkipped?.();
          }
          await execute(what, work);
        });
        const cutOff = onCutOff && AsyncLocalStorage.bind(onCutOff);
        if (cutOff) cutOffs.add(cutOff);
        const finish = async () => {
          await job();
          if (cutOff) cutOffs.delete(cutOff);
        };
        const enqueue = (ended?: () => void) => void queue.add(() => finish().finally(ended));
        if (shared === undefined) enqueue();
        else inLane(shared, enqueue);
        return true;
      },
      get isFull() {
        return isFull();
      },
      isShareFull,
      get running() {
        return queue.pending;
      },
      get waiting() {
        return waiting();
      },
      get capacity() {
        return Math.max(0, concurrency - queue.pending - waiting());
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
    count: () => ({ running: pending(), waiting: sum(({ size }) => size) }),
    async drain(ms) {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      const deadline = performance.now() + ms;
      const lastCall = setTimeout(
        () => {
          for (const cutOff of cutOffs) run('cut off', cutOff);
          cutOffs.clear();
        },
        Math.max(0, ms - LAST_CALL),
      );
      while (!isIdle() && performance.now() < deadline) {
        const rest = new Promise<void>((resolve) =>
          setTimeout(resolve, Math.max(0, deadline - performance.now())).unref(),
        );
        const ended = Promise.all([...unqueued, ...queues.map((one) => one.onIdle())]);
        await Promise.race([ended, rest]);
      }
      clearTimeout(lastCall);
      return isIdle();
    },
  };
}
