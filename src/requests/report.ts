import { appendEntry } from '../audit/append.ts';
import { accountIn } from '../audit/entry.ts';
import type { Directory } from '../identity/directory.ts';
import { Refusal } from '../identity/refusal.ts';
import type { Actor } from '../identity/who-acts.ts';
import { type Notification, writeNotifications } from '../notifications/notification.ts';
import { type SendDeps, sendReportNow } from '../notifications/send.ts';
import type { State } from '../store/schema.ts';
import { md } from '../views/mrkdwn.ts';
import { closed } from './decide.ts';
import type { Request } from './request.ts';
import type { RequestStore } from './request-store.ts';
import { type SubjectNotice, subjectNoticesOf } from './subject-notices.ts';
import type { StateChange, Transition } from './transition.ts';

export interface ReportDeps extends SendDeps {
  readonly requests: RequestStore;
  readonly directory: Directory;
  readonly transition: Transition;
  readonly homeTeamId: string;
  /** Delivers notifications that were just written. */
  readonly deliverSoon: (written: readonly Notification[]) => void;
}

/** What came of a report. */
export interface Reported {
  /** It is their own account, so what was open for it is stopped. */
  readonly owner: boolean;
  /** How many requests were stopped. */
  readonly stopped: number;
}

const TRIES = 5;

/**
 * Somebody who was told of a change says that it was not theirs. Admins are alarmed, it stands in the audit log, and
 * requests that are still open for the account are stopped.
 *
 * @throws Refusal for everybody who was not told of it, and for a second report
 */
export async function report(deps: ReportDeps, requestId: string, actor: Actor): Promise<Reported> {
  const notice = await noticeFor(deps, requestId, actor);
  const owner = notice.role === 'owner';
  const saved = await saveReport(deps, notice, actor);
  if (saved?.notification) deps.deliverSoon([saved.notification]);
  else if (saved) await tellNow(deps, notice);
  // Also after an earlier report: the process may have ended before everything was stopped.
  const stopped = owner ? await stopOpenRequests(deps, notice.zoom_id, actor) : 0;
  if (!saved) throw closed(md`You’ve already reported this, and your Zoom admins were told.`);
  return { owner, stopped };
}

/** @throws Refusal unless this person was told of it and is still a member of the workspace */
async function noticeFor(
  { store, directory, homeTeamId }: ReportDeps,
  requestId: string,
  actor: Actor,
): Promise<SubjectNotice> {
  const notices = await subjectNoticesOf(store, requestId);
  const notice = notices.find((one) => one.slack_id === actor.slackId);
  const member =
    notice && actor.teamId === homeTeamId ? await directory.member(actor.slackId, true) : undefined;
  if (notice && member?.kind === 'member') return notice;
  throw new Refusal('decision', {
    says: md`Only the person whose account it is can report this change.`,
    next: md`If something looks wrong, tell your Zoom admins. Nothing was changed.`,
  });
}

/** @throws Refusal when nobody could be told: then it can be reported again */
async function tellNow(deps: ReportDeps, notice: SubjectNotice): Promise<void> {
  if (await sendReportNow(deps, notice.request_id)) return;
  await deps.store.db
    .updateTable('subject_notices')
    .set({ reported_at: null })
    .where('request_id', '=', notice.request_id)
    .where('slack_id', '=', notice.slack_id)
    .execute();
  throw new Refusal('busy', {
    says: md`I couldn’t tell your Zoom admins just now.`,
    next: md`Please press it again in a minute, or talk to them yourself.`,
  });
}

/**
 * @returns `null` when this person had reported it before; else the notification for the admins, where the outbox has a
 *   place for one: a query has no request
 */
async function saveReport(
  { store, requests }: ReportDeps,
  notice: SubjectNotice,
  actor: Actor,
): Promise<{ readonly notification: Notification | null } | null> {
  const { db, now } = store;
  const request = await requests.find(notice.request_id);
  const at = await requests.time();
  return db.transaction().execute(async (trx) => {
    const first = await trx
      .updateTable('subject_notices')
      .set({ reported_at: now })
      .where('request_id', '=', notice.request_id)
      .where('slack_id', '=', actor.slackId)
      .where('reported_at', 'is', null)
      .returning('request_id')
      .executeTakeFirst();
    if (!first) return null;
    await appendEntry(store, trx, {
      at,
      requestId: notice.request_id,
      event: 'reported',
      actor: actor.slackId,
      requester: request?.requesterSlackId ?? actor.slackId,
      command: notice.command,
      account: accountIn(notice.account),
      changes: (request?.plan?.changes ?? []).filter((one) => !one.held),
      detail: "This wasn't me",
    });
    if (!request) return { notification: null };
    const report = { requestId: request.id, kind: 'report' as const, state: null };
    const [notification = null] = await writeNotifications(trx, now, [report]);
    return { notification };
  });
}

/** Stops everything that waits for a confirmation, a decision or a further attempt. What Zoom is doing is not stopped. */
async function stopOpenRequests(deps: ReportDeps, zoomId: string, actor: Actor): Promise<number> {
  let stopped = 0;
  for (const open of await deps.requests.openFor(zoomId)) {
    if (await stop(deps, open, actor)) stopped += 1;
  }
  return stopped;
}

async function stop(deps: ReportDeps, open: Request, actor: Actor): Promise<boolean> {
  let request: Request | null = open;
  for (let i = 0; request && i < TRIES; i++) {
    const stopped = stoppedFrom(request, actor);
    if (!stopped) return false;
    if (await deps.transition(request, stopped.to, { dueIn: null, ...stopped.change })) return true;
    request = await deps.requests.find(open.id);
  }
  deps.logger.error({ request: open.id }, 'an open request of a reported account could not be stopped');
  return false;
}

/** How a request is stopped; `null`: it can no longer be. */
function stoppedFrom(
  request: Request,
  { slackId }: Actor,
): { readonly to: State; readonly change: Pick<StateChange, 'progress' | 'notify'> } | null {
  const progress = { ...request.progress, by: slackId, stoppedBy: slackId };
  switch (request.state) {
    case 'drafted':
      return { to: 'cancelled', change: { progress, notify: ['requester'] } };
    case 'pending':
    case 'waiting':
      return { to: 'cancelled', change: { progress, notify: ['requester', 'card'] } };
    case 'approved': {
      const failed = { ...progress, problem: stoppedProblem };
      return { to: 'failed', change: { progress: failed, notify: ['requester', 'card'] } };
    }
    default:
      return null;
  }
}

const stoppedProblem = {
  says: md`The owner of this account reported a change that was not theirs, so everything that was open for it is stopped.`,
  next: md`Nothing was changed. Ask again when it’s cleared up.`,
};
