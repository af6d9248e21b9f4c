import type { Clock } from '../clock.ts';

/** Something that the bot needs to reach. */
export interface Probe {
  readonly name: 'store' | 'slack' | 'zoom';
  readonly check: () => Promise<unknown>;
}

/** Whether Slack and Zoom can be reached. */
export interface Reachability {
  readonly names: readonly string[];
  /** Asks them, unless all answered a moment ago. It waits three seconds at most and never throws. */
  ask(): Promise<void>;
  /** The names of those that did not answer when they were last asked. */
  failing(): readonly string[];
}

const PROBE_TIMEOUT = 3_000;
/** Milliseconds for which a good result is reused, so that frequent checks do not become calls to Slack and Zoom. */
const GOOD_FOR = 10_000;

export function createReachability(probes: readonly Probe[], clock: Clock): Reachability {
  let failing: readonly string[] = [];
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;
  const askNow = async () => {
    failing = await failingProbes(probes);
    askedAt = clock.now();
    asking = undefined;
  };
  return {
    names: probes.map(({ name }) => name),
    async ask() {
      if (failing.length === 0 && clock.now() - askedAt < GOOD_FOR) return;
      asking ??= askNow();
      await asking;
    },
    failing: () => failing,
  };
}

/** The names of those that do not answer within three seconds. It never throws. */
export async function failingProbes(probes: readonly Probe[]): Promise<string[]> {
  const results = await Promise.all(
    probes.map(async ({ name, check }) => {
      const timeout = new Promise<never>((_, reject) =>
        setTimeout(reject, PROBE_TIMEOUT, new Error('timeout')).unref(),
      );
      try {
        await Promise.race([check(), timeout]);
        return [];
      } catch {
        return [name];
      }
    }),
  );
  return results.flat();
}
