import type { ChangeCommand } from '../commands/define-command.ts';
import { Refusal, type RuleReason, ruleReasons } from '../identity/refusal.ts';
import { feasibility, namedApprovers } from '../requests/approvals.ts';
import { withoutParties } from '../requests/parties.ts';
import type { PastRequest } from '../requests/past-requests.ts';
import { accessFor, mayBreakGlass } from './access.ts';
import type { Facts } from './conditions.ts';
import { isUserGroup, MANAGER, type Policy, type Rule, ruleFor } from './policy.ts';

/** What rules make of a request. */
export type Outcome =
  | { readonly kind: 'at-once' }
  | { readonly kind: 'approval'; readonly approvers: readonly string[]; readonly needed: number }
  | { readonly kind: 'refused'; readonly by: RuleReason }
  /** Refused for another reason than the rules, such as an account that Zoom does not have. */
  | { readonly kind: 'otherwise' };

/** A request, what became of it, and what would have under the other rules. */
export interface Replayed {
  readonly request: PastRequest;
  readonly was: Outcome;
  readonly would: Outcome;
  readonly isSame: boolean;
}

const DAY = 86_400_000;
const neverSent: readonly string[] = ['received', 'drafted', 'refused'];
/** States in which a request does not count towards a quota once it is in them. */
const uncounted: readonly string[] = ['denied', 'cancelled', 'expired', 'failed'];

/** A use of a command that counts towards its quota, from one moment until another. */
interface Use {
  readonly createdAt: number;
  readonly from: number;
  readonly until: number;
}

/**
 * What a policy would have made of past requests: done at once, sent to whom, or refused. Under the rules that applied then,
 * each comes out as it did. Only Slack knows who is in a user group, so a group counts as enough people.
 *
 * @param requests the oldest first; those before `since` only count towards quotas
 * @param since milliseconds since 1970
 * @example
 * const differing = replay(requests, policy, commands, since).filter((one) => !one.isSame);
 */
export function replay(
  requests: readonly PastRequest[],
  policy: Policy,
  commands: readonly ChangeCommand[],
  since: number,
): Replayed[] {
  const byName = new Map(commands.map((command) => [command.name, command]));
  const usesOf = new Map<string, Use[]>();
  return requests.flatMap((request) => {
    const command = byName.get(request.command);
    if (!command || request.state === 'received') return [];
    const key = `${request.requesterSlackId} ${request.command}`;
    const uses = usesOf.get(key) ?? [];
    usesOf.set(key, uses);
    const was = recorded(request);
    const would = was.kind === 'otherwise' ? was : judge(request, command, policy, uses);
    if (would.kind === 'at-once' || would.kind === 'approval') uses.push(...useOf(request, was));
    return request.createdAt < since ? [] : [{ request, was, would, isSame: isSame(was, would) }];
  });
}

function recorded({ rule, progress }: PastRequest): Outcome {
  if (rule) {
    if (rule.access !== 'approval') return { kind: 'at-once' };
    return { kind: 'approval', approvers: askedBy(rule, progress), needed: rule.needed };
  }
  const by = ruleReasons.find((one) => one === progress.refusedFor);
  return by ? { kind: 'refused', by } : { kind: 'otherwise' };
}

/** Whom a rule asks about a request. Whose manager is who is known only where a manager was asked then. */
function askedBy(rule: Rule, { manager }: PastRequest['progress']): readonly string[] {
  return manager ? namedApprovers(rule, false, manager.slackId) : rule.approvers;
}

/** As it was stored. Of a request of an earlier version its plan tells most of it. */
function factsOf({ progress, plan }: PastRequest): Facts | undefined {
  if (progress.facts || !plan) return progress.facts;
  const { duration = null, endsAt, takesSeat } = plan;
  return { duration, untilDay: endsAt !== undefined, department: null, seats: takesSeat ? 1 : 0 };
}

/** Whether the person is on the command's list. Whoever was refused as somebody else is taken for one again. */
function isForOthers(policy: Policy, { command, requesterSlackId, progress }: PastRequest): boolean {
  const allow = policy.commands[command]?.allow;
  if (!allow || allow.includes(requesterSlackId)) return false;
  return !allow.some(isUserGroup) || progress.refusedFor === 'allow';
}

