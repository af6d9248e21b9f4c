import { inLogContext } from '../log.ts';
import type { Parts } from '../requests/parts.ts';
import { NOTIFICATION_LEASE, type Notification } from '../requests/transition.ts';
import type { TaskRunner } from '../task-runner.ts';
import { createOutbox } from './outbox.ts';
import { createQueues } from './queues.ts';
import { tellAtOnce } from './tell.ts';

/** How many channels and people are written to at the same time. */
const QUEUES_AT_ONCE = 50;
/** News for a channel only has to be put in its queue. */
const NEWS_AT_ONCE = 200;

/**
 * Tells people what happened. Each notice was written with the change of state that it tells, so none is lost. What
 * needs a message of its own in a channel or a person's direct messages waits there for its turn, in order.
 */
export function createNotifications(parts: Parts, taskRunner: TaskRunner) {
  const outbox = createOutbox(parts.store, parts.logger, parts.telemetry, parts.messenger);
  const queues = createQueues(parts, outbox, taskRunner);

  const deliver = (notice: Notification): Promise<void> =>
    inLogContext({ request: notice.requestId }, () =>
      parts.telemetry.span(`notice ${notice.kind}`, { 'frontdesk.request': notice.requestId }, () =>
        attempt(notice),
      ),
    );

  const attempt = async (notice: Notification): Promise<void> => {
    const key = await tryAtOnce(notice);
    if (key) await queues.nudge(key);
  };

  /** @returns the queue in which it waits now, if it does */
  const tryAtOnce = async (notice: Notification): Promise<string | null> => {
    try {
      if (await outbox.staysBehind(notice)) return null;
      const then = await tellAtOnce(parts, notice);
      if (then === 'told') {
        await outbox.remove([notice]);
        return null;
      }
      await outbox.enqueue(notice, then.turn);
      return then.turn;
    } catch (error) {
      await outbox.postpone([notice], error as Error);
      return null;
    }
  };

  const deliverAll = async (notices: readonly Notification[]): Promise<void> => {
    await Promise.all(notices.map(deliver));
  };
  /** Ids of the notifications that this process has written and not delivered yet. */
  const undelivered = new Set<string>();

  return {
    /** Delivers notifications that this process has just written, as soon as there is room. */
    deliverSoon(written: readonly Notification[]): void {
      if (written.length === 0) return;
      for (const { id } of written) undelivered.add(id);
      const ended = () => {
        for (const { id } of written) undelivered.delete(id);
      };
      const work = () => deliverAll(written).then(ended);
      taskRunner.notifications.add({
        what: 'notifications',
        work,
        lease: NOTIFICATION_LEASE,
        onSkipped: ended,
      });
    },

    /** Has another process, or the next start, deliver at once what this one has not delivered. */
    release: () => outbox.release([...undelivered]),

    /** Delivers what another process left behind or Slack did not take, in the taskRunner. */
    async deliverDue(limit: number): Promise<void> {
      const due = [...(await outbox.claimDue(limit)), ...(await outbox.claimDueNews(NEWS_AT_ONCE))];
      if (due.length > 0) taskRunner.run('due notices', () => deliverAll(due));
      for (const key of await outbox.ready(QUEUES_AT_ONCE)) {
        taskRunner.run('waiting notices', () => queues.drain(key));
      }
    },
  };
}

export type Notifications = ReturnType<typeof createNotifications>;
