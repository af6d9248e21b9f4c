import type { Approvers } from '../identity/approvers.ts';
import { type Policy, ruleFor } from '../policy/policy.ts';
import { eligibleApprovers } from '../requests/approvals.ts';
import { changeCommandOf, type Parts } from '../requests/parts.ts';
import type { Request } from '../requests/request.ts';
import type { HomeDecision, Part } from '../views/home/page.ts';
import { code, md } from '../views/mrkdwn.ts';
import type { HomeRows } from './rows.ts';

const SHOWN = 10;
/** Older ones count; what is beyond this is not even looked at. */
const LOOKED_AT = 500;

/** Who the viewer is, as far as deciding goes. `zoomId`: `null` without an account, `undefined` while nobody knows. */
export interface Viewer {
  readonly slackId: string;
  readonly zoomId: string | null | undefined;
}

/**
 * What this person may decide now; `null` for those who decide nothing. It only chooses what is shown: whoever clicks is
 * authorised then.
 */
export async function decidableBy(
  parts: Parts,
  rows: HomeRows,
  viewer: Viewer,
): Promise<Part<HomeDecision> | null> {
  const approvers = askedOnce(parts.approvers);
  if (!(await decidesAnything(parts, approvers, viewer.slackId))) return null;
  const waiting = await rows.undecidedBy(viewer.slackId, parts.homeTeamId, LOOKED_AT);
  const may = await Promise.all(waiting.map((one) => mayDecide(parts, approvers, one, viewer)));
  const mine = waiting.filter((_, i) => may[i]);
  const shown = mine.slice(0, SHOWN);
  const decisions = await rows.decisionsOn(shown.map((one) => one.id));
  return {
    shown: shown.map((request) => {
      const approvedBy = decisions
        .filter((one) => one.request_id === request.id && one.verdict === 'approve')
        .map((one) => one.approver_slack_id);
      return toDecision(parts, request, approvedBy);
    }),
    more: mine.length - shown.length,
  };
}

/** Everybody who may have to decide something under this policy: people and user groups. */
export function everyApprover(policy: Policy): string[] {
  const rules = [policy.approvals, ...Object.values(policy.commands)];
  return [...new Set(rules.flatMap((one) => [...(one.approvers ?? []), ...(one.escalateTo ?? [])]))];
}

async function decidesAnything(parts: Parts, approvers: Approvers, slackId: string): Promise<boolean> {
  return (await approvers.expand(everyApprover(parts.policy))).has(slackId);
}

async function mayDecide(parts: Parts, approvers: Approvers, request: Request, viewer: Viewer) {
  const { plan, progress, requesterSlackId } = request;
  // A stored request may be of a command that is no longer there.
  if (!plan || !parts.commands.some((one) => one.name === request.command)) return false;
  const command = changeCommandOf(parts, request.command);
  const eligible = await eligibleApprovers(
    approvers,
    ruleFor(parts.policy, command),
    command,
    { requesterSlackId, subjectSlackId: plan.subject.slackId },
    progress.escalated ?? false,
  );
  if (!eligible.has(viewer.slackId)) return false;
  if (!command.takeover || plan.subject.slackId) return true;
  // Somebody named by email has no Slack id: it could be the viewer's own account, and in doubt it is.
  return viewer.zoomId !== undefined && viewer.zoomId !== plan.subject.zoomId;
}

/** Reads each user group once, also one that cannot be read. */
function askedOnce(approvers: Approvers): Approvers {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  return {
    expand(ids) {
      const key = ids.join(' ');
      const asked = known.get(key) ?? approvers.expand(ids);
      known.set(key, asked);
      return asked;
    },
  };
}

function toDecision(parts: Parts, request: Request, approvedBy: readonly string[]): HomeDecision {
  const { id, plan, requesterSlackId, expiresAt } = request;
  if (!plan) throw new Error(`Request ${id} has no plan`);
  const command = changeCommandOf(parts, request.command);
  return {
    ...{ id, requesterSlackId, expiresAt, approvedBy },
    what: command.describe({ ...plan, own: false }),
    account: md`${plan.subject.name} (${code(plan.subject.email)})`,
    changes: plan.changes,
    reason: plan.reason,
    needed: ruleFor(parts.policy, command).needed,
  };
}
