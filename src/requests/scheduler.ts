import type { Dispatcher } from '../notifications/dispatcher.ts';
import type { TaskRunner } from '../task-runner.ts';
import type { Parts } from './parts.ts';
import type { Lifecycle } from './worker.ts';

const EVERY = 1_000;
const NOTICES_AT_ONCE = 16;
/** So soon it looks again where more was due than there was room for. */
const AGAIN = 100;
/** While the store is away every look fails: one line a minute is enough. */
const COMPLAIN_EVERY = 60_000;

/**
 * Looks every second, and once at the start, for what is due: requests that a lost process left behind, changes to
 * settle, reminders, expiry, what found no room before; and for notices that Slack did not take, beside it, so that a
 * Slack that hangs holds up no change. What it works on it claims in the store, so replicas do not meet.
 */
export function createClock(parts: Parts, lifecycle: Lifecycle, notices: Dispatcher, taskRunner: TaskRunner) {
  let soon = false;
  const lookForRequests = createLook(parts, 'due requests', async () => {
    const { capacity } = taskRunner.due;
    const due = capacity > 0 ? await parts.requests.claimDue(capacity) : [];
    for (const request of due)
      taskRunner.due.add({ what: 'due request', work: () => lifecycle.work(request) });
    if (due.length < capacity || soon) return;
    soon = true;
    taskRunner.later('clock', AGAIN, () => {
      soon = false;
      return lookForRequests();
    });
  });
  const looks = [
    lookForRequests,
    createLook(parts, 'due notices', async () => {
      await notices.deliverDue(NOTICES_AT_ONCE);
    }),
  ];
  const tick = () => {
    for (const look of looks) taskRunner.run('clock', look);
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

/** A look that is skipped while the one before goes on, and complains sparingly when it cannot be done. */
function createLook({ logger }: Pick<Parts, 'logger'>, what: string, look: () => Promise<void>) {
  let looking = false;
  let failures = 0;
  let complainedAt = 0;
  return async () => {
    if (looking) return;
    looking = true;
    try {
      await look();
      if (failures > 0) logger.info({ what, failures }, 'the clock can look again');
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures > 1 && Date.now() - complainedAt < COMPLAIN_EVERY) return;
      complainedAt = Date.now();
      logger.error({ err: error, what, failures }, 'the clock cannot look for what is due; it keeps trying');
    } finally {
      looking = false;
    }
  };
}
