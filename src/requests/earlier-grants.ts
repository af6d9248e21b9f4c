import type { Request } from './request.ts';
import type { RequestStore } from './request-store.ts';
import type { Transition } from './transition.ts';

interface EarlierGrantDeps {
  readonly requests: Pick<RequestStore, 'onResource'>;
  readonly transition: Transition;
}

/** How often it is tried to end earlier grants that others change at the same moment. */
const TRIES = 5;

/**
 * Of all changes of an account's licence only the last one holds: those for a time that others asked for, or with another
 * command, end here. They must not take back what this change has given.
 */
export async function endEarlierGrants(deps: EarlierGrantDeps, request: Request): Promise<void> {
  const { resource, subject } = request.plan ?? {};
  if (!resource || !subject) return;
  for (let i = 0; i < TRIES; i++) {
    const all = await deps.requests.onResource(subject.zoomId, resource, ['done']);
    const earlier = all.filter(({ id }) => id !== request.id);
    if (earlier.length === 0) return;
    for (const grant of earlier) {
      const progress = { ...grant.progress, replacedBy: request.requesterSlackId };
      await deps.transition(grant, 'undone', {
        progress,
        dueIn: null,
        notify: grant.rule?.access === 'approval' ? ['card'] : [],
      });
    }
  }
  throw new Error(`Earlier grants of request ${request.id} cannot be ended`);
}

/**
 * The time of an earlier change is over, and what it gave is being taken back right now. Both first store what they do and
 * then look for the other, so they never run at the same time.
 */
export async function isGrantGoingBack({ requests }: EarlierGrantDeps, { plan }: Request): Promise<boolean> {
  if (!plan?.resource) return false;
  const undoing = await requests.onResource(plan.subject.zoomId, plan.resource, ['undoing']);
  return undoing.some(({ progress }) => progress.ended === true);
}
