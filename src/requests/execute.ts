import type { Job } from '../commands/context.ts';
import type { Account } from '../identity/account.ts';
import { Refusal } from '../identity/refusal.ts';
import { bold, join, md } from '../views/mrkdwn.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { accessFor, isAdmin } from './access.ts';
import { countApprovals } from './approvals.ts';
import { changeCommandOf, type Parts } from './parts.ts';
import type { Request } from './request.ts';
import { readAgain } from './target.ts';

/** How an attempt ended: Zoom confirmed it, or nobody knows yet. A refusal or a plain failure is thrown. */
export type Attempt = 'done' | 'unknown';

const TOTAL_TIME = 45_000;

export function jobOf(parts: Parts, request: Request): Job {
  if (!request.plan) throw new Error(`Request ${request.id} has no plan`);
  return {
    plan: request.plan,
    zoom: parts.zoom,
    files: parts.files,
    links: parts.links,
    secrets: parts.secretStore.look(request.id) ?? {},
    signal: AbortSignal.timeout(TOTAL_TIME),
  };
}

/**
 * Looks once more, right before the change, whether it may happen: the people, the policy and the approvals as they
 * are now, not as they were when it was asked.
 *
 * @throws Refusal
 */
export async function checkAgain(parts: Parts, request: Request): Promise<void> {
  const command = changeCommandOf(parts, request.command);
  const { plan } = jobOf(parts, request);
  const { account } = await parts.identities.identify(request.requesterSlackId, true);
  if (account.zoomId !== plan.requester.zoomId) {
    throw new Refusal('policy', {
      says: md`Your Slack user now belongs to another Zoom account than when you asked.`,
      next: md`Please ask again, so that the right account is changed.`,
    });
  }
  const created = command.subject === 'nobody';
  const subject =
    plan.own || created
      ? account
      : await parts.identities.byZoomId(plan.subject.zoomId, plan.subject.slackId);
  if (!subject) {
    throw new Refusal('policy', {
      says: md`The Zoom account of ${bold(plan.subject.name)} is gone since you asked.`,
      next: md`Nothing was changed.`,
    });
  }
  const admin = isAdmin(parts.policy, request.requesterSlackId);
  const access = accessFor(parts.policy, command, { isAdmin: admin, forOther: !plan.own && !created });
  if (access === 'approval') await checkApprovals(parts, request);
  // What was tried before may be there in part: then it is finished, not looked at anew.
  if (!request.progress.tried) await checkTarget(parts, request, subject);
}

async function checkTarget(parts: Parts, request: Request, subject: Account): Promise<void> {
  // Without the secret that was typed nothing can be compared; the command itself says that it is lost.
  if (request.progress.secret && !parts.secretStore.look(request.id)) return;
  const changed = await readAgain(parts, request, subject);
  if (!changed) return;
  throw new Refusal('policy', {
    says: md`The account has changed since you saw what would happen.\n${join(changed.differences, '\n')}`,
    next: md`Nothing was done. Please ask again if it is still right.`,
    buttons: [{ label: 'Ask again', action: 'form:again', value: request.id, style: 'primary' }],
  });
}

async function checkApprovals(parts: Parts, request: Request): Promise<void> {
  // Those of `escalate_to` count here even where the request was never escalated.
  const { enough } = await countApprovals(parts, request, await parts.requests.decisions(request.id), true);
  if (enough) return;
  throw new Refusal('policy', {
    says: md`The approval no longer counts: the rules or the approvers have changed since it was given.`,
    next: md`Please ask again.`,
  });
}

/**
 * Makes the change once. What may have happened without an answer is `unknown`; it is settled by reading, never by
 * doing it again.
 *
 * @throws ZoomError when Zoom surely did not do it
 */
export async function attempt(parts: Parts, request: Request): Promise<Attempt> {
  const command = changeCommandOf(parts, request.command);
  const job = jobOf(parts, request);
  const required = command.fields.some((field) => field.kind === 'secret' && !field.optional);
  if (required && !parts.secretStore.look(request.id)) {
    throw new Refusal('input', {
      says: md`I no longer have what you typed: secrets are never stored, and I was restarted in between.`,
      next: md`Nothing was changed. Please do it once more.`,
      buttons: [{ label: command.title, action: `command:${command.name}`, style: 'primary' }],
    });
  }
  try {
    await command.run(job);
    return 'done';
  } catch (error) {
    if (!(error instanceof ZoomError) || error.effect !== 'unknown') throw error;
    parts.logger.warn(
      { request: request.id, operation: error.operation, reason: error.reason },
      'effect unknown',
    );
    if (command.unverifiable) return 'unknown';
    return (await verify(parts, request)) === true ? 'done' : 'unknown';
  }
}

/** Reads in Zoom whether the change is there: `false` is "not there", `null` "could not be read". */
export function verify(parts: Parts, request: Request): Promise<boolean | null> {
  return look(parts, request, changeCommandOf(parts, request.command).verify);
}

/** Reads in Zoom whether all of the change is taken back: `null` is "could not be read". */
export function takenBack(parts: Parts, request: Request): Promise<boolean | null> {
  const { undone, verify } = changeCommandOf(parts, request.command);
  return look(parts, request, undone ?? (async (job) => !(await verify(job))));
}

async function look(
  parts: Parts,
  request: Request,
  read: (job: Job) => Promise<boolean>,
): Promise<boolean | null> {
  try {
    return await read(jobOf(parts, request));
  } catch (error) {
    parts.logger.warn({ err: error, request: request.id }, 'could not read whether the change happened');
    return null;
  }
}
