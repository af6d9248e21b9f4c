import type { NotificationKind } from '../store/schema.ts';
import { goesAlong, heldParts, isAddOn } from './held-parts.ts';
import { changeCommandOf, type Progress, planOf, type Request } from './request.ts';
import type { RequestStore } from './request-store.ts';
import type { Transition } from './transition.ts';
import type { JobDeps } from './verify.ts';

const DAY = 86_400_000;

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
