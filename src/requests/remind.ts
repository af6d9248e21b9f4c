import type { Identities } from '../identity/identities.ts';
import { md } from '../views/mrkdwn.ts';
import { managerNow } from './approvals.ts';
import type { Request } from './request.ts';
import type { RequestStore } from './request-store.ts';
import type { Transition } from './transition.ts';

export interface RemindDeps {
  readonly requests: RequestStore;
  readonly transition: Transition;
  readonly identities: Pick<Identities, 'member'>;
}

/** A pending request is due: it has expired, or approvers have to be reminded, or others have to be asked as well. */
export async function remind(
  { requests, transition, identities }: RemindDeps,
  request: Request,
): Promise<null> {
  const now = await requests.time();
  if (request.expiresAt !== null && request.expiresAt <= now) {
    await transition(request, 'expired', { dueIn: null, notify: ['card', 'requester'] });
    return null;
  }
  const age = now - (request.progress.sentAt ?? now);
  const isOver = (after: number | null | undefined) => typeof after === 'number' && age >= after;
  const escalates = !request.progress.escalated && isOver(request.rule?.escalateAfter);
  const reminds = escalates || (!request.progress.reminded && isOver(request.rule?.remindAfter));
  const hasLeft =
    reminds && request.progress.manager?.slackId && (await managerNow(identities, request, true)) === null;
  const progress = {
    ...request.progress,
    ...(hasLeft
      ? {
          manager: {
            slackId: null,
            why: md`The manager who was asked has left, so the other approvers decide.`,
          },
        }
      : {}),
    ...(reminds ? { reminded: true } : {}),
    ...(escalates ? { escalated: true } : {}),
  };
  await transition(request, 'pending', {
    progress,
    dueIn: nextReminder({ ...request, progress }, now),
    notify: reminds ? [...(hasLeft ? (['card'] as const) : []), 'reminder'] : [],
  });
  return null;
}

/** Milliseconds until a pending request is due for a reminder, an escalation or its expiry. */
export function nextReminder(
  { rule, progress, expiresAt }: Pick<Request, 'rule' | 'progress' | 'expiresAt'>,
  now: number,
): number {
  const sentAt = progress.sentAt ?? now;
  const times: number[] = [];
  if (expiresAt !== null) times.push(expiresAt);
  if (!progress.reminded && typeof rule?.remindAfter === 'number') times.push(sentAt + rule.remindAfter);
  if (!progress.escalated && typeof rule?.escalateAfter === 'number') times.push(sentAt + rule.escalateAfter);
  return Math.max(0, Math.min(...times) - now);
}

/** Nobody has answered a preview in time. */
export async function expireDraft({ transition }: RemindDeps, request: Request): Promise<null> {
  await transition(request, 'expired', { dueIn: null });
  return null;
}
