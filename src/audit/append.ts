import { sql, type Transaction } from 'kysely';
import { cleanText } from '../clean-text.ts';
import { decodeEntities } from '../commands/parse/token.ts';
import type { Change, Plan } from '../commands/plan.ts';
import { english, inLanguage } from '../languages/language.ts';
import { wordsOf } from '../languages/text.ts';
import type { Request } from '../requests/request.ts';
import { lock } from '../store/locks.ts';
import type { Store } from '../store/open.ts';
import type { State, Tables } from '../store/schema.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import {
  type AuditAccount,
  type AuditEvent,
  BOT_ACTOR,
  FIRST_PREVIOUS_HASH,
  hashOf,
  subjectOf,
} from './entry.ts';
import { entryStatement, headStatement } from './keys.ts';

/** A change of a request's state, as far as the log records it. */
interface StateChange {
  readonly from: State;
  readonly to: State;
  readonly decision?: {
    readonly by: string;
    readonly verdict: 'approve' | 'deny';
    readonly reason: string | null;
    readonly inPlaceOf?: { readonly slackId: string } | null;
  };
  /** The account had changed in Zoom, so earlier approvals no longer count. */
  readonly askedAnew?: boolean;
}

/** What is written to the log; the rest of an entry follows from it. */
export interface NewEntry {
  /** Milliseconds since 1970, by the database's clock. */
  readonly at: number;
  readonly requestId: string;
  readonly event: AuditEvent;
  readonly actor: string;
  readonly requester: string;
  readonly command: string;
  /** `null`: it concerns no single account. */
  readonly account: AuditAccount | null;
  readonly changes: readonly Change[];
  readonly detail: string;
}

type AuditStore = Pick<Store, 'kind' | 'auditKeys'>;

/**
 * Appends an entry for a change of state, in the same transaction: no decision and no change is stored without its
 * entry. Intermediate states are not recorded.
 */
export async function appendAudit(
  store: AuditStore,
  trx: Transaction<Tables>,
  request: Request,
  change: StateChange,
): Promise<void> {
  const event = eventOf(change, request);
  if (!event) return;
  const { plan } = request;
  const changes = plan?.changes ?? [];
  await appendEntry(store, trx, {
    at: request.updatedAt,
    requestId: request.id,
    event,
    actor: actorOf(event, request, change),
    requester: request.requesterSlackId,
    command: request.command,
    account: plan?.subject ?? null,
    // What an account holds beside the change is kept sealed, and not for ever.
    changes: event === 'looked-at' ? [] : changes.filter((one) => !one.held),
    detail: inLanguage(english, () => detailOf(event, request, change)),
  });
}

/**
 * Appends any entry: chained to the one before it, and signed. The signed head moves on only if it belongs to the entry
 * before: where somebody has cut the end off, it stays, and verification finds the difference.
 */
export async function appendEntry(
  { kind, auditKeys }: AuditStore,
  trx: Transaction<Tables>,
  entry: NewEntry,
): Promise<void> {
  const { at, account } = entry;
  const texts = await asStored(trx, {
    request_id: entry.requestId,
    event: entry.event,
    actor: entry.actor,
    requester: entry.requester,
    command: entry.command,
    subject: account ? subjectOf(account) : '',
    account_name: account?.name ?? '',
    account_email: account?.email ?? '',
    account_zoom_id: account?.zoomId ?? '',
    changes_json: inLanguage(english, () => JSON.stringify(entry.changes.map(inWords))),
    detail: entry.detail,
  });
  await lock(kind, trx, 'audit log');
  const last = (await trx
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? { seq: 0, hash: FIRST_PREVIOUS_HASH };
  const row = { ...texts, at, seq: last.seq + 1, prev_hash: last.hash };
  const hash = hashOf(row);
  await trx
    .insertInto('audit')
    .values({ ...row, hash, mac: auditKeys.sign(entryStatement(hash)), erased_mac: null })
    .execute();
  await trx
    .updateTable('audit_head')
    .set({ seq: row.seq, mac: auditKeys.sign(headStatement({ seq: row.seq, hash })) })
    .where('seq', '=', last.seq)
    .where('mac', 'in', auditKeys.signatures(headStatement(last)))
    .execute();
}

/** A change as the log has it: whatever the language of people and channels, in English. */
function inWords({ label, before, after, ...rest }: Change) {
  return { label: wordsOf(label), before: wordsOf(before), after: wordsOf(after), ...rest };
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

/** How a preview ends without a request. What it showed of somebody else's account was read nevertheless. */
const notSent: readonly State[] = ['cancelled', 'expired', 'refused'];

function isOfSomebodyElse(plan: Plan | null): boolean {
  return plan !== null && plan.subject.zoomId !== plan.requester.zoomId;
}

function eventOf(
  { from, to, decision, askedAnew }: StateChange,
  { plan, progress }: Request,
): AuditEvent | null {
  if (decision)
    return decision.verdict === 'deny' ? 'denied' : progress.selfApproved ? 'approved-alone' : 'approved';
  if (askedAnew) return 'asked-anew';
  if (from === 'drafted' && to === 'pending') return 'sent';
  if (from === 'drafted' && notSent.includes(to)) return isOfSomebodyElse(plan) ? 'looked-at' : null;
  const waited = from === 'pending' || from === 'waiting';
  if (waited && to === 'cancelled') return progress.removed ? 'removed' : 'withdrawn';
  if (waited && to === 'expired') return 'expired';
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
  if (event === 'withdrawn' || event === 'removed') return request.progress.by ?? request.requesterSlackId;
  if (event === 'undone' && request.progress.replacedBy) return request.progress.replacedBy;
  if (event === 'failed' && request.progress.stoppedBy) return request.progress.stoppedBy;
  return request.requesterSlackId;
}

function detailOf(event: AuditEvent, request: Request, { decision }: StateChange): string {
  if (decision) {
    const { inPlaceOf } = decision;
    const reason = decision.reason ?? '';
    if (inPlaceOf) return [`In place of ${inPlaceOf.slackId}`, reason].filter(Boolean).join(': ');
    // Nobody writes in a reason that they decided in somebody's place.
    return /^in place of/i.test(reason) ? `Reason: ${reason}` : reason;
  }
  if (event === 'sent') return request.plan?.reason ?? '';
  if (event === 'looked-at') return 'preview, not sent';
  const { problem, changed, removed } = request.progress;
  if (event === 'removed') return removed?.reason ?? '';
  if (event === 'asked-anew') return (changed ?? []).map(plain).join(' ');
  if (event !== 'failed' || !problem) return '';
  return [plain(problem.says), problem.reference ?? ''].filter(Boolean).join(' ');
}

/** The text without mrkdwn: it is escaped again when it is shown. */
function plain({ source }: Mrkdwn): string {
  return decodeEntities(source.replace(/[*`]/g, ''));
}
