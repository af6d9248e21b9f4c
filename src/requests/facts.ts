import type { ChangeCommand } from '../commands/define-command.ts';
import type { Plan } from '../commands/plan.ts';
import type { Identities } from '../identity/identities.ts';
import type { Managers } from '../identity/managers.ts';
import type { Facts } from '../policy/conditions.ts';
import { MANAGER, type Policy, type Rule } from '../policy/policy.ts';
import { bold, type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import { userOrNull } from '../zoom/users.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { type Party, partyOf } from './parties.ts';
import type { Progress } from './request.ts';

// What a rule of the policy has to know about a request. It is found out once, when the request is made, and stored with it.

/**
 * What conditions of the policy are compared with: the same until the request is over, and when other rules are tried on it.
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
  return (await userOrNull(zoom, zoomId))?.dept?.trim() || null;
}

interface ManagerDeps {
  readonly managers: Managers;
  readonly identities: Pick<Identities, 'zoomIdOf'>;
  readonly policy: Pick<Policy, 'managerField'>;
  readonly zoom: Zoom;
}

/**
 * Who is asked as the manager of the person whose account a request is about, for a rule that has the manager among its
 * approvers. Who was asked can decide, also when the person has another manager by then.
 *
 * @returns `undefined`: the rule asks no manager. Without a Slack id nobody may be asked, and `why` says it
 * @throws ZoomError, and when Slack does not answer
 */
export async function managerFor(
  deps: ManagerDeps,
  rule: Pick<Rule, 'approvers'>,
  command: Pick<ChangeCommand, 'takeover'>,
  about: { readonly plan: Plan; readonly requesterSlackId: string },
): Promise<Progress['manager']> {
  if (!rule.approvers.includes(MANAGER)) return undefined;
  const { subject } = about.plan;
  const named = await deps.managers.of(subject, deps.zoom);
  let why: Mrkdwn | undefined;
  for (const one of named) {
    if (one.slackId === null) {
      why ??= md`The manager of ${bold(subject.name)} (${one.named}) isn’t an active member of this workspace, so the other approvers decide.`;
      continue;
    }
    const zoomId = await deps.identities.zoomIdOf(one.slackId);
    const party = partyOf(command, { ...about }, { slackId: one.slackId, zoomId });
    if (!party) return { slackId: one.slackId };
    why ??= excluded(party, one.slackId, subject.name);
  }
  why ??= deps.policy.managerField
    ? md`${bold(subject.name)} has no manager in Zoom or in Slack, so the other approvers decide.`
    : md`${bold(subject.name)} has no manager in Zoom, so the other approvers decide.`;
  return { slackId: null, why };
}

function excluded(party: Party, slackId: string, name: string): Mrkdwn {
  const says = {
    requester: md`The manager of ${bold(name)} is ${mention(slackId)}, who asked for it, so the other approvers decide.`,
    subject: md`The manager of ${bold(name)} is ${mention(slackId)}, whose own account it is, so the other approvers decide.`,
    beneficiary: md`The manager of ${bold(name)} is ${mention(slackId)}, who would gain something by it, so the other approvers decide.`,
  };
  return says[party];
}
