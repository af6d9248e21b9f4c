import { type ApprovalRule, everyApprover, everyCase, MANAGER, type Policy } from './policy.ts';

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

/** Whoever decides anything under a policy, or is an admin: people and user groups. Managers only decide for their people. */
function everyDecider(policy: Policy): readonly string[] {
  return [...new Set([...everyApprover(policy), ...policy.admins])];
}

/** The rules of a policy that name approvers or stand-ins, each complete: of all commands, of each, and of each condition. */
export function allRules(policy: Policy): readonly ApprovalRule[] {
  const own = Object.keys(policy.commands).flatMap((name) =>
    everyCase(policy, { name }).map(({ commands }) => ({ ...policy.approvals, ...commands[name] })),
  );
  return [policy.approvals, ...own];
}

/**
 * Whom a rule lets decide, at once or when nobody else has: people and user groups.
 *
 * @param asManager somebody who is asked as a manager; `null`: nobody
 */
export function decidersOf(
  { approvers, escalateTo }: Pick<ApprovalRule, 'approvers' | 'escalateTo'>,
  asManager: string | null,
): readonly string[] {
  const named = [...approvers, ...escalateTo].filter((id) => id !== MANAGER);
  return asManager !== null && approvers.includes(MANAGER) ? [asManager, ...named] : named;
}
