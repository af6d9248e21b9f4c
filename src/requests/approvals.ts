import type { ChangeCommand, Command } from '../commands/define-command.ts';
import type { Approvers } from '../identity/approvers.ts';
import type { Identities } from '../identity/identities.ts';
import { mayBreakGlass } from '../policy/access.ts';
import {
  type ApprovalRule,
  isUserGroup,
  MANAGER,
  type Policy,
  type Rule,
  ruleFor,
} from '../policy/policy.ts';
import { standInsNamed } from '../policy/stand-ins.ts';
import type { StandInStore } from '../stand-ins/stand-in-store.ts';
import type { DecisionTable } from '../store/schema.ts';
import { type Cover, countInPlace, coversOf } from './in-place-of.ts';
import { type Parties, type Party, partiesOf, partyZoomIds, withoutParties } from './parties.ts';
import { changeCommandOf, type Request } from './request.ts';

// The only place that counts approvals and judges whether a request can be approved at all. The rule is always today's
// policy, never the one that was stored with the request.

/** How far a request is on its way to being approved. People are Slack ids. */
export interface Approvals {
  /** Who has approved and may still approve now, oldest first. Approvals of former approvers do not count. */
  readonly given: readonly string[];
  readonly needed: number;
  readonly missing: number;
  /** Who may approve now, whether they have decided or not: approvers, and stand-ins for those who are away. */
  readonly eligible: ReadonlySet<string>;
  /** Those of them who have not decided yet, and in whose place nobody has. */
  readonly mayStillDecide: ReadonlySet<string>;
  /** Those who have decided. */
  readonly decided: ReadonlySet<string>;
  /** Approvers who are away, each with their stand-in. */
  readonly covers: readonly Cover[];
  /** For whom somebody would decide now who is no approver. Empty: the one they stand in for has decided already. */
  readonly inPlaceOf: ReadonlyMap<string, readonly Cover[]>;
  /** By approver: who has approved, they or their stand-in. */
  readonly usedUp: ReadonlyMap<string, string>;
  readonly enough: boolean;
  /** An admin approved their own request in an emergency, and policy still allows it. It is `enough` alone. */
  readonly selfApproved: boolean;
}

export interface ApprovalDeps {
  readonly identities: Pick<Identities, 'member'>;
  readonly policy: Policy;
  readonly approvers: Approvers;
  readonly commands: readonly Command[];
  readonly standIns: Pick<StandInStore, 'active'>;
}

type Decision = Pick<DecisionTable, 'approver_slack_id' | 'approver_zoom_id' | 'for_slack_id' | 'verdict'> & {
  /** The Zoom account of the person in whose place it was decided, where it is known. */
  readonly for_zoom_id?: string | null;
};

interface CountOptions {
  /** Whether those of `escalate_to` may approve; by default when the request was escalated to them. */
  readonly escalated?: boolean;
  /** User groups are read again: for a decision, not for what is only shown. */
  readonly fresh?: boolean;
}

/**
 * Counts the approvals of a stored request.
 *
 * @param decisions those on this request, oldest first
 */
export async function countApprovals(
  { policy, approvers, commands, identities, standIns }: ApprovalDeps,
  request: Request,
  decisions: readonly Decision[],
  { escalated = request.progress.escalated ?? false, fresh = false }: CountOptions = {},
): Promise<Approvals> {
  const command = changeCommandOf({ commands }, request.command);
  const { selfApproved, facts } = request.progress;
  const rule = ruleFor(policy, command, facts);
  const [manager, away] = await Promise.all([managerNow(identities, request, fresh), standIns.active()]);
  const people = await approvers.expand(namedApprovers(rule, escalated, manager), fresh);
  const own = withoutParties(people, command, partiesOf(request));
  const isCovered = away.length > 0 || decisions.some((one) => one.for_slack_id !== null);
  const trusted = isCovered ? await approvers.expand(standInsNamed(policy, rule), fresh) : [];
  const mayStandIn = withoutParties(trusted, command, partiesOf(request));
  return approvalsFrom(
    rule.needed,
    { own, mayStandIn, covers: coversOf(away, own, mayStandIn) },
    distinctAccounts(decisions, partyZoomIds(command, request)),
    decisions,
    selfApproved !== undefined && mayBreakGlass(policy, command.name, selfApproved.by),
  );
}

/** The Slack id of the manager who was asked, as long as they are a member; `null`: nobody, or they have left. */
export async function managerNow(
  { member }: Pick<Identities, 'member'>,
  { progress: { manager } }: Pick<Request, 'progress'>,
  fresh: boolean,
): Promise<string | null> {
  if (!manager?.slackId) return null;
  return (await member(manager.slackId, fresh))?.kind === 'member' ? manager.slackId : null;
}

