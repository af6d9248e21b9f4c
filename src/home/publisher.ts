import { setTimeout as sleep } from 'node:timers/promises';
import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import { isAdmin } from '../policy/access.ts';
import { everyApprover } from '../policy/policy.ts';
import { partiesOf } from '../requests/parties.ts';
import type { Request } from '../requests/request.ts';
import type { Store } from '../store/open.ts';
import type { TaskRunner } from '../task-runner.ts';
import { homeView, outsiderView } from '../views/home/home-view.ts';
import { createWakeUps } from '../wake-ups.ts';
import type { PlanUsage } from '../zoom/plan.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { type OwnAccount, readOwnAccount } from './own-part.ts';
import { type HomeContent, type PageDeps, readHome, USAGE } from './page.ts';
import { createPublishQueue } from './publish-queue.ts';
import { createHomeQueries, type HomeQueries, hidden } from './queries.ts';
import { createZoomCache } from './zoom-cache.ts';

const DAY = 86_400_000;
/** The transitions of one change follow each other quickly and are shown together. */
const DEBOUNCE = 150;
/** Retries after Zoom or Slack did not answer; after the last one the tab waits for the next event. */
const RETRIES = [5_000, 20_000, 60_000];
/** "Refresh" asks Zoom again unless the answer is younger than this. */
const ACCOUNT_REFRESH = 2_000;
/** Zoom limits how often the plan's usage may be read in a day. */
const USAGE_REFRESH = 15_000;
/** At most so many people get an update; the others see it when they open the tab again. */
const MAX_VIEWERS = 2_000;

const ended: ReadonlySet<Request['state']> = new Set([
  'done',
  'undone',
  'failed',
  'denied',
  'cancelled',
  'expired',
]);

/** Where Home tabs are shown. */
export interface HomeTabs {
  /** Replaces a person's Home tab. @throws when Slack did not accept it */
  publish(slackId: string, view: HomeView): Promise<void>;
}

/**
 * @param slack a client of its own: after a 429 the whole client waits, and messages must not wait for Home tabs
 */
export function createHomeTabs(slack: WebClient): HomeTabs {
  return {
    async publish(slackId, view) {
      await slack.views.publish({ user_id: slackId, view });
    },
  };
}

/** Keeps Home tabs up to date: shown when they are opened, and again whenever something on them changes. */
export interface HomeTabPublisher {
  /** The person opened the Home tab or clicked on it. */
  opened(slackId: string): void;
  /** The person asks for the current state, also of Zoom. */
  refresh(slackId: string): void;
  /** A request has changed: it is shown on the Home tabs of everybody affected. */
  changed(request: Request): void;
  /** Something else on the Home tabs of these people has changed, such as who is away. */
  outdated(slackIds: readonly string[]): void;
  close(): void;
}

export interface PublisherDeps extends PageDeps {
  readonly store: Store;
  readonly zoom: Pick<Zoom, 'plan'>;
  readonly homeTabs: HomeTabs;
  readonly readers: Readers;
}

