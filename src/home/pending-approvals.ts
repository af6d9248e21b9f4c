import type { Command } from '../commands/define-command.ts';
import type { Approvers } from '../identity/approvers.ts';
import { type Policy, ruleFor } from '../policy/policy.ts';
import { eligibleApprovers } from '../requests/decisions/approval-rule.ts';
import { changeCommandOf } from '../requests/parts.ts';
import type { Request } from '../requests/request.ts';
import type { HomeDecision, Part } from '../views/home/page.ts';
import { code, md } from '../views/mrkdwn.ts';
import type { HomeQueries } from './queries.ts';

const SHOWN = 10;
/** How many requests are examined; those beyond are not even counted. */
const EXAMINED = 500;

export interface PendingApprovalsDeps {
  readonly policy: Policy;
  readonly approvers: Approvers;
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
): Promise<Part<HomeDecision> | null> {
  const approvers = readOnce(deps.approvers);
  const everybody = await approvers.expand(everyApprover(deps.policy));
  if (!everybody.has(viewer.slackId)) return null;
  const waiting = await queries.undecidedBy(viewer.slackId, deps.homeTeamId, EXAMINED);
  const may = await Promise.all(waiting.map((one) => mayDecide({ ...deps, approvers }, one, viewer)));
  const own = waiting.filter((_, i) => may[i]);
  const shown = own.slice(0, SHOWN);
  const decisions = await queries.decisionsOn(shown.map((one) => one.id));
  return {
    shown: shown.map((request) => {
      const approvedBy = decisions
        .filter((one) => one.request_id === request.id && one.verdict === 'approve')
        .map((one) => one.approver_slack_id);
      return toDecision(deps, request, approvedBy);
    }),
    more: own.length - shown.length,
  };
}

/** Everybody who may have to decide something under this policy: people and user groups. */
export function everyApprover(policy: Policy): string[] {
  const rules = [policy.approvals, ...Object.values(policy.commands)];
  return [...new Set(rules.flatMap((one) => [...(one.approvers ?? []), ...(one.escalateTo ?? [])]))];
}

async function mayDecide(deps: PendingApprovalsDeps, request: Request, viewer: Viewer): Promise<boolean> {
  const { plan, progress, requesterSlackId } = request;
  // A request may have been stored by a version that knew other commands.
  if (!plan || !deps.commands.some((one) => one.name === request.command)) return false;
  const command = changeCommandOf(deps, request.command);
  const eligible = await eligibleApprovers(
    deps.approvers,
    ruleFor(deps.policy, command),
    command,
    { requesterSlackId, subjectSlackId: plan.subject.slackId },
    progress.escalated ?? false,
  );
  if (!eligible.has(viewer.slackId)) return false;
  if (!command.takeover || plan.subject.slackId) return true;
  // A subject who was named by email has no Slack id, so only the viewer's Zoom account tells whether it is their own.
  return viewer.zoomId !== undefined && viewer.zoomId !== plan.subject.zoomId;
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
  { policy, commands }: PendingApprovalsDeps,
  request: Request,
  approvedBy: readonly string[],
): HomeDecision {
  const { id, plan, requesterSlackId, expiresAt } = request;
  if (!plan) throw new Error(`Request ${id} has no plan`);
  const command = changeCommandOf({ commands }, request.command);
  return {
    id,
    requesterSlackId,
    expiresAt,
    approvedBy,
    what: command.describe({ ...plan, own: false }),
    account: md`${plan.subject.name} (${code(plan.subject.email)})`,
    changes: plan.changes,
    reason: plan.reason,
    needed: ruleFor(policy, command).needed,
  };
}
