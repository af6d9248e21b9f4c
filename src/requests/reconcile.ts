import { UnreadablePlanError } from '../commands/plan.ts';
import { Refusal } from '../identity/refusal.ts';
import { md } from '../views/mrkdwn.ts';
import { type ExecuteDeps, fail, finish, RECONCILE_PAUSE } from './execute.ts';
import { changeCommandOf, type Request } from './request.ts';
import { isDone } from './verify.ts';

/** How long Zoom gets until a change that cannot be seen counts as not made, in milliseconds. */
const SETTLE_TIME = 8_000;
const GIVE_UP_AFTER = 24 * 3_600_000;
/** Changes that Zoom never confirms are made at most so often. */
const MAX_RUNS = 3;
/** Lost processes do not count as tries up to this number; beyond it, the request itself may be what ends them. */
const MAX_LOST = 10;

/**
 * A process was lost while it made a change: only then a request in the state `running` is due. Whether the change was
 * made is unknown.
 */
export async function recover(
  { transition }: Pick<ExecuteDeps, 'transition'>,
  request: Request,
): Promise<Request | null> {
  const lost = (request.progress.lost ?? 0) + 1;
  return transition(request, 'unknown', {
    progress: { ...request.progress, lost, unknownSince: request.updatedAt },
    attempts: lost <= MAX_LOST ? request.attempts - 1 : request.attempts,
    dueIn: 'now',
  });
}

/** Reads whether a change with an unknown outcome was made. Only when it certainly was not, it is made again. */
export async function reconcile(deps: ExecuteDeps, request: Request): Promise<Request | null> {
  const { unverifiable } = changeCommandOf(deps, request.command);
  if (unverifiable) return fail(deps, request, new Refusal('input', unverifiable));
  let done: boolean | null;
  try {
    // Nobody waits for this, so people who do go first.
    done = await isDone({ ...deps, zoom: deps.zoom.at('background') }, request);
  } catch (error) {
    if (error instanceof UnreadablePlanError) return fail(deps, request, error);
    throw error;
  }
  if (done) return finish(deps, request);
  const age = (await deps.requests.time()) - (request.progress.unknownSince ?? request.updatedAt);
  if (done === false && age > SETTLE_TIME) {
    if (request.attempts < MAX_RUNS) return deps.transition(request, 'approved', { dueIn: 'now' });
    return fail(deps, request, neverConfirmed());
  }
  if (age > GIVE_UP_AFTER) {
    deps.logger.error({ request: request.id }, 'it remains unknown whether a change was made');
    await deps.transition(request, 'unknown', { dueIn: null });
    return null;
  }
  const pause = done === false ? RECONCILE_PAUSE : Math.max(RECONCILE_PAUSE, age / 4);
  await deps.transition(request, 'unknown', { dueIn: pause });
  return null;
}

/** Zoom shows none of the change, or not all of it: a change may take several calls. */
function neverConfirmed(): Refusal {
  return new Refusal('input', {
    says: md`I tried this several times, and Zoom never confirmed it.`,
    next: md`It wasn’t done, or only in part. Please check in Zoom before you ask again.`,
  });
}