/** Approvals of which each comes from another Zoom account, and none from an account that may not approve. */
function distinctAccounts(
  decisions: readonly Decision[],
  excluded: ReadonlyMap<string, Party>,
): readonly Decision[] {
  const seen = new Set<string>();
  return decisions.filter(({ verdict, approver_zoom_id: zoomId, for_zoom_id: forZoomId }) => {
    if (verdict !== 'approve' || (forZoomId && excluded.has(forZoomId))) return false;
    if (zoomId === null) return true;
    if (excluded.has(zoomId) || seen.has(zoomId)) return false;
    seen.add(zoomId);
    return true;
  });
}

/** Who may decide a request. People are Slack ids. */
interface Deciders {
  /** People who may approve in their own right. */
  readonly own: ReadonlySet<string>;
  /** People who may approve only as stand-ins. */
  readonly mayStandIn: ReadonlySet<string>;
  readonly covers: readonly Cover[];
}

/**
 * What decisions come to.
 *
 * @param approving those of the decisions that are approvals and may count
 */
function approvalsFrom(
  needed: number,
  { own, mayStandIn, covers }: Deciders,
  approving: readonly Decision[],
  decisions: readonly Decision[],
  selfApproved: boolean,
): Approvals {
  const { given, usedUp } = countInPlace(approving, own, mayStandIn);
  const decided = new Set(decisions.map((one) => one.approver_slack_id));
  const standingIn = new Set(covers.map((one) => one.standIn.slackId).filter((id) => !own.has(id)));
  const free = covers.filter((one) => !usedUp.has(one.away.slackId));
  const inPlaceOf = new Map(
    [...standingIn].map((id) => [id, free.filter((one) => one.standIn.slackId === id)] as const),
  );
  const eligible = new Set([...own, ...standingIn]);
  const isOpen = (id: string) =>
    !decided.has(id) && !usedUp.has(id) && (own.has(id) || (inPlaceOf.get(id) ?? []).length > 0);
  return {
    given: given.map((one) => one.approver_slack_id),
    needed,
    missing: Math.max(0, needed - given.length),
    eligible,
    mayStillDecide: new Set([...eligible].filter(isOpen)),
    decided,
    covers,
    inPlaceOf,
    usedUp,
    enough: selfApproved || given.length >= needed,
    selfApproved,
  };
}

/**
 * Who may approve a request: the rule's approvers without the requester and those who gain something by it, and for a
 * change that could take the account over without its owner either. Nobody, when the list is empty or cannot be read.
 *
 * @param escalated whether those of `escalate_to` may approve too
 * @param manager the Slack id of the manager who is asked; `null`: there is none
 */
export async function eligibleApprovers(
  approvers: Approvers,
  rule: NamingRule,
  command: Pick<ChangeCommand, 'takeover'>,
  parties: Parties,
  escalated: boolean,
  manager: string | null,
): Promise<ReadonlySet<string>> {
  return withoutParties(await approvers.expand(namedApprovers(rule, escalated, manager)), command, parties);
}

/**
 * Which of these approvers are away, each with a stand-in who may decide this.
 *
 * @param rule the request's own, of which conditions are part
 */
export async function coversAmong(
  { policy, approvers, standIns }: Omit<ApprovalDeps, 'commands' | 'identities'>,
  rule: Pick<ApprovalRule, 'standIns'>,
  own: ReadonlySet<string>,
  command: ChangeCommand,
  parties: Parties,
): Promise<readonly Cover[]> {
  const away = await standIns.active();
  if (!away.some((one) => own.has(one.away.slackId))) return [];
  const trusted = await approvers.expand(standInsNamed(policy, rule));
  return coversOf(away, own, withoutParties(trusted, command, parties));
}

type NamingRule = Pick<Rule, 'approvers' | 'escalateTo' | 'withoutManager'>;

/**
 * The people and user groups that a rule names, with the manager's Slack id in place of the word. Where a rule names a
 * manager and there is none, they are those of its `withoutManager`.
 *
 * @param manager the Slack id of the manager who is asked; `null`: there is none
 */
export function namedApprovers(
  { approvers, escalateTo, withoutManager = [] }: NamingRule,
  escalated: boolean,
  manager: string | null,
): readonly string[] {
  const others = approvers.filter((id) => id !== MANAGER);
  const first =
    others.length === approvers.length ? others : manager === null ? withoutManager : [manager, ...others];
  return escalated ? [...first, ...escalateTo] : first;
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
 * @param people who may approve: Slack ids. A user group (S…) whose members are not known counts as enough people, and a
 *   manager who is not known as one
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
