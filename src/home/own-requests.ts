import type { Request } from '../requests/request.ts';
import { describeRequest, untilWhen } from '../requests/request-log.ts';
import type { RequestStore } from '../requests/request-store.ts';
import { type ForecastDeps, placeOf } from '../requests/seat-forecast.ts';
import { undoableUntil } from '../requests/undo.ts';
import type { HomeRequest, Part } from '../views/home/page.ts';
import { md } from '../views/mrkdwn.ts';
import { placeWords } from '../views/place.ts';
import type { HomeQueries } from './queries.ts';

const SHOWN = 5;

export interface OwnRequestsDeps extends ForecastDeps {
  readonly requests: Pick<RequestStore, 'ofPerson' | 'time' | 'onResource' | 'waitingFor'>;
}

export interface OwnRequests {
  readonly part: Part<HomeRequest>;
  /** When the last of them changed; milliseconds since 1970. */
  readonly changedAt: number;
  /** When the next of them can no longer be undone. */
  readonly undoEnds: number | null;
}

/** The person's newest requests, and which of them they can still withdraw or undo. */
export async function ownRequests(
  deps: OwnRequestsDeps,
  queries: HomeQueries,
  slackId: string,
  now: number,
): Promise<OwnRequests> {
  const [newest, count] = await Promise.all([
    deps.requests.ofPerson(slackId, SHOWN),
    queries.countOf(slackId),
  ]);
  const undoEnds = newest.flatMap((one) => undoableUntil(deps, one) ?? []).filter((end) => end > now);
  return {
    part: {
      shown: await Promise.all(newest.map((one) => toHomeRequest(deps, one, now))),
      more: Math.max(0, count - newest.length),
    },
    changedAt: Math.max(0, ...newest.map((one) => one.updatedAt)),
    undoEnds: undoEnds.length > 0 ? Math.min(...undoEnds) : null,
  };
}

async function toHomeRequest(deps: OwnRequestsDeps, request: Request, now: number): Promise<HomeRequest> {
  const { state } = request;
  const place = state === 'waiting' ? await placeOf(deps, request.id) : null;
  const undoEnds = undoableUntil(deps, request);
  const undoable = undoEnds !== null && undoEnds > now;
  return {
    id: request.id,
    what: describeRequest(deps, request, true),
    state: place ? md`Waiting for a licence: ${placeWords(place)}` : untilWhen(request),
    can: state === 'pending' ? 'withdraw' : state === 'waiting' ? 'leave' : undoable ? 'undo' : null,
  };
}
