import type { NotificationKind } from '../store/schema.ts';
import { goesAlong, heldParts, isAddOn } from './held-parts.ts';
import { changeCommandOf, type Progress, planOf, type Request } from './request.ts';
import type { RequestStore } from './request-store.ts';
import type { Transition } from './transition.ts';
import type { JobDeps } from './verify.ts';

const DAY = 86_400_000;
/** How often it is tried to end earlier grants that others change at the same moment. */
const TRIES = 5;

/** A finished, time-bound change is due: its person is reminded that it ends soon, or it is undone. */
export async function revertGrant(
  deps: JobDeps & { readonly requests: RequestStore; readonly transition: Transition },
  request: Request,
): Promise<Request | null> {
  const { requests, transition } = deps;
  const now = await requests.time();
  const { endsAt, endingTold } = request.progress;
  if (endsAt && endsAt <= now) {
    return transition(request, 'undoing', { progress: { ...request.progress, ended: true }, dueIn: 'now' });
  }
  const told = endsAt && !endingTold ? await whatGoesAlong(deps, request) : {};
  const progress = endsAt ? { ...request.progress, ...told, endingTold: true } : request.progress;
  await transition(request, 'done', {
    progress,
    dueIn: nextGrantAlarm({ ...request, progress }, now),
    notify: endsAt && !endingTold ? ['reminder', ...toHolder(request)] : [],
  });
  return null;
}

/** What would end with it, as things stand; nothing is said of it where Zoom cannot tell right now. */
async function whatGoesAlong(deps: JobDeps, request: Request): Promise<Pick<Progress, 'goesAlong'>> {
  try {
    const { takes } = changeCommandOf(deps, request.command);
    if (takes?.(planOf(deps, request))) return {};
    const { parts } = await heldParts(deps, request);
    const going = parts.filter((one) => !isAddOn(one)).map(goesAlong);
    return going.length > 0 ? { goesAlong: going } : {};
  } catch (error) {
    deps.logger.warn({ err: error, request: request.id }, 'could not read what ends with a change');
    return {};
  }
}

/** The holder of a grant is notified too, if somebody else requested it. */
export function toHolder({ plan, requesterSlackId }: Request): NotificationKind[] {
  const holder = plan?.subject.slackId;
  return plan?.resource && holder && holder !== requesterSlackId ? ['holder'] : [];
}

/** Milliseconds until a finished change is due for the reminder or its end; `null`: it is not time-bound. */
export function nextGrantAlarm(
  { plan, progress }: Pick<Request, 'plan' | 'progress'>,
  now: number,
): number | null {
  if (!plan?.duration || !progress.endsAt) return null;
  // The person is reminded a day before the end, or when a fifth of a shorter time is left.
  const remindAt = progress.endsAt - Math.min(DAY, plan.duration / 5);
  return Math.max(0, (progress.endingTold ? progress.endsAt : remindAt) - now);
}

interface EarlierGrantDeps {
  readonly requests: Pick<RequestStore, 'onResource'>;
  readonly transition: Transition;
}

/**
 * Of all changes of an account's licence only the last one holds: those for a time that others asked for, or with another
 * command, end here. They must not take back what this change has given.
 */
export async function endEarlierGrants(deps: EarlierGrantDeps, request: Request): Promise<void> {
  const { resource, subject } = request.plan ?? {};
  if (!resource || !subject) return;
  for (let i = 0; i < TRIES; i++) {
    const all = await deps.requests.onResource(subject.zoomId, resource, ['done']);
    const earlier = all.filter(({ id }) => id !== request.id);
    if (earlier.length === 0) return;
    for (const grant of earlier) {
      const progress = { ...grant.progress, replacedBy: request.requesterSlackId };
      await deps.transition(grant, 'undone', {
        progress,
        dueIn: null,
        notify: grant.rule?.access === 'approval' ? ['card'] : [],
      });
    }
  }
  throw new Error(`Earlier grants of request ${request.id} cannot be ended`);
}

/**
 * The time of an earlier change is over, and what it gave is being taken back right now. Both first store what they do and
 * then look for the other, so they never run at the same time.
 */
export async function isGrantGoingBack({ requests }: EarlierGrantDeps, { plan }: Request): Promise<boolean> {
  if (!plan?.resource) return false;
  const undoing = await requests.onResource(plan.subject.zoomId, plan.resource, ['undoing']);
  return undoing.some(({ progress }) => progress.ended === true);
}
