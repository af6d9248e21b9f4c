/** Tells the time. Tests inject one that they can move; everything that compares times asks it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds by which it runs ahead of the machine's clock: the store adds them to the database's time. */
  readonly offset: number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now(), offset: 0 };
