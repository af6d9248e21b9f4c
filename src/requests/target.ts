import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../commands/plan.ts';
import type { Account } from '../identity/account.ts';
import { Refusal } from '../identity/refusal.ts';
import { code, type Mrkdwn, md } from '../views/mrkdwn.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { changeCommandOf, type Parts } from './parts.ts';
import { planOf } from './plan-of.ts';
import type { Request } from './request.ts';

/** The account is no longer as it was when somebody looked at the plan. */
export interface Changed {
  readonly plan: NonNullable<Request['plan']>;
  /** A sentence for each difference. */
  readonly differences: readonly Mrkdwn[];
}

/**
 * Reads in Zoom whether what a request would change is still as the people saw it.
 *
 * @param known the account that changes, where it was read this very moment
 * @param reader who reads a refusal: "you" is the requester alone
 * @returns `null` when it is
 * @throws Refusal when the change no longer makes sense at all; ZoomError
 */
export async function readAgain(
  parts: Parts,
  request: Request,
  known?: Account,
  reader: 'requester' | 'approver' = 'requester',
): Promise<Changed | null> {
  const { plan } = request;
  if (!plan) throw new Error(`Request ${request.id} has no plan`);
  const command = changeCommandOf(parts, request.command);
  const created = command.subject === 'nobody';
  const subject =
    known ??
    (created ? plan.requester : await parts.identities.byZoomId(plan.subject.zoomId, plan.subject.slackId));
  if (!subject) throw gone(plan.subject.name);
  const now = await planOf(parts, request, command, {
    requester: plan.own || created ? subject : plan.requester,
    subject,
    own: (plan.own || created) && reader === 'requester',
  });
  const account =
    plan.subject.email === now.subject.email
      ? []
      : [md`The account is now ${code(now.subject.email)}; it was ${code(plan.subject.email)}.`];
  const differences = [...account, ...differencesBetween(plan.changes, now.changes)];
  return differences.length === 0 ? null : { plan: { ...now, own: plan.own }, differences };
}

/** A click is acknowledged when the decision is stored, within Slack's three seconds: there is no more time to look. */
const LOOK_TIME = 1_000;

/**
 * The same for somebody who is about to approve. What Zoom cannot tell just now is no reason to stop them: it is read
 * once more before the change is made.
 *
 * @throws Refusal when the change no longer makes sense
 */
export async function lookAgain(parts: Parts, request: Request): Promise<Changed | null> {
  const enough = new AbortController();
  const late = sleep(LOOK_TIME, null, { signal: enough.signal }).catch(() => null);
  try {
    return await Promise.race([readAgain(parts, request, undefined, 'approver'), late]);
  } catch (error) {
    if (error instanceof ZoomError) return null;
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal('decision', {
      says: md`This can no longer be done as it was asked: ${error.problem.says}`,
      next: md`Nothing was changed. Deny it, so that ${request.plan?.requester.name ?? 'the requester'} knows.`,
    });
  } finally {
    enough.abort();
  }
}

function differencesBetween(then: readonly Change[], now: readonly Change[]): Mrkdwn[] {
  const counted = (list: readonly Change[]) => list.filter((one) => !one.informational);
  const before = new Map(counted(then).map((one) => [one.label, one]));
  const after = new Map(counted(now).map((one) => [one.label, one]));
  const known = [...before.values()].flatMap((old) => {
    const one = after.get(old.label);
    if (!one) return [md`${old.label}: there is nothing to change any more.`];
    return [
      ...(one.before === old.before
        ? []
        : [md`${old.label} is now ${code(one.before)}; it was ${code(old.before)}.`]),
      ...(one.after === old.after
        ? []
        : [md`${old.label} would become ${code(one.after)} instead of ${code(old.after)}.`]),
    ];
  });
  const added = [...after.values()].filter((one) => !before.has(one.label));
  return [
    ...known,
    ...added.map((one) => md`${one.label}: ${code(one.before)} would become ${code(one.after)}.`),
  ];
}

function gone(name: string): Refusal {
  return new Refusal('policy', {
    says: md`The Zoom account of *${name}* is gone since this was asked.`,
    next: md`Nothing was changed.`,
  });
}
