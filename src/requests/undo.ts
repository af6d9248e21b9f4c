import { Refusal } from '../identity/refusal.ts';
import type { Actor } from '../identity/who-acts.ts';
import { text } from '../languages/text.ts';
import type { ReplyTo } from '../notifications/messenger.ts';
import { md } from '../views/mrkdwn.ts';
import type { Problem } from '../views/problem.ts';
import { type AuthorizeDeps, authorize, requesterOf } from './authorize.ts';
import { closed, type DecideDeps, decide, requireRequester, requireState } from './decide.ts';
import { endGrant } from './end-grant.ts';
import { messageForRequester } from './error-messages.ts';
import { cardOf, type ExecuteDeps } from './execute.ts';
import { nextGrantAlarm } from './grants.ts';
import { differences } from './held-parts.ts';
import { cutsMeetingShort, requireNoWebinars, undoWhileHosting } from './hosting.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';
import { takeBackInZoom } from './take-back.ts';
import type { Transition } from './transition.ts';
import { requireSeatToUndo, whatIsLeft } from './undo-checks.ts';

/** How long a finished change can be undone, in milliseconds. */
const UNDO_TIME = 10 * 60_000;

export interface UndoDeps extends DecideDeps, AuthorizeDeps {
  readonly transition: Transition;
  /** Has the worker go on with a request at once. */
  readonly wake: (requestId: string) => void;
}

/**
 * The requester wants a finished change undone. Returns when that is stored.
 *
 * @param part `rest`: only what nobody has changed since
 * @throws Refusal when it is not possible
 */
export async function undo(
  deps: UndoDeps,
  requestId: string,
  actor: Actor,
  replyTo: ReplyTo,
  part: 'all' | 'rest' = 'all',
): Promise<void> {
  const request = await decide(deps, requestId, actor, async (done) => {
    requireRequester(done, actor);
    await requireState(deps, done, 'done');
    const until = undoableUntil(deps, done);
    if (until === null) throw closed(md`This can’t be undone.`);
    if (until < (await deps.requests.time()))
      throw closed(md`It was done more than 10 minutes ago, so I can no longer undo it.`);
    await authorize(deps, done, actor, 'undo');
    const { problem: _, ended: __, ...progress } = done.progress;
    return deps.transition(done, 'undoing', {
      replyTo,
      progress: { ...progress, undoRest: part === 'rest' },
      dueIn: 'now',
    });
  });
  deps.wake(request.id);
}

/** Until when the requester can undo a request, by the database's time; `null`: they cannot, or no longer. */
export function undoableUntil(
  deps: Pick<UndoDeps, 'commands'>,
  { state, command, input, plan, progress, updatedAt }: Request,
): number | null {
  // What a campaign took, its holder takes back.
  if (state !== 'done' || plan?.irreversible || input.campaignPerson) return null;
  if (!deps.commands.some((one) => one.name === command)) return null;
  return changeCommandOf(deps, command).undo ? (progress.doneAt ?? updatedAt) + UNDO_TIME : null;
}

/** Undoes a finished change in Zoom. Doing it twice has the effect of once, so another process may start it anew. */
export async function takeBack(deps: ExecuteDeps, request: Request): Promise<null> {
  if (request.progress.ended) return endGrant(deps, request);
  let current = request;
  try {
    await authorize(deps, request, requesterOf(request), 'take-back');
    const { only, kept, held } = await whatIsLeft(deps, request);
    if (await cutsMeetingShort(deps, request)) throw undoWhileHosting(planOf(deps, request));
    await requireNoWebinars(deps, request);
    await requireSeatToUndo(deps, request, only);
    // From now on, parts that are as they were before may be so by this undo.
    const progress = { ...request.progress, undoTried: true };
    const started = await deps.transition(request, 'undoing', { progress, dueIn: 'now' });
    if (!started) return null;
    current = started;
    const { confirmed, now } = await takeBackInZoom(deps, started, held, only);
    if (!confirmed) return tellNotUndone(deps, current, halfUndone);
    const different = held.kept && now ? differences(held.kept, now) : [];
    await deps.inventories.shorten(request.id, 0);
    await deps.transition(started, 'undone', {
      dueIn: null,
      progress: {
        ...progress,
        ...(kept.length > 0 ? { kept } : {}),
        ...(different.length > 0 ? { different } : {}),
      },
      notify: ['reply', ...cardOf(request), 'channel'],
    });
    return null;
  } catch (error) {
    const problem = await messageForRequester(deps, request, error);
    return tellNotUndone(deps, current, problem, error instanceof Refusal);
  }
}

/** @param isRefused undoing it once more would be refused again */
async function tellNotUndone(
  deps: ExecuteDeps,
  request: Request,
  message: Problem,
  isRefused = false,
): Promise<null> {
  // "Try again" would make the change once more instead of undoing it.
  const again = { ...message, buttons: [{ label: text`Undo`, action: 'request:undo', value: request.id }] };
  await deps.transition(request, 'done', {
    progress: { ...request.progress, problem: isRefused ? message : again },
    dueIn: nextGrantAlarm(request, await deps.requests.time()),
    notify: ['reply'],
  });
  return null;
}

/** Zoom was asked twice and did not say, or what can be read is not as it was. */
const halfUndone: Problem = {
  says: md`Zoom hasn’t confirmed that this is undone. Perhaps only a part of it is.`,
  next: md`Please undo it once more in a minute: twice does no harm.`,
};
