import { freeSeats } from '../commands/licence/seats.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import type { Request } from './request.ts';
import type { RequestStore } from './request-store.ts';
import type { Transition } from './transition.ts';
import type { WaitingList } from './waiting-list.ts';

const DAY = 86_400_000;
/** How long somebody waits for a licence at most, in milliseconds. */
export const LONGEST_WAIT = 90 * DAY;
/** How often it is checked whether they may still have one. */
const CHECK_EVERY = DAY;

export interface WaitDeps {
  readonly requests: Pick<RequestStore, 'time'>;
  readonly waitingList: WaitingList;
  readonly transition: Transition;
  readonly zoom: Pick<Zoom, 'plan'>;
}

/** Whether a request has to wait for a licence: none is free, or others wait before it. */
export async function mustWait(deps: WaitDeps, request: Request): Promise<boolean> {
  if (!request.plan?.takesSeat) return false;
  const { waitingList, requests, zoom } = deps;
  const line = await waitingList.line();
  const at = line.findIndex((one) => one.requestId === request.id);
  if (line[at]?.reservedAt) return false;
  // Nobody has to ask Zoom for those who have others before them.
  if (line.slice(0, at).some(({ reservedAt, state }) => reservedAt === null && state === 'waiting'))
    return true;
  const asked = await requests.time();
  const reserved = await waitingList.reserve(await freeSeats(zoom), asked, request.id);
  return !reserved.ids.includes(request.id);
}

/** The request waits from now on, at the place that its approval has given it. */
export async function waitInLine(deps: WaitDeps, request: Request): Promise<null> {
  const now = await deps.requests.time();
  const waiting = request.progress.waiting ?? { since: now, checkedAt: now };
  const isNew = request.progress.waiting === undefined;
  await deps.transition(request, 'waiting', {
    progress: { ...request.progress, waiting },
    attempts: 0,
    ...(isNew ? { expiresIn: LONGEST_WAIT } : {}),
    dueIn: nextCheck(waiting, now),
    // What needed an approval has a card; whoever needed none has just asked and waits for a reply.
    notify: isNew ? ['place', request.rule?.access === 'approval' ? 'card' : 'reply'] : [],
  });
  return null;
}

/** Somebody else got the licence, or Zoom is away: the request waits again, at the same place. */
export async function backInLine(deps: WaitDeps, request: Request, isPartial: boolean): Promise<null> {
  await deps.waitingList.unreserve(request.id);
  return waitInLine(deps, { ...request, progress: { ...request.progress, tried: isPartial } });
}

/** Zoom has no licence left for this request after all. */
export function isRefusedForSeat({ plan }: Request, error: unknown): boolean {
  return (
    plan?.takesSeat !== undefined &&
    error instanceof ZoomError &&
    error.kind === 'no-free-licence' &&
    error.effect === 'none'
  );
}

/** Milliseconds until a request that waits is due without a licence. */
export function nextCheck(
  { since, checkedAt }: { readonly since: number; readonly checkedAt: number },
  now: number,
): number {
  return Math.max(0, Math.min(since + LONGEST_WAIT, checkedAt + CHECK_EVERY) - now);
}
