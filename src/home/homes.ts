import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Parts } from '../requests/parts.ts';
import type { Request } from '../requests/request.ts';
import type { TaskRunner } from '../task-runner.ts';
import { homeView, outsiderView } from '../views/home/home-view.ts';
import type { PlanUsage } from '../zoom/plan.ts';
import { type Own, ownAccount } from './account.ts';
import { isVisible, peopleOf, viewersOf } from './concerned.ts';
import { createPublishQueue } from './publish-queue.ts';
import { type HomeSources, type Read, readHome, USAGE } from './read-home.ts';
import { createRecent } from './recent.ts';
import { createHomeRows } from './rows.ts';

/** The steps of one change follow each other quickly; they are shown together. */
const SETTLE = 150;
/** So long after Zoom or Slack did not answer they are asked again, and then no more until something happens. */
const TRY_AGAIN = [5_000, 20_000, 60_000];
/** Refresh asks Zoom anew unless it was asked this very moment. */
const JUST_NOW = 2_000;
/** Zoom allows the plan's usage few times a day, so it is asked less often than the rest. */
const USAGE_JUST_NOW = 15_000;

/** What changes how many licences are free. */
const movesSeats = new Set([
  ...['request-license', 'return-license', 'set-license'],
  ...['create-user', 'delete-user', 'activate', 'deactivate'],
]);

/** Home tabs: shown when they are opened, and again whenever something on them changes. */
export interface Homes {
  /** The person opened the Home tab or clicked on it. */
  opened(slackId: string): void;
  /** The person wants to see what is true now, also in Zoom. */
  refresh(slackId: string): void;
  /** A request has moved: everybody who sees it on their Home tab sees that. */
  changed(request: Request): void;
  close(): void;
}

export function createHomes(parts: Parts, taskRunner: TaskRunner): Homes {
  const { logger } = parts;
  const rows = createHomeRows(parts.store);
  const sources: HomeSources = {
    parts,
    rows,
    accounts: createRecent<Own>(
      (slackId) => ownAccount(parts, slackId),
      (slackId) => queue.add(slackId),
    ),
    usage: createRecent<PlanUsage | null>(
      () => parts.zoom.plan.usage(),
      (slackId) => queue.add(slackId),
    ),
  };
  const tried = new LRUCache<string, number>({ max: 5_000, ttl: 10 * 60_000 });
  /** When a tab is shown again by itself; the nearest such moment for each person. */
  const alarms = new Map<string, number>();
  const moved = new Map<string, Request>();

  const wakeAt = (slackId: string, ms: number) => {
    const at = Date.now() + ms;
    if ((alarms.get(slackId) ?? Infinity) <= at) return;
    alarms.set(slackId, at);
    taskRunner.later('home tab', ms, async () => {
      if (alarms.get(slackId) === at) alarms.delete(slackId);
      queue.add(slackId);
    });
  };

  const planNext = (slackId: string, { incomplete, changesIn }: Pick<Read, 'incomplete' | 'changesIn'>) => {
    const tries = tried.get(slackId) ?? 0;
    const again = TRY_AGAIN[tries];
    if (!incomplete) tried.delete(slackId);
    if (incomplete && again !== undefined) {
      tried.set(slackId, tries + 1);
      wakeAt(slackId, again);
    }
    if (changesIn !== null) wakeAt(slackId, changesIn + 1_000);
  };

  /** Publishes, then looks again: another process may have shown something newer before this reached Slack. */
  const publish = async (slackId: string): Promise<boolean> => {
    try {
      const read = await readHome(sources, slackId);
      await parts.homeTabs.publish(slackId, viewOf(read));
      planNext(slackId, read);
      return told(await readHome(sources, slackId)) !== told(read);
    } catch (err) {
      logger.warn({ err, user: slackId }, 'a Home tab could not be shown');
      planNext(slackId, { incomplete: true, changesIn: null });
      return false;
    }
  };
  const queue = createPublishQueue(taskRunner, publish);

  const showMoved = async () => {
    await sleep(SETTLE);
    const requests = [...moved.values()];
    moved.clear();
    for (const slackId of await viewersOf(parts, rows, requests)) queue.add(slackId);
  };

  return {
    opened(slackId) {
      queue.add(slackId, true);
      taskRunner.run('home tab', () => rows.seen(slackId));
    },
    refresh(slackId) {
      sources.accounts.forget(slackId, JUST_NOW);
      if (parts.policy.admins.includes(slackId)) sources.usage.forget(USAGE, USAGE_JUST_NOW);
      queue.add(slackId, true);
    },
    changed(request) {
      if (!isVisible(request)) return;
      for (const slackId of peopleOf(request)) sources.accounts.forget(slackId);
      if (movesSeats.has(request.command)) sources.usage.forget(USAGE);
      moved.set(request.id, request);
      if (moved.size === 1) taskRunner.run('home tab', showMoved);
    },
    close: () => queue.close(),
  };
}

function viewOf({ shows }: Read) {
  return 'page' in shows ? homeView(shows.page) : outsiderView(shows.outsider.says, shows.outsider.next);
}

/** What a Home tab says, but for the moment at which it says it. */
function told({ shows }: Read): string {
  return JSON.stringify('page' in shows ? { ...shows.page, asOf: 0 } : shows);
}
