import { Refusal } from '../../identity/refusal.ts';
import { md, mention } from '../../views/mrkdwn.ts';
import type { Actor } from '../actor.ts';
import { type Approvals, countApprovals, isOwnTakeover } from '../approvals.ts';
import { changeCommandOf, type Parts } from '../parts.ts';
import type { Request } from '../request.ts';
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
 * @returns the approvals so far
 * @throws Refusal for somebody who may not decide this request at this moment
 */
export async function requireApprover(parts: Parts, request: Request, actor: Actor): Promise<Approvals> {
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
  const approvals = await countApprovals(parts, request, await parts.requests.decisions(request.id));
  const isSubject =
    isOwnTakeover(command, request, { slackId: actor.slackId, zoomId: undefined }) ??
    isOwnTakeover(command, request, { slackId: actor.slackId, zoomId: await zoomIdOf(parts, actor) });
  if (approvals.eligible.has(actor.slackId) && !isSubject) return approvals;
  throw new Refusal('decision', {
    says: isSubject
      ? md`This is about your own account, so somebody else has to decide.`
      : md`You are not one of the approvers for this request.`,
    next: md`Your Zoom admins decide who approves. Nothing was changed.`,
  });
}

/** @returns `null` for somebody without a Zoom account. @throws ZoomError when Zoom cannot tell: then they may not decide */
async function zoomIdOf(parts: Parts, actor: Actor): Promise<string | null> {
  try {
    return (await parts.identities.identify(actor.slackId)).account.zoomId;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
