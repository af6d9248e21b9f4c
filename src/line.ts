/** A piece of work that starts when its turn comes. */
export interface Job {
  readonly what: string;
  readonly work: () => Promise<void>;
  /**
   * It stands in the store, leased to this process for so many milliseconds: rather than wait for more than half of them
   * it is left to the clock, which takes it up when the lease is over. What has no lease waits until its turn comes.
   */
  readonly lease?: number;
  /** Hears that it is left to the clock. At a stop nothing is said: then the lease is handed over. */
  readonly left?: () => void;
}

/** Work of one kind: so much of it at once, the rest waits in the order of its coming. */
export interface Queue {
  /** Starts it now or when its turn comes. `false`: too many wait already, and it is not done. */
  add(job: Job): boolean;
  readonly isFull: boolean;
  readonly running: number;
  readonly waiting: number;
  /** How much could start at once. */
  readonly capacity: number;
}

export interface Queues {
  open(size: { readonly concurrency: number; readonly maxQueued: number }): Queue;
  /** Lets go of all that waits and stands in the store; the rest gets its turn, and nothing waits any more. */
  close(): void;
}

/**
 * @param start does a piece of work that never fails
 * @param changed hears how much runs and waits in all lines together
 */
export function createQueues(
  start: (what: string, work: () => Promise<void>) => void,
  changed: (running: number, waiting: number) => void,
): Queues {
  const all: { line: Queue; letGo: () => void }[] = [];
  let closed = false;
  const tell = () => {
    const sum = (count: (line: Queue) => number) => all.reduce((total, { line }) => total + count(line), 0);
    changed(
      sum((line) => line.running),
      sum((line) => line.waiting),
    );
  };

  return {
    open({ concurrency, maxQueued }) {
      let waiting: { job: Job; since: number }[] = [];
      let running = 0;
      const begin = ({ what, work }: Job) => {
        running += 1;
        start(what, async () => {
          try {
            await work();
          } finally {
            running -= 1;
            goOn();
            tell();
          }
        });
      };
      const goOn = () => {
        while (running < concurrency) {
          const next = waiting.shift();
          if (!next) return;
          const { lease = Number.POSITIVE_INFINITY, left } = next.job;
          if (performance.now() - next.since > lease / 2) left?.();
          else begin(next.job);
        }
      };
      const line: Queue = {
        add(job) {
          const mustWait = running >= concurrency;
          if (mustWait && closed && job.lease !== undefined) return false;
          if (mustWait && line.isFull) {
            job.left?.();
            return false;
          }
          if (mustWait) waiting.push({ job, since: performance.now() });
          else begin(job);
          tell();
          return true;
        },
        get isFull() {
          return waiting.length >= maxQueued;
        },
        get running() {
          return running;
        },
        get waiting() {
          return waiting.length;
        },
        get capacity() {
          return Math.max(0, concurrency - running - waiting.length);
        },
      };
      const letGo = () => {
        waiting = waiting.filter(({ job }) => job.lease === undefined);
      };
      all.push({ line, letGo });
      return line;
    },
    close() {
      closed = true;
      for (const { letGo } of all) letGo();
      tell();
    },
  };
}
