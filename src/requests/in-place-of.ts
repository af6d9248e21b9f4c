import { isUserGroup } from '../policy/policy.ts';
import type { Named, StandIn } from '../stand-ins/stand-in.ts';
import type { DecisionTable } from '../store/schema.ts';

// An approver who is away and their stand-in count as one approver: of their two approvals one counts. Somebody who
// approves in their own right does not count for anybody else.

/** An approver who is away, and who decides in their place. */
export interface Cover {
  readonly away: Named;
  readonly standIn: Named;
}

type Decision = Pick<DecisionTable, 'approver_slack_id' | 'for_slack_id'>;

/** The covers that hold for a request. @param mayStandIn whom policy lets stand in, without those whom it is about */
export function coversOf(
  standIns: readonly StandIn[],
  approvers: ReadonlySet<string>,
  mayStandIn: ReadonlySet<string>,
): readonly Cover[] {
  return standIns.filter(
    ({ away, standIn }) => approvers.has(away.slackId) && mayStandIn.has(standIn.slackId),
  );
}

/** Which approvals count, and for which approver each of them does. */
export interface Counted<D> {
  readonly given: readonly D[];
  /** By the approver whose turn it was: who gave the approval. The same person, or their stand-in. */
  readonly usedUp: ReadonlyMap<string, string>;
}

/**
 * Counts approvals of which each comes from another person. One that was given in somebody's place counts as long as that
 * person could approve, also when they are back.
 */
export function countInPlace<D extends Decision>(
  approving: readonly D[],
  approvers: ReadonlySet<string>,
  mayStandIn: ReadonlySet<string>,
): Counted<D> {
  const usedUp = new Map<string, string>();
  for (const { approver_slack_id: by } of approving) if (approvers.has(by)) usedUp.set(by, by);
  const given = approving.filter(({ approver_slack_id: by, for_slack_id: away }) => {
    if (approvers.has(by)) return true;
    if (away === null || !approvers.has(away) || usedUp.has(away) || !mayStandIn.has(by)) return false;
    usedUp.set(away, by);
    return true;
  });
  return { given, usedUp };
}

/** Whom to call, and who of them stands in. */
interface Called {
  readonly ids: readonly string[];
  readonly covers: readonly Cover[];
}

/**
 * Who is called to decide: the stand-in instead of the person who is away, and beside a user group that they may be in.
 *
 * @param ids people and user groups
 */
export function calledNow(ids: readonly string[], covers: readonly Cover[]): Called {
  const concerned = covers.filter(({ away }) => ids.includes(away.slackId) || ids.some(isUserGroup));
  const away = new Set(concerned.map((one) => one.away.slackId));
  const called = ids.filter((id) => !away.has(id));
  return {
    ids: [...new Set([...called, ...concerned.map((one) => one.standIn.slackId)])],
    covers: concerned,
  };
}
