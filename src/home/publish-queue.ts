import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { TaskRunner } from '../task-runner.ts';

/** One person's tab is published at most so often; the last state always gets shown. */
const EVERY = 1_000;
/** Slack takes about a hundred `views.publish` a minute: a quarter is left to those who open the tab just now. */
const PACE = 800;
const BURST = 40;

interface Job {
  again: boolean;
  /** Somebody looks at it right now. */
  readonly hurry: AbortController;
}

/**
 * Publishes Home tabs: one after the other for one person, at a pace that Slack allows for many.
 *
 * @param publish tells whether what it showed was overtaken meanwhile; then it is called again
 */
export function createPublishQueue(taskRunner: TaskRunner, publish: (slackId: string) => Promise<boolean>) {
  const jobs = new Map<string, Job>();
  const last = new LRUCache<string, number>({ max: 10_000, ttl: EVERY });
  const closing = new AbortController();
  let reserved = 0;

  /** Waits for this person's turn among many. `false`: the desk closes. */
  const turn = async ({ hurry }: Job): Promise<boolean> => {
    if (hurry.signal.aborted) return true;
    const now = Date.now();
    reserved = Math.max(reserved, now - BURST * PACE) + PACE;
    if (reserved <= now) return true;
    await pause(reserved - now, AbortSignal.any([closing.signal, hurry.signal]));
    return !closing.signal.aborted;
  };

  const work = async (slackId: string, job: Job): Promise<void> => {
    try {
      do {
        const rest = (last.get(slackId) ?? 0) + EVERY - Date.now();
        if (rest > 0) await pause(rest, closing.signal);
        if (!(await turn(job))) return;
        job.again = false;
        last.set(slackId, Date.now());
        const overtaken = await publish(slackId);
        job.again ||= overtaken;
      } while (job.again && !closing.signal.aborted);
    } finally {
      jobs.delete(slackId);
    }
  };

  return {
    /** @param hurry the person has just opened the tab or clicked on it */
    add(slackId: string, hurry = false): void {
      const job = jobs.get(slackId) ?? { again: true, hurry: new AbortController() };
      job.again = true;
      if (hurry) job.hurry.abort();
      if (jobs.has(slackId)) return;
      jobs.set(slackId, job);
      taskRunner.run('home tab', () => work(slackId, job));
    },

    /** Shows at once what is due for few; whoever would have to wait longer sees it at the next opening. */
    close(): void {
      closing.abort();
    },
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
