import type { Approvers } from '../identity/approvers.ts';
import { isAdmin } from '../policy/access.ts';
import type { Policy } from '../policy/policy.ts';
import { everyoneCovered } from '../policy/stand-ins.ts';
import type { StandIn, StandInStore } from './stand-in-store.ts';

export interface AwayStateDeps {
  readonly standIns: Pick<StandInStore, 'active'>;
  readonly policy: Policy;
  readonly approvers: Approvers;
}

/** Who is away, as one person may see it. */
export interface AwayState {
  /** They approve something under today's policy. */
  readonly approves: boolean;
  /** Their own time away; `null`: they are here. */
  readonly own: StandIn | null;
  /** Those for whom they stand in. */
  readonly standsInFor: readonly StandIn[];
  /** Everybody else who is away, for admins; nobody for others. */
  readonly others: readonly StandIn[];
}

export async function awayState(
  { standIns, policy, approvers }: AwayStateDeps,
  slackId: string,
): Promise<AwayState> {
  const active = await standIns.active();
  const isOwn = (one: StandIn) => one.away.slackId === slackId;
  const isTheirs = (one: StandIn) => one.standIn.slackId === slackId;
  return {
    approves: (await approvers.expand(everyoneCovered(policy))).has(slackId),
    own: active.find(isOwn) ?? null,
    standsInFor: active.filter(isTheirs),
    others: isAdmin(policy, slackId) ? active.filter((one) => !isOwn(one) && !isTheirs(one)) : [],
  };
}
