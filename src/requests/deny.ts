import type { Actor } from '../identity/who-acts.ts';
import { md } from '../views/mrkdwn.ts';
import { type AuthorizeDeps, authorize } from './authorize.ts';
import { closed, type DecideDeps, decide } from './decide.ts';
import type { Transition } from './transition.ts';

export interface DenyDeps extends DecideDeps, AuthorizeDeps {
  readonly transition: Transition;
}

/** Denies a request, with a reason that the requester reads. @throws Refusal when this person may not */
export async function deny(deps: DenyDeps, requestId: string, actor: Actor, reason: string): Promise<void> {
  await decide(deps, requestId, actor, async (pending) => {
    const { approvals, zoomId, inPlaceOf } = await authorize(deps, pending, actor, 'deny');
    if (approvals.decided.has(actor.slackId)) {
      throw closed(md`You’ve already approved this. Another approver can still deny it.`);
    }
    return deps.transition(pending, 'denied', {
      decision: { by: actor.slackId, zoomId, inPlaceOf, verdict: 'deny', reason },
      unlessExpired: true,
      dueIn: null,
      notify: ['card', 'requester'],
    });
  });
}
