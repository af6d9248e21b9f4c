import type { ChangeCommand } from '../commands/define-command.ts';
import type { Plan } from '../commands/plan.ts';
import type { Facts } from '../policy/conditions.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { ZoomError } from '../zoom/zoom-error.ts';

/**
 * What conditions of the policy are compared with, as it is when a request is made. It is stored with the request, so that
 * the same holds for it until it is over, and when other rules are tried on it.
 *
 * @param deps.zoom remembers whom it has read: the account was read for the preview
 * @throws ZoomError
 */
export async function factsOf(
  deps: { readonly zoom: Zoom },
  command: Pick<ChangeCommand, 'subject' | 'takes'>,
  plan: Plan,
): Promise<Facts> {
  const takesLicenceAway = Boolean(command.takes?.(plan));
  const isForLicence = Boolean(plan.takesSeat) || (plan.resource === 'licence' && !takesLicenceAway);
  return {
    duration: plan.duration ?? null,
    untilDay: plan.endsAt !== undefined,
    department: command.subject === 'nobody' ? null : await departmentOf(deps, plan.subject.zoomId),
    seats: isForLicence ? 1 : 0,
  };
}

async function departmentOf({ zoom }: { readonly zoom: Zoom }, zoomId: string): Promise<string | null> {
  if (!zoomId) return null;
  try {
    return (await zoom.users.get(zoomId)).dept?.trim() || null;
  } catch (error) {
    if (error instanceof ZoomError && error.kind === 'user-not-found') return null;
    throw error;
  }
}