/** Publishes Home tabs as {@link HomeTabPublisher} says, and again after errors and when something on them runs out. */
export function createHomeTabPublisher(deps: PublisherDeps, taskRunner: TaskRunner): HomeTabPublisher {
  const { commands, logger, policy } = deps;
  const queries = createHomeQueries(deps.store);
  const accounts = createZoomCache<OwnAccount>(
    (slackId) => readOwnAccount(deps, slackId),
    (slackId) => queue.add(slackId),
  );
  const usage = createZoomCache<PlanUsage | null>(
    () => deps.zoom.plan.usage(),
    (slackId) => queue.add(slackId),
  );
  const retries = new LRUCache<string, number>({ max: 5_000, ttl: 10 * 60_000 });
  const changedRequests = new Map<string, Request>();

  /** Publishes a person's tab without an event. */
  const wakeUps = createWakeUps(taskRunner, 'home tab', async (slackId) => queue.add(slackId));

  const planNext = (
    slackId: string,
    { incomplete, changesIn }: Pick<HomeContent, 'incomplete' | 'changesIn'>,
  ) => {
    const retry = retries.get(slackId) ?? 0;
    const pause = RETRIES[retry];
    if (!incomplete) retries.delete(slackId);
    if (incomplete && pause !== undefined) {
      retries.set(slackId, retry + 1);
      wakeUps.in(slackId, pause);
    }
    if (changesIn !== null) wakeUps.in(slackId, changesIn + 1_000);
  };

  const publish = async (slackId: string): Promise<boolean> =>
    inLanguage(await deps.readers.person(slackId), () => publishNow(slackId));

  /** Publishes and compares afterwards: another process may have shown something newer before this reached Slack. */
  const publishNow = async (slackId: string): Promise<boolean> => {
    const read = () => readHome(deps, { queries, accounts, usage }, slackId);
    try {
      const home = await read();
      await deps.homeTabs.publish(slackId, viewOf(home));
      planNext(slackId, home);
      return fingerprint(await read()) !== fingerprint(home);
    } catch (err) {
      logger.warn({ err, user: slackId }, 'a Home tab could not be shown');
      planNext(slackId, { incomplete: true, changesIn: null });
      return false;
    }
  };
  const queue = createPublishQueue(taskRunner, publish);

  const publishChanged = async () => {
    await sleep(DEBOUNCE);
    const requests = [...changedRequests.values()];
    changedRequests.clear();
    for (const slackId of await affectedUsers(deps, queries, requests)) queue.add(slackId);
  };

  return {
    opened(slackId) {
      queue.add(slackId, true);
      taskRunner.run('home tab', () => queries.recordOpened(slackId));
    },
    refresh(slackId) {
      accounts.invalidate(slackId, ACCOUNT_REFRESH);
      if (isAdmin(policy, slackId)) usage.invalidate(USAGE, USAGE_REFRESH);
      queue.add(slackId, true);
    },
    changed(request) {
      if (hidden.includes(request.state)) return;
      for (const slackId of peopleOf(request)) accounts.invalidate(slackId);
      if (commands.find((one) => one.name === request.command)?.changesSeats) usage.invalidate(USAGE);
      changedRequests.set(request.id, request);
      if (changedRequests.size === 1) taskRunner.run('home tab', publishChanged);
    },
    outdated(slackIds) {
      taskRunner.run('home tab', async () => {
        const viewers = new Set(await queries.viewers(slackIds, DAY, MAX_VIEWERS));
        for (const slackId of new Set(slackIds)) if (viewers.has(slackId)) queue.add(slackId);
      });
    },
    close: () => queue.close(),
  };
}

function viewOf({ shows }: HomeContent) {
  return 'page' in shows ? homeView(shows.page) : outsiderView(shows.outsider.says, shows.outsider.next);
}

/** Everything that a tab shows except the time at which it was read. */
function fingerprint({ shows }: HomeContent): string {
  return JSON.stringify('page' in shows ? { ...shows.page, asOf: 0 } : shows);
}

/**
 * Whose Home tab has changed: requesters and subjects first, then approvers and admins, if they had it open within a
 * day.
 */
async function affectedUsers(
  { policy, approvers, standIns }: Pick<PublisherDeps, 'policy' | 'approvers' | 'standIns'>,
  queries: HomeQueries,
  requests: readonly Request[],
): Promise<string[]> {
  const people = new Set(requests.flatMap(peopleOf));
  const viewers = await queries.viewers([...people], DAY, MAX_VIEWERS);
  const forStaff = requests.some((one) => one.rule?.access === 'approval' || ended.has(one.state));
  const managers = requests.flatMap(({ progress }) => progress.manager?.slackId ?? []);
  const away = forStaff ? await standIns.active() : [];
  const deciders = new Set([
    ...(forStaff ? await approvers.expand(everyApprover(policy)) : []),
    ...managers,
    ...away.map(({ standIn }) => standIn.slackId),
  ]);
  const isStaff = (id: string) => forStaff && (deciders.has(id) || isAdmin(policy, id));
  return [
    ...viewers.filter((id) => people.has(id)),
    ...viewers.filter((id) => !people.has(id) && isStaff(id)),
  ];
}

/** Who asked for it, and whose account it is. */
function peopleOf(request: Request): string[] {
  const { requesterSlackId, subjectSlackId } = partiesOf(request);
  return subjectSlackId ? [requesterSlackId, subjectSlackId] : [requesterSlackId];
}
