import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { TaskRunner } from '../task-runner.ts';

const EVERY = 1_000;
/** How soon it polls again where more was due than there was room for, in milliseconds. */
const AGAIN = 100;
/** While the store is away every poll fails in the same way: one line a minute is enough for all of them. */
const COMPLAIN_EVERY = 60_000;

/** Takes over what is due in the store, and starts working on it. @returns whether more may be due right now */
export type Poll = () => Promise<boolean>;

interface SchedulerDeps {
  readonly taskRunner: TaskRunner;
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * Polls the store every second, and once at the start. What is due is claimed there, so replicas do not work on the same
 * rows. Each poll runs beside the others: a Slack that hangs must not hold up changes in Zoom.
 *
 * @param polls by what they look for, for the log
 */
export function createScheduler(deps: SchedulerDeps, polls: Readonly<Record<string, Poll>>) {
  const complaints = new LRUCache<string, number>({ max: 100 });
  const mayComplain = (error: unknown) => {
    const why = String(error);
    const now = deps.clock.now();
    if (now - (complaints.get(why) ?? Number.NEGATIVE_INFINITY) < COMPLAIN_EVERY) return false;
    complaints.set(why, now);
    return true;
  };
  const runs = Object.entries(polls).map(([what, poll]) => createRun(deps, what, poll, mayComplain));
  const tick = () => {
    for (const run of runs) deps.taskRunner.run('scheduler', run);
  };
  let timer: NodeJS.Timeout | undefined;

  return {
    start() {
      if (timer) return;
      timer = setInterval(tick, EVERY);
      tick();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

/** A poll that is skipped while it still runs, and logs sparingly while it fails. */
function createRun(
  { taskRunner, logger }: SchedulerDeps,
  what: string,
  poll: Poll,
  mayComplain: (error: unknown) => boolean,
) {
  let running = false;
  let polledAgain = false;
  let failures = 0;

  const pollAgainSoon = () => {
    if (polledAgain) return;
    polledAgain = true;
    taskRunner.later('scheduler', AGAIN, () => {
      polledAgain = false;
      return run();
    });
  };

  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      if (await poll()) pollAgainSoon();
      if (failures > 0) logger.info({ what, failures }, 'the scheduler can look for what is due again');
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!mayComplain(error)) return;
      const details = { err: error, what, failures };
      logger.error(details, 'the scheduler cannot look for what is due; it keeps trying');
    } finally {
      running = false;
    }
  };
  return run;
}
