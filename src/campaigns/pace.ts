/** How many of something may be begun: some at once, then so many a minute. */
export interface Pace {
  /** @returns how many of those wanted may be begun now */
  take(wanted: number): number;
  /** So many of them were not begun after all. */
  giveBack(count: number): void;
}

/**
 * Slack takes about fifty calls a minute that open direct messages or look somebody up by address, from everybody together:
 * a campaign leaves room for the others.
 */
export function createPace({ burst, perMinute }: { burst: number; perMinute: number }): Pace {
  let left = burst;
  let at = performance.now();
  return {
    take(wanted) {
      const now = performance.now();
      left = Math.min(burst, left + ((now - at) * perMinute) / 60_000);
      at = now;
      const taken = Math.min(wanted, Math.floor(left));
      left -= taken;
      return taken;
    },
    giveBack(count) {
      left += count;
    },
  };
}