/** In the order in which a request is prepared: who may, how often, what can wait, how long, who decides. */
function judge(request: PastRequest, command: ChangeCommand, policy: Policy, uses: readonly Use[]): Outcome {
  const { requesterSlackId: slackId, plan, progress } = request;
  if (isForOthers(policy, request)) return { kind: 'refused', by: 'allow' };
  const facts = factsOf(request);
  let access: Rule['access'];
  try {
    access = accessFor(policy, command, {
      forOther: isForOther(request, command),
      slackId,
      facts,
    });
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', by: 'policy' };
    throw error;
  }
  const rule = ruleFor(policy, command, facts);
  if (isUsedUp(rule, uses, request)) return { kind: 'refused', by: 'quota' };
  if (access === 'approval' && progress.secret) return { kind: 'refused', by: 'policy' };
  const max = policy.commands[command.name]?.maxDuration;
  // Of the last day that is allowed, all of it is.
  const longest = max === undefined ? Number.POSITIVE_INFINITY : max + (plan?.endsAt ? DAY : 0);
  const wasTooLong = progress.refusedFor === 'duration' && max !== undefined;
  if ((plan?.duration ?? 0) > longest || wasTooLong) return { kind: 'refused', by: 'duration' };
  if (access !== 'approval') return { kind: 'at-once' };
  const { manager } = progress;
  const named = manager
    ? namedApprovers(rule, true, manager.slackId)
    : [...rule.approvers, ...rule.escalateTo];
  const all = withoutParties(named, command, {
    requesterSlackId: slackId,
    subjectSlackId: plan?.subject.slackId ?? null,
    beneficiarySlackIds: (plan?.beneficiaries ?? []).flatMap((one) => one.slackId ?? []),
  });
  const isKnown = !named.some((id) => isUserGroup(id) || id === MANAGER);
  const wasTooFew = progress.refusedFor === 'approvers' && !isKnown;
  if ((!feasibility(rule, all).possible || wasTooFew) && !mayBreakGlass(policy, command.name, slackId)) {
    return { kind: 'refused', by: 'approvers' };
  }
  return { kind: 'approval', approvers: askedBy(rule, progress), needed: rule.needed };
}

function isForOther({ plan, input, requesterSlackId }: PastRequest, command: ChangeCommand): boolean {
  if (plan) return !plan.own;
  const named = command.subject === 'named' ? input.values.person : input.subject;
  return typeof named === 'string' && named !== requesterSlackId;
}

function isUsedUp({ quota }: Rule, uses: readonly Use[], request: PastRequest): boolean {
  if (!quota) return false;
  const at = momentOf(request);
  const lately = uses.filter(
    ({ createdAt, from, until }) => createdAt > at - quota.per && from <= at && until > at,
  );
  return lately.length >= quota.times;
}

/** When the limits were checked: when it was sent, or else as soon as it came. */
function momentOf({ progress, state, createdAt, updatedAt }: PastRequest): number {
  return progress.sentAt ?? (state === 'refused' ? updatedAt : createdAt);
}

/** Previews that were never sent do not count, and what came to nothing counts until then. */
function useOf(request: PastRequest, was: Outcome): Use[] {
  const { state, createdAt, updatedAt, progress } = request;
  const wasDropped = (state === 'cancelled' || state === 'expired') && progress.sentAt === undefined;
  if (neverSent.includes(state) || wasDropped || was.kind === 'refused') return [];
  const until = uncounted.includes(state) ? updatedAt : Number.POSITIVE_INFINITY;
  return [{ createdAt, from: momentOf(request), until }];
}

function isSame(a: Outcome, b: Outcome): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'refused') return b.kind === 'refused' && a.by === b.by;
  if (a.kind !== 'approval' || b.kind !== 'approval') return true;
  return a.needed === b.needed && a.approvers.toSorted().join() === b.approvers.toSorted().join();
}
