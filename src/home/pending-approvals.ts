import type { ChangeCommand, Command } from '../commands/define-command.ts';
import type { Plan } from '../commands/plan.ts';
import type { Approvers } from '../identity/approvers.ts';
import type { Identities } from '../identity/identities.ts';
import { asksManagers, everyApprover, type Policy } from '../policy/policy.ts';
import { type ApprovalDeps, type Approvals, countApprovals } from '../requests/approvals.ts';
import { partyOf } from '../requests/parties.ts';
import type { Request } from '../requests/request.ts';
import { wishOf } from '../requests/request-log.ts';
import type { Decision } from '../requests/request-store.ts';
import { deciders } from '../views/card.ts';
import type { HomeDecision, HomeDecisions } from '../views/home/page.ts';
import { md, mention, plainAddress } from '../views/mrkdwn.ts';
import type { HomeQueries } from './queries.ts';

const SHOWN = 10;
/** How many requests are examined; those beyond are not even counted. */
const EXAMINED = 500;
/** How many of those that this person may decide are counted. */
const COUNTED = 200;

export interface PendingApprovalsDeps {
  readonly identities: Pick<Identities, 'member'>;
  readonly policy: Policy;
  readonly approvers: Approvers;
  readonly standIns: ApprovalDeps['standIns'];
  readonly commands: readonly Command[];
  readonly homeTeamId: string;
}

/** Who looks at the list. `zoomId`: `null` without a Zoom account, `undefined` while it is not known. */
export interface Viewer {
  readonly slackId: string;
  readonly zoomId: string | null | undefined;
}

/**
 * The requests that wait for this person's decision; `null` for those who are no approvers. This only chooses what is
 * shown: a click is authorized again.
 */
export async function pendingApprovals(
  deps: PendingApprovalsDeps,
  queries: HomeQueries,
  viewer: Viewer,
): Promise<HomeDecisions | null> {
  const approvers = readOnce(deps.approvers);
  const everybody = await approvers.expand(everyApprover(deps.policy));
  const away = await deps.standIns.active();
  const standsIn = away.some(({ standIn }) => standIn.slackId === viewer.slackId);
  const isNamed = standsIn || everybody.has(viewer.slackId);
  // Only the requests themselves say whose manager somebody is.
  if (!isNamed && !asksManagers(deps.policy)) return null;
  const counting = { ...deps, approvers, standIns: { active: async () => away } };
  const undecided = await queries.undecidedBy(viewer.slackId, deps.homeTeamId, !isNamed, EXAMINED);
  const waiting = isNamed
    ? undecided
    : undecided.filter(({ progress }) => progress.manager?.slackId === viewer.slackId);
  if (!isNamed && waiting.length === 0) return null;
  const decisions = Map.groupBy(
    await queries.decisionsOn(waiting.map((one) => one.id)),
    (one) => one.request_id,
  );
  const decidable: HomeDecision[] = [];
  for (const request of waiting) {
    const command = deps.commands.find((one) => one.name === request.command);
    // A request may have been stored by a version that knew other commands.
    if (!command || command.risk === 'read' || !request.plan) continue;
    // While the viewer's Zoom account is unknown, a request that may be about it is not shown.
    if (partyOf(command, request, viewer) !== null) continue;
    const made = decisions.get(request.id) ?? [];
    const approvals = await countApprovals(counting, request, made);
    if (!approvals.mayStillDecide.has(viewer.slackId)) continue;
    decidable.push(toDecision(request, request.plan, command, approvals, viewer, made));
    if (decidable.length > COUNTED) break;
  }
  const shown = decidable.slice(0, SHOWN);
  return { shown, more: decidable.length > COUNTED ? 'many' : decidable.length - shown.length };
}

/** Reads each user group only once, even when it cannot be read. */
function readOnce(approvers: Approvers): Approvers {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  return {
    expand(ids) {
      const key = ids.join(' ');
      const members = known.get(key) ?? approvers.expand(ids);
      known.set(key, members);
      return members;
    },
  };
}

function toDecision(
  request: Request,
  plan: Plan,
  command: ChangeCommand,
  { given, needed, inPlaceOf }: Approvals,
  viewer: Viewer,
  decisions: readonly Decision[],
): HomeDecision {
  return {
    id: request.id,
    expiresAt: request.expiresAt,
    ask: wishOf(command, request, mention(request.requesterSlackId)),
    account:
      plan.subject.email === plan.requester.email
        ? null
        : md`${plan.subject.name} (${plainAddress(plan.subject.email)})`,
    flags: request.progress.flags ?? [],
    changes: plan.changes,
    reason: plan.reason,
    needed,
    approvedBy: deciders(given, decisions),
    inPlaceOf: inPlaceOf.get(viewer.slackId)?.[0]?.away.slackId ?? null,
  };
}
