import { type Priority, patience, priorities } from './priority.ts';

/** Nobody gets a turn in time: the line is too long, or it stands still for longer than the caller can wait. */
export class LineFull extends Error {
  override readonly name = 'LineFull';
  /** When the line goes on, where that is known; milliseconds since the epoch. */
  readonly until: number | undefined;

  constructor(until?: number) {
    super('no turn in time');
    this.until = until;
  }
}

/** Who waits, by priority, in the order of their coming. */
export interface Queue<T> {
  /** Waits at the end of its priority. @param standsUntil nobody is served before; milliseconds since the epoch */
  join(priority: Priority, standsUntil: number, signal?: AbortSignal): Promise<T>;
  /** Who is next, if anybody waits. */
  first(): Priority | undefined;
  serve(priority: Priority, value: T): void;
  /** How many wait, bulk work aside. */
  readonly people: number;
  readonly bulk: number;
}

interface Waiter<T> {
  serve(value: T): void;
}

/** @param pace how many are served in a second */
export function createQueue<T>(pace: number): Queue<T> {
  const waiting: Record<Priority, Set<Waiter<T>>> = {
    person: new Set(),
    background: new Set(),
    bulk: new Set(),
  };

  return {
    join(priority, standsUntil, signal) {
      const queue = waiting[priority];
      const stands = standsUntil - Date.now();
      if (stands > patience[priority]) return Promise.reject(new LineFull(standsUntil));
      // Who cannot be served in time need not wait at all.
      if (queue.size >= (pace * patience[priority]) / 1_000) return Promise.reject(new LineFull());
      return new Promise<T>((resolve, reject) => {
        const leave = () => {
          queue.delete(waiter);
          clearTimeout(timer);
          signal?.removeEventListener('abort', giveUp);
        };
        const giveUp = () => {
          leave();
          reject(new LineFull());
        };
        const waiter = {
          serve(value: T) {
            leave();
            resolve(value);
          },
        };
        const timer = setTimeout(giveUp, patience[priority]);
        queue.add(waiter);
        if (signal?.aborted) giveUp();
        else signal?.addEventListener('abort', giveUp, { once: true });
      });
    },
    first: () => priorities.find((priority) => waiting[priority].size > 0),
    serve(priority, value) {
      const [next] = waiting[priority];
      next?.serve(value);
    },
    get people() {
      return waiting.person.size + waiting.background.size;
    },
    get bulk() {
      return waiting.bulk.size;
    },
  };
}
