import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import type { TaskRunner } from '../task-runner.ts';

/** One person's tab is published at most once in this time; the last state is always shown. */
const PERSON_INTERVAL = 1_000;
/** Slack accepts about a hundred `views.publish` a minute. A quarter of them is left to those who open the tab. */
const RATE = { intervalCap: 40, interval: 32_000 };

/**
 * Publishes Home tabs: one at a time for each person, and for all together at the rate that Slack accepts.
 *
 * @param publish tells whether what it showed is out of date already; then it is called again
 */
export function createPublishQueue(taskRunner: TaskRunner, publish: (slackId: string) => Promise<boolean>) {
  const queue = new PQueue({ ...RATE, strict: true });
  const queued = new Set<string>();
  const active = new Map<string, { again: boolean; urgent: boolean }>();
  const lastPublished = new LRUCache<string, number>({ max: 10_000, ttl: PERSON_INTERVAL });
  const closing = new AbortController();

  const run = async (slackId: string, urgent: boolean): Promise<void> => {
    const job = { again: false, urgent };
    active.set(slackId, job);
    try {
      const pause = (lastPublished.get(slackId) ?? 0) + PERSON_INTERVAL - Date.now();
      if (pause > 0) await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined);
      job.again = false;
      lastPublished.set(slackId, Date.now());
      const outdated = await publish(slackId);
      job.again ||= outdated;
    } finally {
      active.delete(slackId);
      if (job.again && !closing.signal.aborted) add(slackId, job.urgent);
    }
  };

  const start = (slackId: string, urgent: boolean) => taskRunner.run('home tab', () => run(slackId, urgent));

  /** @param urgent the person has just opened the tab or clicked on it: it is published out of turn */
  const add = (slackId: string, urgent = false): void => {
    const job = active.get(slackId);
    if (job) {
      job.again = true;
      job.urgent ||= urgent;
    } else if (urgent) {
      queued.delete(slackId);
      start(slackId, true);
    } else if (!queued.has(slackId)) {
      queued.add(slackId);
      void queue.add(async () => {
        if (queued.delete(slackId)) start(slackId, false);
      });
    }
  };

  return {
    add,
    /** Publishes at once what is about to be; who would have to wait longer sees it when they open the tab again. */
    close(): void {
      closing.abort();
      queue.clear();
    },
  };
}
