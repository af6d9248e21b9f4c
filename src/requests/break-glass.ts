import { type Actor, type AuthorizeDeps, authorize, type DecideDeps, decide } from './authorize.ts';
import type { Request } from './request.ts';
import type { Transition } from './transition.ts';

export interface BreakGlassDeps extends DecideDeps, AuthorizeDeps {
  readonly transition: Transition;
  /** Has the worker go on with a request at once. */
  readonly wake: (requestId: string) => void;
}

/** Whether an admin may approve their own request now, before they are asked why. @throws Refusal that says why not */
export async function checkBreakGlass(
  deps: DecideDeps & AuthorizeDeps,
  requestId: string,
  actor: Actor,
): Promise<Request> {
  return decide(deps, requestId, actor, async (request) => {
    await authorize(deps, request, actor, 'break-glass');
    return request;
  });
}

/**
 * An admin approves their own request in an emergency, with a reason that everybody in the notice channel reads. That is
 * stored and announced before the change is made.
 *
 * @throws Refusal for whoever may not
 */
export async function breakGlass(
  deps: BreakGlassDeps,
  requestId: string,
  actor: Actor,
  reason: string,
): Promise<void> {
  const request = await decide(deps, requestId, actor, async (own) => {
    const zoomId = await authorize(deps, own, actor, 'break-glass');
    return deps.transition(own, 'approved', {
      decision: { by: actor.slackId, zoomId, verdict: 'approve', reason },
      progress: { ...own.progress, selfApproved: { by: actor.slackId, reason } },
      dueIn: 'now',
      notify: own.state === 'pending' ? ['alarm', 'card'] : ['alarm'],
    });
  });
  deps.wake(request.id);
}
