import type { Actor } from '../identity/who-acts.ts';
import type { NotificationKind } from '../store/schema.ts';
import { type AuthorizeDeps, authorize } from './authorize.ts';
import { type DecideDeps, decide } from './decide.ts';
import { type Alarm, type RaiseAlarmDeps, raiseAlarm } from './raise-alarm.ts';
import type { Transition } from './transition.ts';

export interface BreakGlassDeps extends DecideDeps, AuthorizeDeps, RaiseAlarmDeps {
  readonly transition: Transition;
  /** Has the worker go on with a request at once. */
  readonly wake: (requestId: string) => void;
}

/**
 * An admin approves their own request in an emergency, with a reason that everybody in the notice channel reads. It is
 * announced first: only what somebody else has heard of is approved.
 *
 * @throws Refusal when this person may not, and when nobody else could be told
 */
export async function breakGlass(
  deps: BreakGlassDeps,
  requestId: string,
  actor: Actor,
  reason: string,
): Promise<void> {
  let alarm: Alarm | undefined;
  const request = await decide(deps, requestId, actor, async (own) => {
    const zoomId = await authorize(deps, own, actor, 'break-glass');
    const selfApproved = { by: actor.slackId, reason };
    alarm ??= await raiseAlarm(deps, { ...own, progress: { ...own.progress, selfApproved } });
    const { inChannel, missed } = alarm;
    const card: NotificationKind[] = own.state === 'pending' ? ['card'] : [];
    return deps.transition(own, 'approved', {
      decision: { by: actor.slackId, zoomId, verdict: 'approve', reason },
      progress: {
        ...own.progress,
        selfApproved: missed.length > 0 ? { ...selfApproved, missed } : selfApproved,
      },
      dueIn: 'now',
      // The channel and the people who were not reached are tried until it works.
      notify: inChannel ? card : ['alarm', ...card],
    });
  });
  deps.wake(request.id);
}
