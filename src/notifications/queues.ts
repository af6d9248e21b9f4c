import type { Parts } from '../requests/parts.ts';
import type { Notification } from '../requests/transition.ts';
import type { TaskRunner } from '../task-runner.ts';
import type { Outbox } from './outbox.ts';
import { tellChannel, tellOne } from './tell.ts';
import { createTurns, PACE } from './turns.ts';

/** How many changes one message may tell of. */
const MERGED = 200;

/**
 * Sends what waits for a channel or for a person's direct messages, one message at a time. It sleeps until the turn is
 * free; when this process ends before, the clock of another one goes on.
 */
export function createQueues(parts: Parts, outbox: Outbox, taskRunner: TaskRunner) {
  const turns = createTurns(parts.store);
  /** When each queue is looked at again, by this process's clock. */
  const alarms = new Map<string, number>();

  const wake = (key: string, ms: number) => {
    const at = Date.now() + ms;
    if ((alarms.get(key) ?? Number.POSITIVE_INFINITY) <= at) return;
    alarms.set(key, at);
    taskRunner.later('notifications', ms, async () => {
      if (alarms.get(key) === at) alarms.delete(key);
      await drain(key);
    });
  };

  const drain = async (key: string): Promise<void> => {
    if (!(await outbox.waits(key))) return;
    const taken = await turns.take(key);
    if (taken === null) return wake(key, await turns.freeIn(key));
    let pause = PACE;
    try {
      pause = await tell(key, await outbox.next(key, MERGED));
    } finally {
      await turns.end(key, taken, pause);
    }
    wake(key, pause);
  };

  /** @returns milliseconds until the channel can take another message */
  const tell = async (key: string, notices: readonly Notification[]): Promise<number> => {
    const [first] = notices;
    if (!first) return 0;
    try {
      if (first.kind === 'channel') {
        const unreadable = await tellChannel(parts, key, notices);
        for (const { notice, error } of unreadable) await outbox.postpone([notice], error);
        const failed = new Set(unreadable.map(({ notice }) => notice.id));
        await outbox.remove(notices.filter(({ id }) => !failed.has(id)));
      } else {
        await tellOne(parts, first);
        await outbox.remove([first]);
      }
      return PACE;
    } catch (error) {
      await outbox.postpone(notices, error as Error);
      return Math.max(PACE, parts.messenger.failureOf(error).retryAfter ?? 0);
    }
  };

  return {
    drain,
    /** Something new waits: it is sent now, unless the queue is looked at later anyway. */
    async nudge(key: string): Promise<void> {
      if (!alarms.has(key)) await drain(key);
    },
  };
}
