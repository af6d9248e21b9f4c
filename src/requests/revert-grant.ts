import type { NotificationKind } from '../store/schema.ts';
import type { Request } from './request.ts';
import type { RequestStore } from './request-store.ts';
import type { Transition } from './transition.ts';

const DAY = 86_400_000;

/** A finished, time-bound change is due: its person is reminded that it ends soon, or it is undone. */
export async function revertGrant(
  { requests, transition }: { readonly requests: RequestStore; readonly transition: Transition },
  request: Request,
): Promise<Request | null> {
  const now = await requests.time();
  const { endsAt, endingTold } = request.progress;
  if (endsAt && endsAt <= now) {
    return transition(request, 'undoing', { progress: { ...request.progress, ended: true }, dueIn: 'now' });
  }
  const progress = endsAt ? { ...request.progress, endingTold: true } : request.progress;
  await transition(request, 'done', {
    progress,
    dueIn: nextGrantAlarm({ ...request, progress }, now),
    notify: endsAt && !endingTold ? ['reminder', ...toHolder(request)] : [],
  });
  return null;
}

/** Whoever has what was given for a time is told too, where somebody else asked for it. */
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
