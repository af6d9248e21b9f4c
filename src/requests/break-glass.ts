import type { Policy } from '../policy/policy.ts';
import { type Actor, type DecideDeps, decide, requireSelfApproval } from './authorize.ts';
import type { Request } from './request.ts';
import type { Transition } from './transition.ts';

export interface BreakGlassDeps extends DecideDeps {
  readonly policy: Policy;
  readonly transition: Transition;
  /** Has the worker go on with a request at once. */
  readonly wake: (requestId: string) => void;
}

/** Whether an admin may approve their own request now, before they are asked why. @throws Refusal that says why not */
export async function checkBreakGlass(
  deps: Pick<BreakGlassDeps, keyof DecideDeps | 'policy'>,
  requestId: string,
  actor: Actor,
): Promise<Request> {
  return decide(deps, requestId, actor, async (request) => {
    await requireSelfApproval(deps, request, actor);
    return request;
  });
}

/**
 * An admin approves their own request in an emergency, with a reason that everybody in the notice channel reads. That is
 * stored and announced before the change is made.
 *
 * @throws Refusal when this person may not
 */
export async function breakGlass(
  deps: BreakGlassDeps,
  requestId: string,
  actor: Actor,
  reason: string,
): Promise<void> {
  const request = await decide(deps, requestId, actor, async (own) => {
    await requireSelfApproval(deps, own, actor);
    return deps.transition(own, 'approved', {
      decision: { by: actor.slackId, verdict: 'approve', reason },
      progress: { ...own.progress, selfApproved: { by: actor.slackId, reason } },
      dueIn: 'now',
      notify: own.state === 'pending' ? ['alarm', 'card'] : ['alarm'],
    });
  });
  deps.wake(request.id);
}
