import type { Background } from './background.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Notices } from './notices/deliver.ts';
import type { Parts } from './parts.ts';

const EVERY = 1_000;
const AT_ONCE = 16;

/**
 * Looks every second for what is due: requests that a lost process left behind, changes to settle, reminders, expiry,
 * and notices that Slack did not take. What it works on it claims in the store, so replicas do not meet.
 */
export function createClock(parts: Parts, lifecycle: Lifecycle, notices: Notices, background: Background) {
  let timer: NodeJS.Timeout | undefined;
  let ticking = false;

  const tick = async () => {
    if (ticking) return;
    ticking = true;
    try {
      const room = AT_ONCE - background.running;
      const due = room > 0 ? await parts.requests.claimDue(room) : [];
      for (const request of due) background.run('due request', () => lifecycle.work(request));
      await notices.deliverDue(AT_ONCE);
    } catch (error) {
      parts.logger.error({ err: error }, 'the clock could not look for due work');
    } finally {
      ticking = false;
    }
  };

  return {
    start() {
      timer ??= setInterval(() => background.run('clock', tick), EVERY);
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
