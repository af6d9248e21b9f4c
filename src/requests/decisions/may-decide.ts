import { Refusal } from '../../identity/refusal.ts';
import { ruleFor } from '../../policy/policy.ts';
import { md, mention } from '../../views/mrkdwn.ts';
import type { Actor } from '../actor.ts';
import { changeCommandOf, type Parts } from '../parts.ts';
import type { Request } from '../request.ts';
import { eligibleApprovers } from './approval-rule.ts';
import { closed, whatHappened } from './what-happened.ts';

/** @throws Refusal for everybody but the person who asked */
export function requireRequester(request: Request, actor: Actor): void {
  if (request.requesterSlackId === actor.slackId) return;
  throw new Refusal('decision', {
    says: md`Only ${mention(request.requesterSlackId)}, who asked for it, can do that.`,
    next: md`If you are an approver, approve or deny it instead.`,
  });
}

/**
 * @returns everybody who may approve it now
 * @throws Refusal for somebody who may not decide this request at this moment
 */
export async function requireApprover(
  parts: Parts,
  request: Request,
  actor: Actor,
): Promise<ReadonlySet<string>> {
  if (request.state !== 'pending') throw closed(await whatHappened(parts, request));
  if (request.requesterSlackId === actor.slackId) {
    throw new Refusal('decision', {
      says: md`You cannot decide your own request.`,
      next: md`Somebody else has to. You can withdraw it.`,
    });
  }
  if (request.expiresAt !== null && request.expiresAt <= (await parts.requests.time())) {
    throw closed(md`This request ran out of time before you decided.`);
  }
  const command = changeCommandOf(parts, request.command);
  const eligible = await eligibleApprovers(
    parts.approvers,
    ruleFor(parts.policy, command),
    command,
    { requesterSlackId: request.requesterSlackId, subjectSlackId: request.plan?.subject.slackId ?? null },
    request.progress.escalated ?? false,
  );
  const isSubject = (command.takeover ?? false) && (await isAbout(parts, request, actor));
  if (eligible.has(actor.slackId) && !isSubject) return eligible;
  throw new Refusal('decision', {
    says: isSubject
      ? md`This is about your own account, so somebody else has to decide.`
      : md`You are not one of the approvers for this request.`,
    next: md`Your Zoom admins decide who approves. Nothing was changed.`,
  });
}

/** Whether the account is the clicker's own. Somebody named by email has no Slack id: then their account tells. */
async function isAbout(parts: Parts, { plan }: Request, actor: Actor): Promise<boolean> {
  if (!plan) return false;
  if (plan.subject.slackId) return plan.subject.slackId === actor.slackId;
  try {
    const { account } = await parts.identities.identify(actor.slackId);
    return account.zoomId === plan.subject.zoomId;
  } catch (error) {
    // Without a Zoom account of their own it cannot be theirs; when nobody can tell, they may not decide.
    if (error instanceof Refusal) return false;
    throw error;
  }
}
