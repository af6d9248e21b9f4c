import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Command } from '../commands/define-command.ts';
import type { Plan } from '../commands/plan.ts';
import { keepLink, type Links, type NewLink } from '../identity/links.ts';
import type { ReplyTo } from '../notifications/messenger.ts';
import { type Notification, writeNotifications } from '../notifications/notification.ts';
import type { Rule } from '../policy/policy.ts';
import type { Named } from '../stand-ins/stand-in.ts';
import type { Store } from '../store/open.ts';
import type { NotificationKind, State, Tables } from '../store/schema.ts';
import type { Seal } from '../store/seal.ts';
import { fromNow } from '../store/time.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { requireLimits } from './limits.ts';
import { LEASE, type Progress, type Request } from './request.ts';
import { fromRow, planColumn, progressColumn, sealReplyTo } from './stored-request.ts';
import { concernsSomebody } from './subject-notices.ts';
import { joinLine } from './waiting-list.ts';

/** Where a request may go from each state. Staying (`pending → pending`) counts an approval or renews a lease. */
export const allowedTransitions: Readonly<Record<State, readonly State[]>> = {
  received: ['received', 'drafted', 'approved', 'running', 'refused', 'failed'],
  drafted: ['pending', 'approved', 'cancelled', 'expired', 'refused'],
  pending: ['pending', 'approved', 'denied', 'cancelled', 'expired'],
  approved: ['approved', 'waiting', 'running', 'failed'],
  waiting: ['waiting', 'running', 'failed', 'cancelled', 'expired'],
  running: ['running', 'waiting', 'done', 'failed', 'unknown', 'approved'],
  unknown: ['unknown', 'done', 'failed', 'approved'],
  done: ['done', 'undoing', 'undone'],
  undoing: ['undoing', 'undone', 'done'],
  failed: [],
  refused: [],
  denied: [],
  cancelled: [],
  expired: [],
  undone: [],
};

/** States that are counted in the metrics: here a request ends, or its outcome is unknown. */
const counted: readonly State[] = [
  'done',
  'failed',
  'unknown',
  'refused',
  'denied',
  'cancelled',
  'expired',
  'undone',
];

/** What changes beside the state. What is left out stays as it is. */
export interface StateChange {
  /**
   * When the worker has to look at it again, in milliseconds from now; `null`: never by itself; `now`: this process goes
   * on with it at once and holds the lease meanwhile.
   */
  readonly dueIn: number | null | 'now';
  readonly plan?: Plan;
  readonly rule?: Rule;
  readonly progress?: Progress;
  readonly replyTo?: ReplyTo;
  /** Milliseconds from now. */
  readonly expiresIn?: number;
  readonly attempts?: number;
  /** Only when the request has not expired by the database's time. */
  readonly unlessExpired?: boolean;
  /** An approver's decision. */
  readonly decision?: {
    readonly by: string;
    /** Their Zoom account; `null`: none, or Zoom could not tell. */
    readonly zoomId?: string | null;
    /** The approver who is away and in whose place they decide; `null`: in their own right. */
    readonly inPlaceOf?: Named | null;
    readonly verdict: 'approve' | 'deny';
    readonly reason: string | null;
  };
  /** The account keeps its Slack user although its address has changed. */
  readonly keepLink?: Omit<NewLink, 'teamId'>;
  /** Earlier decisions no longer count; the audit log keeps them. */
  readonly forgetDecisions?: true;
  readonly notify?: readonly NotificationKind[];
}

/**
 * Changes the state of a request and sees to it that everybody concerned hears of it.
 *
 * @returns the request as it is now, or `null` when somebody else changed it first: nothing has changed then
 * @throws Refusal when it would begin to count and a limit of the requester is reached: nothing has changed then
 */
export type Transition = (request: Request, to: State, change: StateChange) => Promise<Request | null>;

interface TransitionDeps {
  readonly store: Store;
  readonly telemetry: Pick<Telemetry, 'command'>;
  /** This process's name on its leases. */
  readonly owner: string;
  readonly commands: readonly Command[];
  readonly links: Pick<Links, 'find'>;
}

/**
 * Makes the function that all of the workflow uses. Whatever carries a request out or undoes it, the people concerned are
 * told: their notification is added here.
 *
 * @param moved called after each transition is stored, with the notifications that were written with it
 */
export function createTransition(
  deps: TransitionDeps,
  moved: (request: Request, notifications: readonly Notification[]) => void,
): Transition {
  const { store, telemetry, owner } = deps;
  return async (request, to, change) => {
    const withProgress = { ...request, progress: change.progress ?? request.progress };
    const subject: NotificationKind[] = (await concernsSomebody(deps, withProgress, to)) ? ['subject'] : [];
    // A campaign tells people and admins in its own messages. Whom it could not ask is told of the change like anybody.
    const ofCampaign = request.input.campaignPerson !== undefined;
    const others = ofCampaign
      ? []
      : [...inBatch(request, to, change.notify ?? []), ...placeMessage(withProgress, to)];
    const notify = ofCampaign && request.plan?.subject.slackId ? [] : [...others, ...subject];
    const done = await transition(store, request, to, { ...change, notify }, owner);
    if (!done) return null;
    if (to !== request.state && counted.includes(to)) telemetry.command(request.command, to);
    moved(done.request, done.notifications);
    return done.request;
  };
}

