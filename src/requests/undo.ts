import type { ReplyTo } from '../notifications/messenger.ts';
import { md } from '../views/mrkdwn.ts';
import type { Problem } from '../views/problem.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import {
  type Actor,
  type AuthorizeDeps,
  authorize,
  closed,
  type DecideDeps,
  decide,
  requesterOf,
  requireRequester,
  requireState,
} from './authorize.ts';
import { messageForRequester } from './error-messages.ts';
import { cardOf, type ExecuteDeps } from './execute.ts';
import { changeCommandOf, type Request } from './request.ts';
import { nextGrantAlarm } from './revert-grant.ts';
import type { Transition } from './transition.ts';
import { isDone, isUndone, jobOf } from './verify.ts';

/** How long a finished change can be undone, in milliseconds. */
const UNDO_TIME = 10 * 60_000;
/** How soon it is tried again to undo a time-bound change whose time is over, in milliseconds. */
const REVERT_PAUSE = 5 * 60_000;

export interface UndoDeps extends DecideDeps, AuthorizeDeps {
  readonly transition: Transition;
  /** Has the worker go on with a request at once. */
  readonly wake: (requestId: string) => void;
}

/** The requester wants a finished change undone. Returns when that is stored. @throws Refusal when it is not possible */
export async function undo(deps: UndoDeps, requestId: string, actor: Actor, replyTo: ReplyTo): Promise<void> {
  const request = await decide(deps, requestId, actor, async (done) => {
    requireRequester(done, actor);
    await requireState(deps, done, 'done');
    const until = undoableUntil(deps, done);
    if (until === null) throw closed(md`This cannot be undone.`);
    if (until < (await deps.requests.time()))
      throw closed(md`It was done more than 10 minutes ago, so I can no longer undo it.`);
    await authorize(deps, done, actor, 'undo');
    const { problem: _, ...progress } = done.progress;
    return deps.transition(done, 'undoing', { replyTo, progress, dueIn: 'now' });
  });
  deps.wake(request.id);
}

/** Until when the requester can undo a request, by the database's time; `null`: they cannot, or no longer. */
export function undoableUntil(
  deps: Pick<UndoDeps, 'commands'>,
  { state, command, plan, progress, updatedAt }: Request,
): number | null {
  if (state !== 'done' || plan?.irreversible) return null;
  if (!deps.commands.some((one) => one.name === command)) return null;
  return changeCommandOf(deps, command).undo ? (progress.doneAt ?? updatedAt) + UNDO_TIME : null;
}

/** Undoes a finished change in Zoom. Doing it twice has the effect of once, so another process may start it anew. */
export async function takeBack(deps: ExecuteDeps, request: Request): Promise<null> {
  const { ended } = request.progress;
  try {
    // A time-bound change is undone even when the person has left.
    await authorize(deps, request, requesterOf(request), ended ? 'return' : 'take-back');
    await undoInZoom(deps, request);
    if (await isDone(deps, request)) {
      throw new ZoomError({ operation: 'getUser', kind: 'zoom-timeout', effect: 'none' });
    }
  } catch (error) {
    const isUnknown = error instanceof ZoomError && error.effect === 'unknown';
    if (!isUnknown || !(await isUndone(deps, request))) {
      return ended ? tryAgainLater(deps, request, error) : tellNotUndone(deps, request, error, isUnknown);
    }
  }
  await deps.transition(request, 'undone', {
    dueIn: null,
    notify: [ended ? 'requester' : 'reply', ...cardOf(request), 'channel'],
  });
  return null;
}

/**
 * Where the answer is lost it is done once more: an undo of several calls may have stopped half-way, which reading does
 * not tell.
 */
async function undoInZoom(deps: ExecuteDeps, request: Request): Promise<void> {
  const command = changeCommandOf(deps, request.command);
  try {
    await command.undo?.(jobOf(deps, request));
  } catch (error) {
    if (!(error instanceof ZoomError) || error.effect !== 'unknown') throw error;
    await command.undo?.(jobOf(deps, request));
  }
}

async function tryAgainLater(deps: ExecuteDeps, request: Request, error: unknown): Promise<null> {
  const level = error instanceof ZoomError ? 'warn' : 'error';
  deps.logger[level]({ err: error, request: request.id }, 'a time-bound change could not be undone yet');
  await deps.transition(request, 'done', { dueIn: REVERT_PAUSE });
  return null;
}

async function tellNotUndone(
  deps: ExecuteDeps,
  request: Request,
  error: unknown,
  isUnknown: boolean,
): Promise<null> {
  const message = isUnknown ? halfUndone : await messageForRequester(deps, request, error);
  // "Try again" would make the change once more instead of undoing it.
  const problem = { ...message, buttons: [{ label: 'Undo', action: 'request:undo', value: request.id }] };
  await deps.transition(request, 'done', {
    progress: { ...request.progress, problem },
    dueIn: nextGrantAlarm(request, await deps.requests.time()),
    notify: ['reply'],
  });
  return null;
}

/** Zoom was asked twice and did not say, and what can be read is not as it was. */
const halfUndone: Problem = {
  says: md`Zoom has not confirmed that this is undone. Perhaps only a part of it is.`,
  next: md`Please undo it once more in a minute: twice does no harm.`,
};
