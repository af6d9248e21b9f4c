import type { Approvers } from '../identity/approvers.ts';
import { isAdmin } from '../policy/access.ts';
import { asksManagers, everyApprover, type Policy } from '../policy/policy.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { StandIn } from './stand-in.ts';
import type { StandInStore } from './stand-in-store.ts';

export interface AwayStateDeps {
  readonly standIns: Pick<StandInStore, 'active'>;
  readonly requests: Pick<RequestStore, 'isAskedAsManager'>;
  readonly policy: Policy;
  readonly approvers: Approvers;
}

/** Who is away, as one person may see it. */
export interface AwayState {
  /** They approve something under today's policy, or are asked as a manager now. */
  readonly approves: boolean;
  /** Their own time away; `null`: they are here. */
  readonly own: StandIn | null;
  /** Those for whom they stand in. */
  readonly standsInFor: readonly StandIn[];
  /** Everybody else who is away, for admins; nobody for others. */
  readonly others: readonly StandIn[];
}

export async function awayState(deps: AwayStateDeps, slackId: string): Promise<AwayState> {
  const { standIns, policy } = deps;
  const active = await standIns.active();
  const isOwn = (one: StandIn) => one.away.slackId === slackId;
  const isTheirs = (one: StandIn) => one.standIn.slackId === slackId;
  return {
    approves: await approvesSomething(deps, slackId),
    own: active.find(isOwn) ?? null,
    standsInFor: active.filter(isTheirs),
    others: isAdmin(policy, slackId) ? active.filter((one) => !isOwn(one) && !isTheirs(one)) : [],
  };
}

/**
 * Whether somebody needs a stand-in while they are away.
 *
 * @param fresh reads user groups again
 */
export async function approvesSomething(
  deps: AwayStateDeps,
  slackId: string,
  fresh = false,
): Promise<boolean> {
  const { policy, approvers } = deps;
  if ((await approvers.expand(everyApprover(policy), fresh)).has(slackId)) return true;
  return isAskedAsManager(deps, slackId);
}

/** Whether a request that waits for a decision asks somebody as a manager. Nothing else says who is one. */
export async function isAskedAsManager(
  { policy, requests }: Pick<AwayStateDeps, 'policy' | 'requests'>,
  slackId: string,
): Promise<boolean> {
  return asksManagers(policy) && requests.isAskedAsManager(slackId);
}
