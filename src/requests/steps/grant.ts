import type { Request } from '../request.ts';
import type { RunStep } from './step.ts';

const DAY = 86_400_000;

/** Milliseconds before the end of a time-bound change at which the person is reminded: a day, or a fifth of it. */
function reminderBefore(lasts: number): number {
  return Math.min(DAY, lasts / 5);
}

/** When a finished change has to be looked at next, in milliseconds from `now`; `null`: it lasts for good. */
export function nextGrantAlarm(
  { plan, progress }: Pick<Request, 'plan' | 'progress'>,
  now: number,
): number | null {
  if (!plan?.duration || !progress.endsAt) return null;
  const at = progress.endingTold ? progress.endsAt : progress.endsAt - reminderBefore(plan.duration);
  return Math.max(0, at - now);
}

/** The clock woke a finished change: its time is nearly over, or over. Then it is taken back. */
export const grant: RunStep = async ({ parts, move }, request) => {
  const now = await parts.requests.time();
  const { endsAt } = request.progress;
  if (!endsAt) return move(request, 'done', { dueIn: null }).then(() => null);
  if (endsAt <= now) {
    return move(request, 'undoing', {
      progress: { ...request.progress, ended: true },
      dueIn: 60_000,
      owner: parts.owner,
    });
  }
  const progress = { ...request.progress, endingTold: true };
  await move(request, 'done', {
    progress,
    dueIn: nextGrantAlarm({ ...request, progress }, now),
    notify: request.progress.endingTold ? [] : ['reminder'],
  });
  return null;
};
