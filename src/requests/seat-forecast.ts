import type { Seats } from '../commands/context.ts';
import type { Command } from '../commands/define-command.ts';
import { freeSeats } from '../commands/licence/seats.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/open.ts';
import { databaseTime, fromNow } from '../store/time.ts';
import type { Expected, Place } from '../views/place.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';
import { fromRow } from './stored-request.ts';
import { isAhead, type WaitingList } from './waiting-list.ts';

const DAY = 86_400_000;
/** Over how long it is counted how often a licence came free, in milliseconds. */
const LOOK_BACK = 90 * DAY;
/** With fewer in that time, they are no ground for a forecast. */
const FREED_MIN = 3;
/** How many of the newest requests are read for it, and how long the count is kept, in milliseconds. */
const FREED_READ = 2_000;
const FREED_TTL = 10 * 60_000;
/** How many licences that were given for a time are looked at. */
const ENDS_READ = 200;

export interface ForecastDeps {
  readonly store: Pick<Store, 'db' | 'now' | 'seal' | 'cache'>;
  readonly commands: readonly Command[];
  readonly waitingList: WaitingList;
  readonly logger: Logger;
}

/** What is known about licences that come free. Times are milliseconds by the database's clock. */
export interface Forecast {
  readonly now: number;
  /** Licences that were given for a time, the first to end first. */
  readonly ends: readonly { readonly at: number; readonly slackId: string | null }[];
  /** How many came free in the last 90 days. */
  readonly freed: number;
}

/** Reads from the store what is known about licences that come free. */
export async function readForecast(deps: ForecastDeps): Promise<Forecast> {
  const { db, cache } = deps.store;
  const now = await databaseTime(db, deps.store.now);
  const freed = (await cache.get<number>('seats:freed')) ?? (await countFreed(deps));
  await cache.set('seats:freed', freed, FREED_TTL);
  return { now, freed, ends: await endsOfGrants(deps, now) };
}

/**
 * When a licence probably comes free for somebody: when that many of those that were given for a time have ended, or at the
 * rate at which they came free lately, whichever is sooner.
 *
 * @param position 1 is the first in line
 * @returns `null`: it is not known
 */
export function expectedFor(position: number, { now, ends, freed }: Forecast): Expected | null {
  const end = ends[position - 1];
  const every = freed >= FREED_MIN ? LOOK_BACK / freed : null;
  const byRate = every === null ? null : now + position * every;
  if (end && (byRate === null || end.at <= byRate)) return { at: end.at, whose: end.slackId };
  return byRate === null || every === null ? null : { at: byRate, every };
}

/** The place of a request that waits; `null`: it does not. */
export async function placeOf(deps: ForecastDeps, requestId: string): Promise<Place | null> {
  const line = await deps.waitingList.line();
  if (line.find((one) => one.requestId === requestId)?.state !== 'waiting') return null;
  const position = positionIn(line.filter(isAhead), requestId);
  return { position, expected: expectedFor(position, await readForecast(deps)) };
}

/** The place among those who wait: 1 is the first. Who has just got a licence reserved counts as the first. */
export function positionIn(ahead: readonly { readonly requestId: string }[], requestId: string): number {
  const index = ahead.findIndex((one) => one.requestId === requestId);
  return Math.max(0, index) + 1;
}

/** The licences that are free for somebody who asks now: those that others wait for are promised to them. */
export function seatsFor(deps: ForecastDeps & { readonly zoom: Pick<Zoom, 'plan'> }): Seats {
  return {
    async look() {
      const [free, line] = await Promise.all([freeSeats(deps.zoom), deps.waitingList.line()]);
      const waiting = line.filter(isAhead).length;
      const left = free === null ? null : Math.max(0, free - line.length);
      const mustWait = left === null ? line.some(({ state }) => state === 'waiting') : left === 0;
      if (!mustWait) return { free: left, place: null };
      return {
        free: left,
        place: { position: waiting + 1, expected: expectedFor(waiting + 1, await readForecast(deps)) },
      };
    },
  };
}

async function endsOfGrants({ store: { db, seal } }: ForecastDeps, now: number): Promise<Forecast['ends']> {
  const rows = await db
    .selectFrom('requests')
    .selectAll()
    .where('resource', '=', 'licence')
    .where('due_at', 'is not', null)
    .orderBy('due_at')
    .limit(ENDS_READ)
    .execute();
  // Not filtered by the database: it would go through everything that is done.
  return rows
    .filter(({ state }) => state === 'done')
    .flatMap((row) => {
      const { plan, progress } = fromRow(row, seal);
      return progress.endsAt && progress.endsAt > now
        ? [{ at: progress.endsAt, slackId: plan?.subject.slackId ?? null }]
        : [];
    })
    .toSorted((a, b) => a.at - b.at);
}

/** How many licences came free here in the last 90 days: returned, taken, or given for a time that ended. */
async function countFreed(deps: ForecastDeps): Promise<number> {
  const { db, now, seal } = deps.store;
  const names = deps.commands.filter((one) => one.changesSeats).map((one) => one.name);
  const rows = await db
    .selectFrom('requests')
    .selectAll()
    .where('state', 'in', ['done', 'undone'])
    .where('command', 'in', names)
    .where('created_at', '>', fromNow(now, -2 * LOOK_BACK))
    .where('updated_at', '>', fromNow(now, -LOOK_BACK))
    .orderBy('created_at', 'desc')
    .limit(FREED_READ)
    .execute();
  return rows.filter((row) => {
    try {
      return hasFreed(deps, fromRow(row, seal));
    } catch (err) {
      deps.logger.warn({ err, request: row.id }, 'a stored request cannot be read');
      return false;
    }
  }).length;
}

function hasFreed(deps: ForecastDeps, request: Request): boolean {
  const { state, progress } = request;
  const plan = planOf(deps, request);
  const takes = changeCommandOf(deps, request.command).takes?.(plan) ?? null;
  if (state === 'done') return takes !== null && takes !== 'webinars' && plan.subject.licence === 'Licensed';
  return takes === null && plan.resource === 'licence' && !progress.lapsed && !progress.replacedBy;
}
