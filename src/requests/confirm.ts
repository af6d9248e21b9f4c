import type { Actor } from '../identity/who-acts.ts';
import type { ReplyTo } from '../notifications/messenger.ts';
import { ruleFor } from '../policy/policy.ts';
import { md } from '../views/mrkdwn.ts';
import { type AuthorizeDeps, authorize } from './authorize.ts';
import { closed, type DecideDeps, decide } from './decide.ts';
import { nextReminder } from './remind.ts';
import { changeCommandOf, DRAFT_LIFE } from './request.ts';
import type { Transition } from './transition.ts';

export interface ConfirmDeps extends DecideDeps, AuthorizeDeps {
  readonly transition: Transition;
  /** Has the worker go on with a request at once. */
  readonly wake: (requestId: string) => void;
}

/** The requester confirms the preview: the request is sent to the approvers, or done. Returns when that is stored. */
export async function confirm(
  deps: ConfirmDeps,
  requestId: string,
  actor: Actor,
  replyTo: ReplyTo,
): Promise<void> {
  const request = await decide(deps, requestId, actor, async (draft) => {
    await authorize(deps, draft, actor, 'confirm');
    const now = await deps.requests.time();
    if (now - draft.updatedAt > DRAFT_LIFE) throw closed(md`This preview is too old. Please ask again.`);
    // The quota of today's policy; it is counted as the request is sent.
    const { quota } = ruleFor(deps.policy, changeCommandOf(deps, draft.command));
    const rule = draft.rule && { ...draft.rule, quota };
    if (rule?.access !== 'approval')
      return deps.transition(draft, 'approved', { ...(rule ? { rule } : {}), replyTo, dueIn: 'now' });
    if (draft.progress.asked?.length === 0) throw closed(md`There’s nobody else who could approve this.`);
    const progress = { ...draft.progress, sentAt: now };
    return deps.transition(draft, 'pending', {
      replyTo,
      rule,
      progress,
      expiresIn: rule.expiresAfter,
      dueIn: nextReminder({ rule, progress, expiresAt: now + rule.expiresAfter }, now),
      notify: ['card', 'reply', ...(progress.manager?.slackId ? (['manager'] as const) : [])],
    });
  });
  if (request.state === 'approved') deps.wake(request.id);
}
