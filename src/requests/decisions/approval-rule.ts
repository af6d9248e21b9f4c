import type { ChangeCommand } from '../../commands/define-command.ts';
import type { Approvers } from '../../identity/approvers.ts';
import type { Rule } from '../../policy/policy.ts';

/** Who is concerned by a request, as far as approving it goes. */
export interface Concerned {
  readonly requesterSlackId: string;
  readonly subjectSlackId: string | null;
}

/**
 * Who may approve a request: the rule's approvers without the requester, and for a change that could take the account
 * over without its owner either. Nobody, when the list is empty or cannot be read.
 *
 * @param escalated whether those of `escalate_to` may decide too
 */
export async function eligibleApprovers(
  approvers: Approvers,
  rule: Rule,
  command: Pick<ChangeCommand, 'takeover'>,
  concerned: Concerned,
  escalated: boolean,
): Promise<ReadonlySet<string>> {
  const people = new Set(await approvers.expand([...rule.approvers, ...(escalated ? rule.escalateTo : [])]));
  people.delete(concerned.requesterSlackId);
  if (command.takeover && concerned.subjectSlackId) people.delete(concerned.subjectSlackId);
  return people;
}
