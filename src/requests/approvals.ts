import type { ChangeCommand, Command } from '../commands/define-command.ts';
import type { Approvers } from '../identity/approvers.ts';
import { mayBreakGlass } from '../policy/access.ts';
import { type ApprovalRule, isUserGroup, type Policy, ruleFor } from '../policy/policy.ts';
import type { DecisionTable } from '../store/schema.ts';
import { changeCommandOf, type Request } from './request.ts';

/**
 * The only place that counts approvals and judges whether a request can be approved at all. The rule is always today's
 * policy, never the one that was stored with the request.
 */

/** The people whom a request is about. */
export interface Parties {
  readonly requesterSlackId: string;
  /** `null`: the account's owner was named by email or is not in Slack. */
  readonly subjectSlackId: string | null;
}

/** How far a request is on its way to being approved. People are Slack ids. */
export interface Approvals {
  /** Who has approved and may still approve now, oldest first. Approvals of former approvers do not count. */
  readonly given: readonly string[];
  readonly needed: number;
  readonly missing: number;
  /** Who may approve now, whether they have decided or not. */
  readonly eligible: ReadonlySet<string>;
  /** Those of them who have not decided yet. */
  readonly mayStillDecide: ReadonlySet<string>;
  readonly enough: boolean;
  /** An admin approved their own request in an emergency, and policy still allows it. It is `enough` alone. */
  readonly selfApproved: boolean;
}

export interface ApprovalDeps {
  readonly policy: Policy;
  readonly approvers: Approvers;
  readonly commands: readonly Command[];
}

type Decision = Pick<DecisionTable, 'approver_slack_id' | 'verdict'>;

/**
 * Counts the approvals of a stored request.
 *
 * @param decisions those on this request, oldest first
 * @param escalated whether those of `escalate_to` may approve; by default when the request was escalated to them
 */
export async function countApprovals(
  { policy, approvers, commands }: ApprovalDeps,
  request: Request,
  decisions: readonly Decision[],
  escalated = request.progress.escalated ?? false,
): Promise<Approvals> {
  const command = changeCommandOf({ commands }, request.command);
  const rule = ruleFor(policy, command);
  const eligible = await eligibleApprovers(approvers, rule, command, partiesOf(request), escalated);
  const { selfApproved } = request.progress;
  return judge(
    rule,
    eligible,
    decisions,
    selfApproved !== undefined && mayBreakGlass(policy, command.name, selfApproved.by),
  );
}

/** The same of people who are known already. */
function judge(
  { needed }: Pick<ApprovalRule, 'needed'>,
  eligible: ReadonlySet<string>,
  decisions: readonly Decision[],
  selfApproved: boolean,
): Approvals {
  const given = decisions
    .filter((one) => one.verdict === 'approve' && eligible.has(one.approver_slack_id))
    .map((one) => one.approver_slack_id);
  const decided = new Set(decisions.map((one) => one.approver_slack_id));
  return {
    given,
    needed,
    missing: Math.max(0, needed - given.length),
    eligible,
    mayStillDecide: new Set([...eligible].filter((id) => !decided.has(id))),
    enough: selfApproved || given.length >= needed,
    selfApproved,
  };
}

/**
 * Who may approve a request: the rule's approvers without the requester, and for a change that could take the account
 * over without its owner either. Nobody, when the list is empty or cannot be read.
 *
 * @param escalated whether those of `escalate_to` may approve too
 */
export async function eligibleApprovers(
  approvers: Approvers,
  rule: Pick<ApprovalRule, 'approvers' | 'escalateTo'>,
  command: Pick<ChangeCommand, 'takeover'>,
  parties: Parties,
  escalated: boolean,
): Promise<ReadonlySet<string>> {
  return withoutParties(await approvers.expand(namedApprovers(rule, escalated)), command, parties);
}

/** The people and user groups that a rule names. */
export function namedApprovers(
  { approvers, escalateTo }: Pick<ApprovalRule, 'approvers' | 'escalateTo'>,
  escalated: boolean,
): readonly string[] {
  return escalated ? [...approvers, ...escalateTo] : approvers;
}

/** Leaves out those who may not approve because they asked, or because a takeover is about their account. */
export function withoutParties(
  people: Iterable<string>,
  { takeover }: Pick<ChangeCommand, 'takeover'>,
  { requesterSlackId, subjectSlackId }: Parties,
): ReadonlySet<string> {
  const rest = new Set(people);
  rest.delete(requesterSlackId);
  if (takeover && subjectSlackId) rest.delete(subjectSlackId);
  return rest;
}

export function partiesOf({ requesterSlackId, plan }: Pick<Request, 'requesterSlackId' | 'plan'>): Parties {
  return { requesterSlackId, subjectSlackId: plan?.subject.slackId ?? null };
}

/** Whether a request can be approved at all. */
export interface Feasibility {
  readonly possible: boolean;
  /** Everything that keeps it from being approved. */
  readonly obstacles: readonly ('no-channel' | 'no-approvers' | 'too-few-approvers')[];
}

/**
 * Judges whether these people can give as many approvals as a rule asks for.
 *
 * @param people who may approve: Slack ids. A user group (S…) whose members are not known counts as enough people
 */
export function feasibility(
  { channel, needed }: Pick<ApprovalRule, 'channel' | 'needed'>,
  people: Iterable<string>,
): Feasibility {
  const ids = new Set(people);
  const obstacles: Feasibility['obstacles'][number][] = [];
  if (!channel) obstacles.push('no-channel');
  if (ids.size === 0) obstacles.push('no-approvers');
  else if (ids.size < needed && ![...ids].some(isUserGroup)) obstacles.push('too-few-approvers');
  return { possible: obstacles.length === 0, obstacles };
}

/**
 * Whether a request would let this person take over their own account, so that somebody else has to decide.
 *
 * @param person `zoomId`: `null` without a Zoom account, `undefined` while it is not known
 * @returns `undefined` when only the person's Zoom account can tell: an account's owner who was named by email has no
 *   Slack id
 */
export function isOwnTakeover(
  { takeover }: Pick<ChangeCommand, 'takeover'>,
  { plan }: Pick<Request, 'plan'>,
  person: { readonly slackId: string; readonly zoomId: string | null | undefined },
): boolean | undefined {
  if (!takeover || !plan) return false;
  if (plan.subject.slackId) return plan.subject.slackId === person.slackId;
  return person.zoomId === undefined ? undefined : person.zoomId === plan.subject.zoomId;
}
