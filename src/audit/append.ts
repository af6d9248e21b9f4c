import { sql, type Transaction } from 'kysely';
import { cleanText } from '../clean-text.ts';
import { decodeEntities } from '../commands/parse/token.ts';
import type { Request } from '../requests/request.ts';
import type { Store } from '../store/open.ts';
import type { State, Tables } from '../store/schema.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import { type AuditEvent, type AuditRow, BOT_ACTOR, FIRST_PREVIOUS_HASH, hashOf } from './entry.ts';

/** Key of the advisory lock that appending takes, because entries are written one after another. */
const LOCK = 730_114;

/** A change of a request's state, as far as the log records it. */
interface StateChange {
  readonly from: State;
  readonly to: State;
  readonly decision?: {
    readonly by: string;
    readonly verdict: 'approve' | 'deny';
    readonly reason: string | null;
  };
  /** The account had changed in Zoom, so earlier approvals no longer count. */
  readonly askedAnew?: boolean;
}

/**
 * Appends an entry for a change of state, in the same transaction: no decision and no change is stored without its
 * entry. Intermediate states are not recorded.
 */
export async function appendAudit(
  store: Pick<Store, 'kind'>,
  trx: Transaction<Tables>,
  request: Request,
  change: StateChange,
): Promise<void> {
  const event = eventOf(change, request);
  if (!event) return;
  const { plan } = request;
  await appendEntry(store, trx, {
    at: request.updatedAt,
    request_id: request.id,
    event,
    actor: actorOf(event, request, change),
    requester: request.requesterSlackId,
    command: request.command,
    subject: plan ? `${plan.subject.name} <${plan.subject.email}> ${plan.subject.zoomId}` : '',
    // What an account holds beside the change is kept sealed, and not for ever.
    changes_json: JSON.stringify((plan?.changes ?? []).filter((one) => !one.held)),
    detail: detailOf(event, request, change),
  });
}

/** Appends any entry, chained to the one before it. */
export async function appendEntry(
  { kind }: Pick<Store, 'kind'>,
  trx: Transaction<Tables>,
  entry: Omit<AuditRow, 'seq' | 'event' | 'prev_hash' | 'hash'> & { readonly event: AuditEvent },
): Promise<void> {
  const { subject, changes_json, detail } = entry;
  const texts = await asStored(trx, { subject, changes_json, detail });
  if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
  const last = await trx
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const row = {
    ...entry,
    ...texts,
    seq: (last?.seq ?? 0) + 1,
    prev_hash: last?.hash ?? FIRST_PREVIOUS_HASH,
  };
  await trx
    .insertInto('audit')
    .values({ ...row, hash: hashOf(row) })
    .execute();
}

/**
 * Texts as the database will return them. An entry is hashed over these: one that comes back other than it was given
 * would break the chain for good.
 */
async function asStored<T extends Record<string, string>>(trx: Transaction<Tables>, texts: T): Promise<T> {
  const columns = Object.entries(texts).map(
    ([name, text]) => sql`cast(${cleanText(text)} as text) as ${sql.ref(name)}`,
  );
  const { rows } = await sql<T>`select ${sql.join(columns)}`.execute(trx);
  return { ...texts, ...rows[0] };
}

function eventOf({ from, to, decision, askedAnew }: StateChange, { progress }: Request): AuditEvent | null {
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

function actorOf(event: AuditEvent, request: Request, { decision }: StateChange): string {
  if (decision) return decision.by;
  if (
    ['expired', 'unconfirmed', 'asked-anew'].includes(event) ||
    (event === 'undone' && request.progress.ended)
  )
    return BOT_ACTOR;
  if (event === 'withdrawn') return request.progress.by ?? request.requesterSlackId;
  if (event === 'undone' && request.progress.replacedBy) return request.progress.replacedBy;
  return request.requesterSlackId;
}

function detailOf(event: AuditEvent, request: Request, { decision }: StateChange): string {
  if (decision) return decision.reason ?? '';
  if (event === 'sent') return request.plan?.reason ?? '';
  const { problem, changed } = request.progress;
  if (event === 'asked-anew') return (changed ?? []).map(plain).join(' ');
  if (event !== 'failed' || !problem) return '';
  return [plain(problem.says), problem.reference ?? ''].filter(Boolean).join(' ');
}

/** The text without mrkdwn: it is escaped again when it is shown. */
function plain({ source }: Mrkdwn): string {
  return decodeEntities(source.replace(/[*`]/g, ''));
}
