import type { Clock } from '../clock.ts';
import { freeOf } from '../commands/licence/seats.ts';
import type { State } from '../store/schema.ts';
import type { SharedState } from '../store/shared-state.ts';
import type { TaskRunner } from '../task-runner.ts';
import { type Place, shownAs } from '../views/place.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import type { Request } from './request.ts';
import type { RequestStore } from './request-store.ts';
import type { Poll } from './scheduler.ts';
import { expectedFor, type ForecastDeps, positionIn, readForecast } from './seat-forecast.ts';
import type { Transition } from './transition.ts';
import { nextCheck } from './wait-for-seat.ts';
import { isAhead, SETTLE } from './waiting-list.ts';

/** How often Zoom is asked how many licences are free while somebody waits, in milliseconds: one call for all of them. */
const LOOK_EVERY = 30_000;
/** After the bot has freed one, Zoom is asked at once, but not more often than this. */
const LOOK_GAP = 2_000;
/** How often it is compared whether the messages still show the right place. */
const COMPARE_EVERY = 60_000;
/** Slack takes about fifty changed messages a minute. */
const MESSAGES = 8;
const MESSAGES_PAUSE = 10_000;
const PURGE_EVERY = 3_600_000;

/** When this is done next, by the database's clock and by whichever process is first. */
interface Schedule {
  readonly lookAt: number;
  readonly lookedAt: number;
  readonly compareAt: number;
}
const KEY = 'waiting-list';
const atOnce: Schedule = { lookAt: 0, lookedAt: 0, compareAt: 0 };

export interface SeatWatchDeps extends ForecastDeps {
  readonly store: ForecastDeps['store'] & { readonly sharedState: SharedState };
  readonly requests: Pick<RequestStore, 'find' | 'time'>;
  readonly zoom: Zoom;
  readonly clock: Clock;
  readonly transition: Transition;
}

/** Gives licences that came free to those who wait, and keeps their messages up to date. */
export interface SeatWatch {
  readonly poll: Poll;
  /** A request has changed: it may have freed a licence, or changed the line. */
  changed(request: Request): void;
  /** An admin has changed the order. */
  reordered(): void;
}

/** A licence is or may be free after these. */
const freeing: ReadonlySet<State> = new Set(['done', 'undone', 'failed', 'cancelled', 'expired']);

export function createSeatWatch(deps: SeatWatchDeps, taskRunner: Pick<TaskRunner, 'run'>): SeatWatch {
  let purgedAt = deps.clock.now();
  const soon = (next: Partial<Schedule>) =>
    taskRunner.run('waiting list', () => reschedule(deps.store, next));

  return {
    changed(request) {
      const command = deps.commands.find((one) => one.name === request.command);
      const mayFree = command?.changesSeats === true && freeing.has(request.state);
      const hasLeft = request.state === 'running' && request.progress.waiting !== undefined;
      if (mayFree) soon({ lookAt: 0, compareAt: 0 });
      else if (hasLeft) soon({ compareAt: 0 });
    },

    reordered: () => soon({ compareAt: 0 }),

    async poll() {
      const { waitingList, clock } = deps;
      if (clock.now() - purgedAt > PURGE_EVERY) {
        purgedAt = clock.now();
        await waitingList.purge();
      }
      if (!(await waitingList.isAnybodyWaiting())) return false;
      await waitingList.wakeReserved();
      const due = await takeTurn(deps.store.sharedState);
      if (due.look) await look(deps);
      if (due.compare) await compare(deps);
      return false;
    },
  };
}

/** What this process has to do now: each thing is done by one of them. */
async function takeTurn(sharedState: SharedState) {
  let due = { look: false, compare: false };
  await sharedState.change(KEY, (value, now) => {
    const schedule = (value as Schedule | undefined) ?? atOnce;
    due = {
      look: schedule.lookAt <= now && schedule.lookedAt + LOOK_GAP <= now,
      compare: schedule.compareAt <= now,
    };
    if (!due.look && !due.compare) return undefined;
    return {
      ...schedule,
      ...(due.look ? { lookAt: now + LOOK_EVERY, lookedAt: now } : {}),
      ...(due.compare ? { compareAt: now + COMPARE_EVERY } : {}),
    };
  });
  return due;
}

/** Asks Zoom how many licences are free, and keeps them for those who are first in line. */
async function look({ zoom, requests, waitingList, store, logger }: SeatWatchDeps): Promise<void> {
  const asked = await requests.time();
  try {
    const free = freeOf(await zoom.at('background').plan.usage());
    const { ids, isUncertain } = await waitingList.reserve(free, asked);
    if (ids.length > 0) logger.info({ requests: ids }, 'licences are free for those who wait');
    if (isUncertain) await reschedule(store, { lookAt: asked + SETTLE });
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    logger.warn({ err: error }, 'Zoom does not say how many licences are free; it is asked again');
  }
}

/** Has those messages changed that no longer show the right place. */
async function compare(deps: SeatWatchDeps): Promise<void> {
  const { waitingList, requests, store, transition } = deps;
  const line = await waitingList.line();
  const ahead = line.filter(isAhead);
  const forecast = await readForecast(deps);
  const outdated = ahead.filter(({ requestId, state, shown }) => {
    const position = positionIn(ahead, requestId);
    const place: Place = { position, expected: expectedFor(position, forecast) };
    return state === 'waiting' && shown !== null && shown !== shownAs(place);
  });
  if (outdated.length === 0) return;
  const ids = outdated.map(({ requestId }) => requestId);
  const pending = await store.db
    .selectFrom('notifications')
    .select('request_id')
    .where('request_id', 'in', ids)
    .where('kind', 'in', ['place', 'batch'])
    .execute();
  const changing = new Set(pending.map((one) => one.request_id));
  const wrong = outdated.filter(({ requestId }) => !changing.has(requestId));
  for (const { requestId } of wrong.slice(0, MESSAGES)) {
    const request = await requests.find(requestId);
    if (request?.state !== 'waiting' || !request.progress.waiting) continue;
    const dueIn = nextCheck(request.progress.waiting, await requests.time());
    await transition(request, 'waiting', { dueIn, notify: ['place'] });
  }
  if (wrong.length <= MESSAGES) return;
  await reschedule(store, { compareAt: forecast.now + MESSAGES_PAUSE });
}

/** Sets when something is done next. */
function reschedule({ sharedState }: SeatWatchDeps['store'], next: Partial<Schedule>): Promise<void> {
  return sharedState.change(KEY, (value) => ({ ...atOnce, ...(value as Schedule | undefined), ...next }));
}
