import { Refusal } from '../identity/refusal.ts';
import type { Actor } from '../identity/who-acts.ts';
import { join, md, mention } from '../views/mrkdwn.ts';
import { type AuthorizeDeps, authorize } from './authorize.ts';
import { closed, type DecideDeps, decide } from './decide.ts';
import { type Drift, type DriftDeps, driftBeforeApproval } from './drift.ts';
import { nextReminder } from './remind.ts';
import type { Request } from './request.ts';
import type { StateChange, Transition } from './transition.ts';

export interface ApproveDeps extends DecideDeps, AuthorizeDeps, DriftDeps {
  readonly transition: Transition;
  /** Has the worker go on with a request at once. */
  readonly wake: (requestId: string) => void;
}

/**
 * Approves a request. With enough approvals it is carried out; this returns when the approval is stored.
 *
 * @throws Refusal when this person may not approve it now, and when the account has changed since it was asked: then the card
 *   shows what is different, and they have to approve that
 */
export async function approve(deps: ApproveDeps, requestId: string, actor: Actor): Promise<void> {
  const request = await decide(deps, requestId, actor, async (pending) => {
    const { approvals, zoomId, inPlaceOf } = await authorize(deps, pending, actor, 'approve');
    if (approvals.decided.has(actor.slackId)) {
      throw closed(md`You’ve already approved this. It’s waiting for another approver.`);
    }
    const other = approvals.usedUp.get(actor.slackId);
    if (other) {
      throw closed(
        md`${mention(other)} has already approved this in your place. The two of you count as one, so it’s waiting for another approver.`,
      );
    }
    const drift = await lookForDrift(deps, pending);
    if (drift === 'overtaken') return null;
    if (drift) return askAnew(deps, pending, drift);
    const decision = { by: actor.slackId, zoomId, inPlaceOf, verdict: 'approve', reason: null } as const;
    return storeApproval(deps, pending, decision, approvals.missing <= 1);
  });
  if (request.state === 'approved') deps.wake(request.id);
}

/** @returns `overtaken`: somebody else was faster, so what is different now is what they approved */
async function lookForDrift(deps: ApproveDeps, pending: Request): Promise<Drift | null | 'overtaken'> {
  try {
    return await driftBeforeApproval(deps, pending);
  } catch (error) {
    if ((await deps.requests.find(pending.id))?.version !== pending.version) return 'overtaken';
    throw error;
  }
}

async function storeApproval(
  deps: ApproveDeps,
  pending: Request,
  decision: NonNullable<StateChange['decision']>,
  enough: boolean,
): Promise<Request | null> {
  return deps.transition(pending, enough ? 'approved' : 'pending', {
    decision,
    unlessExpired: true,
    dueIn: enough ? 'now' : nextReminder(pending, await deps.requests.time()),
    notify: ['card'],
  });
}

/** Shows on the card what has changed. Earlier approvals were given to something else, so they no longer count. */
async function askAnew(deps: ApproveDeps, pending: Request, drift: Drift): Promise<null> {
  const shown = await deps.transition(pending, 'pending', {
    plan: drift.plan,
    progress: { ...pending.progress, changed: drift.differences },
    forgetDecisions: true,
    unlessExpired: true,
    dueIn: nextReminder(pending, await deps.requests.time()),
    notify: ['card', ...(pending.progress.manager?.slackId ? (['manager'] as const) : [])],
  });
  if (!shown) return null;
  throw new Refusal('decision', {
    says: md`The account has changed since this was asked, so your approval doesn’t count yet.\n${join(drift.differences, '\n')}`,
    next: md`The request shows it now. If it’s still right, approve it again.`,
  });
}
