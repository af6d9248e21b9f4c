import { inLogContext } from '../log.ts';
import type { TaskRunner } from '../task-runner.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createWakeUps } from '../wake-ups.ts';
import { createChannelThrottle, MESSAGE_INTERVAL } from './channel-throttle.ts';
import type { Messenger } from './messenger.ts';
import { NOTIFICATION_LEASE, type Notification } from './notification.ts';
import { createOutbox } from './outbox.ts';
import { type SendDeps, sendNext, sendNow, sendToChannel } from './send.ts';
import { createChannelAlert } from './shared-channel.ts';

/** How many queues are drained at the same time. */
const MAX_QUEUES = 50;
/** How many channel notifications are moved to their queues at a time: that takes no call to Slack. */
const MAX_CHANNEL_NOTIFICATIONS = 200;
/** How many changes one message to a channel may report. */
const MAX_MERGED = 200;

export interface DispatcherDeps extends SendDeps {
  readonly telemetry: Telemetry;
  readonly messenger: Pick<Messenger, 'answer' | 'once' | 'failureOf' | 'linkTo' | 'findDirect'>;
}

/** Delivers the notifications of the outbox. */
export interface Dispatcher {
  /** Delivers notifications that this process has just written, as soon as there is room. */
  deliverSoon(written: readonly Notification[]): void;
  /** Starts delivering what another process left behind and what Slack did not accept before. */
  deliverDue(limit: number): Promise<void>;
  /** Makes due at once what this process has written and not delivered yet, for another process or the next start. */
  release(): Promise<void>;
}

/**
 * Sends what needs no message of its own at once. The rest waits in a queue for each channel and for each person's
 * direct messages: one message at a time, at the rate that Slack accepts, oldest first, with several outcomes for a
 * channel merged into one message. Queues are shared by all replicas; when this process ends, another one goes on.
 */
export function createDispatcher(deps: DispatcherDeps, taskRunner: TaskRunner): Dispatcher {
  const outbox = createOutbox(deps);
  const throttle = createChannelThrottle(deps.store);
  const channelAlert = createChannelAlert(deps);

  const deliver = async (notification: Notification): Promise<void> => {
    for (const queue of await sendOrEnqueue(notification)) {
      if (!wakeUps.has(queue)) await drain(queue);
    }
  };

  /** @returns the queues in which it waits now */
  const sendOrEnqueue = async (notification: Notification): Promise<readonly string[]> => {
    try {
      if (await outbox.holdBack(notification)) return [];
      const queues = await sendNow(deps, notification);
      if (queues.length > 0) await outbox.enqueue(notification, queues);
      else await outbox.remove([notification]);
      return queues;
    } catch (error) {
      await channelAlert.failed(error);
      await outbox.postpone([notification], error as Error);
      return [];
    }
  };

  /** Sends the next message of a queue if its slot is free, and comes back for the one after it. */
  const drain = async (queue: string): Promise<void> => {
    if (!(await outbox.isWaiting(queue))) return;
    const slot = await throttle.take(queue);
    if (slot === null) return wakeUps.in(queue, await throttle.freeIn(queue));
    let pause = MESSAGE_INTERVAL;
    try {
      pause = await sendMessage(queue, await outbox.next(queue, MAX_MERGED));
    } finally {
      await throttle.release(queue, slot, pause);
    }
    wakeUps.in(queue, pause);
  };
  const wakeUps = createWakeUps(taskRunner, 'notifications', drain);

  /** @returns milliseconds until the channel accepts the next message */
  const sendMessage = async (queue: string, notifications: readonly Notification[]): Promise<number> => {
    const [first] = notifications;
    if (!first) return 0;
    try {
      if (first.kind === 'channel') {
        const unreadable = await sendToChannel(deps, queue, notifications);
        for (const { notification, error } of unreadable) await outbox.postpone([notification], error);
        const failed = new Set(unreadable.map(({ notification }) => notification.id));
        await outbox.remove(notifications.filter(({ id }) => !failed.has(id)));
      } else {
        await sendNext(deps, first, queue);
        await outbox.remove([first]);
      }
      channelAlert.posted(queue);
      return MESSAGE_INTERVAL;
    } catch (error) {
      await channelAlert.failed(error);
      await outbox.postpone(notifications, error as Error);
      return Math.max(MESSAGE_INTERVAL, deps.messenger.failureOf(error).retryAfter ?? 0);
    }
  };

  const deliverAll = async (notifications: readonly Notification[]): Promise<void> => {
    await Promise.all(
      notifications.map((one) => {
        const about = { 'frontdesk.request': one.requestId };
        return inLogContext({ request: one.requestId }, () =>
          deps.telemetry.span(`notice ${one.kind}`, about, () => deliver(one)),
        );
      }),
    );
  };

  /** Ids of the notifications that this process has written and not delivered yet. */
  const undelivered = new Set<string>();

  return {
    deliverSoon(written) {
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

    release: () => outbox.release([...undelivered]),

    async deliverDue(limit) {
      const due = [
        ...(await outbox.claimDue(limit)),
        ...(await outbox.claimDueForChannels(MAX_CHANNEL_NOTIFICATIONS)),
      ];
      if (due.length > 0) taskRunner.run('due notifications', () => deliverAll(due));
      for (const queue of await outbox.readyQueues(MAX_QUEUES)) {
        taskRunner.run('queued notifications', () => drain(queue));
      }
    },
  };
}
