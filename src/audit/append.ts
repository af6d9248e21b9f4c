import { sql, type Transaction } from 'kysely';
import { decodeEntities } from '../commands/parse/token.ts';
import type { Request } from '../requests/request.ts';
import type { Store } from '../store/open.ts';
import type { State, Tables } from '../store/schema.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import { type AuditEvent, BEGINNING, DESK, hashOf } from './entry.ts';

/** One lock for all who append: the chain has one end. Any number will do, if nobody else takes it. */
const LOCK = 730_114;

/** What of a change of state is written down. */
export interface Happening {
  readonly from: State;
  readonly to: State;
  readonly decision?: {
    readonly by: string;
    readonly verdict: 'approve' | 'deny';
    readonly reason: string | null;
  };
  /** The account had changed: earlier approvals no longer count. */
  readonly askedAnew?: boolean;
}

/**
 * Appends to the audit log, in the transaction of the change of state itself: there is no decision and no change
 * without its entry. What is only a step on the way is not written.
 */
export async function appendAudit(
  { kind }: Pick<Store, 'kind'>,
  trx: Transaction<Tables>,
  request: Request,
  happening: Happening,
): Promise<void> {
  const event = eventOf(happening, request);
  if (!event) return;
  if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
  const last = await trx
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { plan } = request;
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: request.updatedAt,
    request_id: request.id,
    event,
    actor: actorOf(event, request, happening),
    requester: request.requesterSlackId,
    command: request.command,
    subject: plan ? `${plan.subject.name} <${plan.subject.email}> ${plan.subject.zoomId}` : '',
    changes_json: JSON.stringify(plan?.changes ?? []),
    detail: detailOf(event, request, happening),
    prev_hash: last?.hash ?? BEGINNING,
  };
  await trx
    .insertInto('audit')
    .values({ ...row, hash: hashOf(row) })
    .execute();
}

function eventOf({ from, to, decision, askedAnew }: Happening, { progress }: Request): AuditEvent | null {
  if (decision)
    return decision.verdict === 'deny' ? 'denied' : progress.selfApproved ? 'approved-alone' : 'approved';
  if (askedAnew) return 'asked-anew';
  if (from === 'drafted' && to === 'pending') return 'sent';
  if (from === 'pending' && to === 'cancelled') return 'withdrawn';
  if (from === 'pending' && to === 'expired') return 'expired';
  if (from !== 'done' && from !== 'undoing' && to === 'done') return 'done';
  if (from === 'running' && to === 'unknown') return 'unconfirmed';
  if (to === 'failed' || to === 'undone') return to;
  return null;
}

function actorOf(event: AuditEvent, request: Request, { decision }: Happening): string {
  if (decision) return decision.by;
  if (
    ['expired', 'unconfirmed', 'asked-anew'].includes(event) ||
    (event === 'undone' && request.progress.ended)
  )
    return DESK;
  return request.requesterSlackId;
}

function detailOf(event: AuditEvent, request: Request, { decision }: Happening): string {
  if (decision) return decision.reason ?? '';
  if (event === 'sent') return request.plan?.reason ?? '';
  const { problem, changed } = request.progress;
  if (event === 'asked-anew') return (changed ?? []).map(plain).join(' ');
  if (event !== 'failed' || !problem) return '';
  return [plain(problem.says), problem.reference ?? ''].filter(Boolean).join(' ');
}

/** Plain text: it is escaped again wherever it is shown. */
function plain({ source }: Mrkdwn): string {
  return decodeEntities(source.replace(/[*`]/g, ''));
}