/** The message that shows a place in line says how the waiting ended. */
function placeMessage({ progress, state, batch }: Request, to: State): NotificationKind[] {
  const hasEnded = to !== state && ['done', 'failed', 'cancelled', 'expired'].includes(to);
  return progress.waiting && hasEnded && state !== 'undoing' && batch === null ? ['place'] : [];
}

/** Of a batch the requester reads one message for all: it is told whenever one of them has moved on. */
function inBatch(
  { batch, state }: Request,
  to: State,
  notify: readonly NotificationKind[],
): readonly NotificationKind[] {
  if (batch === null) return notify;
  if (to === 'running' || to === 'undoing') return notify;
  // Nobody has answered the question: it says no more than before.
  if (to === 'expired' && state === 'drafted') return notify;
  const others = notify.filter((kind) => kind !== 'reply' && kind !== 'requester' && kind !== 'place');
  return state === to && others.length === notify.length ? others : [...others, 'batch'];
}

/**
 * Stores a new state: the only place that does. It is one conditional update on id, state and version, so of several
 * that try, one succeeds. Audit entry, decision and notifications are written in the same transaction.
 *
 * @param owner who holds the lease when the change is `dueIn: 'now'`
 * @throws Refusal when a limit of the requester is reached: nothing has changed then
 * @returns the request as it is now with the notifications to send, or `null` when somebody else changed it first
 */
export async function transition(
  store: Store,
  from: Pick<Request, 'id' | 'state' | 'version'>,
  to: State,
  change: StateChange,
  owner: string | null = null,
): Promise<{ request: Request; notifications: readonly Notification[] } | null> {
  const { db, now, seal } = store;
  if (!allowedTransitions[from.state].includes(to))
    throw new Error(`A request cannot go from ${from.state} to ${to}`);
  const { dueIn } = change;
  return db.transaction().execute(async (trx) => {
    let update = trx
      .updateTable('requests')
      .set({
        state: to,
        version: from.version + 1,
        updated_at: now,
        due_at: dueIn === null ? null : fromNow(now, dueIn === 'now' ? LEASE : dueIn),
        lease_owner: dueIn === 'now' ? owner : null,
        ...(change.plan ? planColumns(change.plan, seal) : {}),
        ...(change.rule ? { rule_json: JSON.stringify(change.rule) } : {}),
        ...(change.progress ? { progress_json: progressColumn(change.progress, seal) } : {}),
        ...(change.replyTo ? { reply_to: sealReplyTo(change.replyTo, seal) } : {}),
        ...(change.expiresIn === undefined ? {} : { expires_at: fromNow(now, change.expiresIn) }),
        ...(change.attempts === undefined ? {} : { attempts: change.attempts }),
      })
      .where('id', '=', from.id)
      .where('state', '=', from.state)
      .where('version', '=', from.version);
    if (change.unlessExpired)
      update = update.where((w) => w.or([w('expires_at', 'is', null), w('expires_at', '>', now)]));
    const row = await update.returningAll().executeTakeFirst();
    if (!row) return null;

    const request = fromRow(row, seal);
    await requireLimits(store, trx, from.state, request);
    if (to === 'approved' && request.plan?.takesSeat) await joinLine({ db: trx, now }, request.id);
    await appendAudit(store, trx, request, {
      from: from.state,
      to,
      ...(change.decision ? { decision: change.decision } : {}),
      ...(change.forgetDecisions ? { askedAnew: true } : {}),
    });
    if (change.forgetDecisions) await trx.deleteFrom('decisions').where('request_id', '=', from.id).execute();
    if (change.decision) {
      await trx
        .insertInto('decisions')
        .values({
          request_id: from.id,
          approver_slack_id: change.decision.by,
          approver_zoom_id: change.decision.zoomId ?? null,
          for_slack_id: change.decision.inPlaceOf?.slackId ?? null,
          verdict: change.decision.verdict,
          reason: change.decision.reason,
          decided_at: now,
        })
        .execute();
    }
    if (change.keepLink) await keepLink(trx, now, { teamId: request.teamId, ...change.keepLink });
    const kinds = [...(change.notify ?? []), ...(await closes(trx, from, to))];
    const told = kinds.map((kind) => ({ requestId: from.id, kind, state: to }));
    const notifications = await writeNotifications(trx, now, told);
    return { request, notifications };
  });
}

/** Messages of the request are there whose buttons may have to go. */
async function closes(
  trx: Kysely<Tables>,
  { id, state }: Pick<Request, 'id' | 'state'>,
  to: State,
): Promise<readonly NotificationKind[]> {
  if (state === to) return [];
  const one = await trx
    .selectFrom('posted_messages')
    .select('ts')
    .where('request_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  return one ? ['close'] : [];
}

function planColumns(plan: Plan, seal: Seal) {
  return {
    plan_json: planColumn(plan, seal),
    subject_zoom_id: plan.subject.zoomId,
    resource: plan.resource ?? null,
  };
}
