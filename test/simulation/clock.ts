import type { Clock } from '../../src/clock.ts';

/** A clock that a test moves. It runs like the machine's, `offset` milliseconds ahead of it. */
export interface MovableClock extends Clock {
  /** Lets `ms` milliseconds pass at once. */
  advance(ms: number): void;
}

/**
 * Makes a clock for one bot: what the bot compares, the database's time included, moves with {@link
 * MovableClock.advance}. Timers of Node do not move; the bot's scheduler looks at the store every second.
 */
export function createClock(): MovableClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    get offset() {
      return offset;
    },
    advance(ms) {
      offset += ms;
    },
  };
}
