import type { ApprovalRule, Policy } from './policy.ts';

/**
 * Who may decide in place of an approver who is away, under one rule: people and user groups. By default those to whom the
 * policy gives a say already, so that a holiday brings nobody in whom no admin has chosen.
 */
export function standInsNamed(
  policy: Policy,
  { standIns }: Pick<ApprovalRule, 'standIns'>,
): readonly string[] {
  if (standIns === 'off') return [];
  return standIns === 'approvers' ? everyDecider(policy) : standIns;
}

/** The people and user groups that a rule lists as stand-ins; none where it says it in a word. */
export function standInsListed({ standIns }: Partial<Pick<ApprovalRule, 'standIns'>>): readonly string[] {
  return standIns === undefined || standIns === 'off' || standIns === 'approvers' ? [] : standIns;
}

/** Whoever decides anything under a policy, or is an admin: people and user groups. */
function everyDecider(policy: Policy): readonly string[] {
  return [...new Set([...allRules(policy).flatMap(deciders), ...policy.admins])];
}

/** Whoever is named to approve something, at once or when nobody else has: people and user groups. */
export function everyoneCovered(policy: Policy): readonly string[] {
  return [...new Set(allRules(policy).flatMap(deciders))];
}

/** The rules of a policy that name approvers or stand-ins, each complete. */
export function allRules(policy: Policy): readonly ApprovalRule[] {
  return [
    policy.approvals,
    ...Object.values(policy.commands).map((own) => ({ ...policy.approvals, ...own })),
  ];
}

function deciders({ approvers, escalateTo }: ApprovalRule): readonly string[] {
  return [...approvers, ...escalateTo];
}
