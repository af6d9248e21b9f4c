import type { Command } from '../commands/define-command.ts';
import { type Change, type Plan, UnreadablePlanError } from '../commands/plan.ts';
import type { Account } from '../identity/account.ts';
import { Refusal } from '../identity/refusal.ts';
import { inEnglish, isSame } from '../languages/text.ts';
import { address, type Mrkdwn, md, value } from '../views/mrkdwn.ts';
import { inTime } from './people-now.ts';
import { type PreviewDeps, preview } from './preview.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';

export interface DriftDeps extends PreviewDeps {
  readonly commands: readonly Command[];
}

/** What has changed in Zoom since the people involved saw the preview. */
export interface Drift {
  /** The plan as it would be now. */
  readonly plan: Plan;
  /** A sentence for each difference. */
  readonly differences: readonly Mrkdwn[];
  /** It is the same change of the same account, which has another address by now. */
  readonly renamed: boolean;
}

/** Slack waits three seconds for the acknowledgement of an approval, so Zoom gets at most this long, in milliseconds. */
const APPROVAL_LOOK_TIME = 1_000;

/**
 * What has changed since the preview, for somebody who is about to approve. That Zoom cannot tell just now is no reason
 * to stop them, nor is an unreadable plan: both are checked again before the change is made.
 *
 * @returns `null` when nothing has changed, as far as Zoom can tell in time
 * @throws Refusal when the change no longer makes sense at all
 */
export async function driftBeforeApproval(deps: DriftDeps, request: Request): Promise<Drift | null> {
  try {
    return (await inTime(findDrift(deps, request, 'approver'), APPROVAL_LOOK_TIME)) ?? null;
  } catch (error) {
    if (error instanceof UnreadablePlanError) return null;
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal('decision', {
      says: md`This can no longer be done as it was asked: ${error.problem.says}`,
      next: request.plan
        ? md`Nothing was changed. Deny it, so that ${request.plan.requester.name} knows.`
        : md`Nothing was changed. Deny it, so that the requester knows.`,
    });
  }
}

/**
 * Reads from Zoom what the request would change now, and compares it with what people saw.
 *
 * @param reader who reads a refusal: only the requester is addressed as "you"
 * @param subject the account that changes, where it was read just now
 * @returns `null` when nothing has changed
 * @throws Refusal when the change no longer makes sense at all; ZoomError, UnreadablePlanError
 */
export async function findDrift(
  deps: DriftDeps,
  request: Request,
  reader: 'requester' | 'approver',
  subject?: Account,
): Promise<Drift | null> {
  const plan = planOf(deps, request);
  const command = changeCommandOf(deps, request.command);
  const createsAccount = command.subject === 'nobody';
  const account = subject ?? (createsAccount ? plan.requester : await accountNow(deps, plan));
  const now = await preview(deps, request, command, {
    requester: plan.own || createsAccount ? account : plan.requester,
    subject: account,
    own: (plan.own || createsAccount) && reader === 'requester',
  });
  const renamed =
    plan.subject.email === now.subject.email
      ? []
      : [md`The account is now ${address(now.subject.email)}; it was ${address(plan.subject.email)}.`];
  const others = differencesBetween(plan.changes, now.changes);
  const differences = [...renamed, ...others];
  if (differences.length === 0) return null;
  return { plan: { ...now, own: plan.own }, differences, renamed: others.length === 0 };
}

async function accountNow({ identities }: DriftDeps, { subject }: Plan): Promise<Account> {
  const account = await identities.byZoomId(subject.zoomId, subject.slackId);
  if (account) return account;
  throw new Refusal('policy', {
    says: md`The Zoom account of *${subject.name}* has been removed since this was asked.`,
    next: md`Nothing was changed.`,
  });
}

function differencesBetween(then: readonly Change[], now: readonly Change[]): Mrkdwn[] {
  const before = byLabel(then);
  const after = byLabel(now);
  const lasting = [...before.values()].filter((old) => !old.warning);
  const known = lasting.flatMap((old) => {
    const one = after.get(inEnglish(old.label));
    if (!one) return [md`${old.label}: there’s nothing left to change.`];
    const differences: Mrkdwn[] = [];
    if (!isSame(one.before, old.before))
      differences.push(md`${old.label} is now ${value(one.before)}; it was ${value(old.before)}.`);
    if (!isSame(one.after, old.after))
      differences.push(md`${old.label} would become ${value(one.after)} instead of ${value(old.after)}.`);
    return differences;
  });
  const added = [...after.values()]
    .filter((one) => !before.has(inEnglish(one.label)))
    .map((one) => md`${one.label}: ${value(one.before)} would become ${value(one.after)}.`);
  return [...known, ...added];
}

function byLabel(changes: readonly Change[]): Map<string, Change> {
  return new Map(changes.filter((one) => !one.informational).map((one) => [inEnglish(one.label), one]));
}
