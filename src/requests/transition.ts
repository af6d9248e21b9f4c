import { sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Plan } from '../commands/plan.ts';
import type { Rule } from '../policy/policy.ts';
import type { Store } from '../store/open.ts';
import type { NotificationKind, State } from '../store/schema.ts';
import { newRequestId } from './ids.ts';
import { fromRow, type Progress, type ReplyTo, type Request } from './request.ts';

/** Where a request may go from where it is. Staying (`pending → pending`) counts an approval or renews a lease. */
const ways: Readonly<Record<State, readonly State[]>> = {
  received: ['received', 'drafted', 'approved', 'running', 'refused', 'failed'],
  drafted: ['pending', 'approved', 'cancelled', 'expired', 'refused'],
  pending: ['pending', 'approved', 'denied', 'cancelled', 'expired'],
  approved: ['approved', 'running', 'failed'],
  running: ['running', 'done', 'failed', 'unknown', 'approved'],
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

/** What changes beside the state. `dueIn`: when the clock looks at it again, in milliseconds; `null`: never. */
export interface Step {
  readonly plan?: Plan;
  readonly rule?: Rule;
  readonly progress?: Progress;
  readonly replyTo?: ReplyTo;
  readonly expiresIn?: number;
  readonly attempts?: number;
  readonly dueIn: number | null;
  /** This process goes on with it until it is due. */
  readonly owner?: string | null;
  /** Counts only when nobody has let it expire: the database's clock decides. */
  readonly unlessExpired?: boolean;
  /** What approvers have said so far no longer counts; the audit log keeps it. */
  readonly forgetDecisions?: true;
  readonly notify?: readonly NotificationKind[];
  /** Written in the same transaction: one approver's word. */
  readonly decision?: {
    readonly by: string;
    readonly verdict: 'approve' | 'deny';
    readonly reason: string | null;
  };
}

export interface Notification {
  readonly id: string;
  readonly requestId: string;
  readonly kind: NotificationKind;
  /** What it tells: the request may have gone on when its turn comes. */
  readonly state: State | null;
}

/** A notice is delivered by the process that wrote it; another one takes it over after this time. */
export const NOTIFICATION_LEASE = 30_000;

/**
 * Changes the state of a request: the only place that does. It is one conditional update on id, state and version,
 * so of several that try, one wins; what has to be told is written in the same transaction.
 *
 * @returns the request as it is now with the notices to deliver, or `null` when somebody else was first
 */
export async function transition(
  store: Store,
  from: Pick<Request, 'id' | 'state' | 'version'>,
  to: State,
  step: Step,
): Promise<{ request: Request; notices: Notification[] } | null> {
  const { db, now, seal } = store;
  if (!ways[from.state].includes(to)) throw new Error(`A request cannot go from ${from.state} to ${to}`);
  const later = (ms: number) => sql<number>`${now} + ${sql.lit(Math.round(ms))}`;
  return db.transaction().execute(async (trx) => {
    let update = trx
      .updateTable('requests')
      .set({
        state: to,
        version: from.version + 1,
        updated_at: now,
        due_at: step.dueIn === null ? null : later(step.dueIn),
        lease_owner: step.owner ?? null,
        ...(step.plan ? { plan_json: JSON.stringify(step.plan) } : {}),
        ...(step.rule ? { rule_json: JSON.stringify(step.rule) } : {}),
        ...(step.progress ? { progress_json: JSON.stringify(step.progress) } : {}),
        ...(step.replyTo ? { reply_to: seal.close(JSON.stringify(step.replyTo)) } : {}),
        ...(step.expiresIn === undefined ? {} : { expires_at: later(step.expiresIn) }),
        ...(step.attempts === undefined ? {} : { attempts: step.attempts }),
      })
      .where('id', '=', from.id)
      .where('state', '=', from.state)
      .where('version', '=', from.version);
    if (step.unlessExpired)
      update = update.where((w) => w.or([w('expires_at', 'is', null), w('expires_at', '>', now)]));
    const row = await update.returningAll().executeTakeFirst();
    if (!row) return null;
    const request = fromRow(row, seal);
    await appendAudit(store, trx, request, {
      from: from.state,
      to,
      ...(step.decision ? { decision: step.decision } : {}),
      ...(step.forgetDecisions ? { askedAnew: true } : {}),
    });

    if (step.forgetDecisions) await trx.deleteFrom('decisions').where('request_id', '=', from.id).execute();
    if (step.decision) {
      await trx
        .insertInto('decisions')
        .values({
          request_id: from.id,
          approver_slack_id: step.decision.by,
          verdict: step.decision.verdict,
          reason: step.decision.reason,
          decided_at: now,
        })
        .execute();
    }
    const notices = (step.notify ?? []).map((kind) => ({
      id: newRequestId(),
      requestId: from.id,
      kind,
      state: to,
    }));
    if (notices.length > 0) {
      await trx
        .insertInto('notifications')
        .values(
          notices.map(({ id, kind }) => ({
            id,
            request_id: from.id,
            kind,
            state: to,
            at: now,
            due_at: later(NOTIFICATION_LEASE),
            attempts: 0,
          })),
        )
        .execute();
    }
    return { request, notices };
  });
}
