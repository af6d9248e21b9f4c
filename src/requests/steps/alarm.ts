import type { Request } from '../request.ts';
import type { RunStep } from './step.ts';

/** The clock woke a pending request: it has run out, or somebody has to be reminded. */
export const alarm: RunStep = async ({ parts, move }, request) => {
  const now = await parts.requests.time();
  if (request.expiresAt !== null && request.expiresAt <= now) {
    await move(request, 'expired', { dueIn: null, notify: ['card', 'requester'] });
    return null;
  }
  const age = now - (request.progress.sentAt ?? now);
  const due = (after: number | null | undefined) => after !== null && after !== undefined && age >= after;
  const escalate = !request.progress.escalated && due(request.rule?.escalateAfter);
  const remind = !request.progress.reminded && due(request.rule?.remindAfter);
  const progress = {
    ...request.progress,
    ...(remind || escalate ? { reminded: true } : {}),
    ...(escalate ? { escalated: true } : {}),
  };
  await move(request, 'pending', {
    progress,
    dueIn: nextAlarm({ ...request, progress }, now),
    notify: remind || escalate ? ['reminder'] : [],
  });
  return null;
};

/** An unanswered confirmation is forgotten. */
export const forget: RunStep = ({ move }, request) => move(request, 'expired', { dueIn: null });

/** Milliseconds until a pending request has to be looked at again. */
export function nextAlarm(request: Pick<Request, 'rule' | 'progress' | 'expiresAt'>, now: number): number {
  const sent = request.progress.sentAt ?? now;
  const at = (after: number | null | undefined) =>
    after === null || after === undefined ? [] : [sent + after];
  const alarms = [
    ...(request.expiresAt === null ? [] : [request.expiresAt]),
    ...(request.progress.reminded ? [] : at(request.rule?.remindAfter)),
    ...(request.progress.escalated ? [] : at(request.rule?.escalateAfter)),
  ];
  return Math.max(0, Math.min(...alarms) - now);
}
