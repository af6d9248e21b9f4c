import { type Kysely, sql, type Transaction } from 'kysely';
import { durationWords } from '../commands/parse/duration.ts';
import type { Plan } from '../commands/plan.ts';
import { Refusal } from '../identity/refusal.ts';
import { type Text, text } from '../languages/text.ts';
import type { Rule } from '../policy/policy.ts';
import { lockPerson } from '../store/locks.ts';
import type { Store } from '../store/open.ts';
import type { State, Tables } from '../store/schema.ts';
import { fromNow } from '../store/time.ts';
import { someOf } from '../views/confirmation.ts';
import { code, type Mrkdwn, md, moment } from '../views/mrkdwn.ts';
import type { Request } from './request.ts';

/** How many requests of one person may wait for a decision at a time. */
export const MAX_OPEN = 20;
/** How many a person may withdraw within an hour: each has called the approvers. Those made in one go count once. */
export const MAX_WITHDRAWN = 10;
const HOUR = 3_600_000;
/** How far back the same requests are counted, in milliseconds. */
const LATELY = 30 * 86_400_000;

/** Where a request begins to count: it is sent, or done at once. */
const before: readonly State[] = ['received', 'drafted'];
const after: readonly State[] = ['pending', 'approved', 'running'];
/** Requests that came to nothing, or that nobody but the bot has seen: they do not count towards a quota. */
const uncounted: readonly State[] = [...before, 'refused', 'denied', 'cancelled', 'expired', 'failed'];

type Asked = Pick<Request, 'id' | 'requesterSlackId' | 'command'>;
/** The store itself, or a transaction of it. */
interface Reading {
  readonly db: Kysely<Tables>;
  readonly now: Store['now'];
}

/**
 * Checks every limit of the person once more when a request begins to count, in the transaction of that transition. One
 * at a time for each person: of several at once, only as many get through as are allowed.
 *
 * @param request as it is stored by this transaction
 * @throws Refusal, which has to roll the transaction back
 */
export async function requireLimits(
  { kind, now }: Pick<Store, 'kind' | 'now'>,
  trx: Transaction<Tables>,
  from: State,
  request: Request,
): Promise<void> {
  if (!before.includes(from) || !after.includes(request.state)) return;
  const { requesterSlackId, rule, plan, state } = request;
  await lockPerson(kind, trx, requesterSlackId);
  await requireQuota({ db: trx, now }, request, rule?.quota ?? null);
  if (state === 'pending' && plan) await requireRoom({ db: trx, now }, request, plan);
}

/**
 * Whether the person may use this command once more. Previews do not count until they are confirmed.
 *
 * @param what what they may do so often: "request a licence"
 * @throws Refusal when the quota is used up
 */
export async function requireQuota(
  { db, now }: Reading,
  { id, requesterSlackId, command }: Asked,
  quota: Rule['quota'],
  what: Mrkdwn = md`use ${code(command)}`,
): Promise<void> {
  if (!quota) return;
  const used = await db
    .selectFrom('requests')
    .select('created_at')
    .where('requester_slack_id', '=', requesterSlackId)
    .where('command', '=', command)
    .where('state', 'not in', uncounted)
    .where('created_at', '>', fromNow(now, -quota.per))
    .where('id', '!=', id)
    .orderBy('created_at', 'desc')
    .limit(quota.times)
    .execute();
  const oldest = used.at(quota.times - 1);
  if (!oldest) return;
  const every = everyWords(quota.per);
  throw new Refusal('quota', {
    says:
      quota.times === 1
        ? md`You can ${what} once ${every}.`
        : quota.times === 2
          ? md`You can ${what} twice ${every}.`
          : md`You can ${what} ${quota.times} times ${every}.`,
    next: md`Next: ${moment(Number(oldest.created_at) + quota.per)}.`,
  });
}

function everyWords(ms: number): Text {
  const units = new Map([
    [60_000, text`every minute`],
    [3_600_000, text`every hour`],
    [86_400_000, text`every day`],
  ]);
  return units.get(ms) ?? text`every ${durationWords(ms)}`;
}

/** How often the person has sent the same within the last 30 days. */
export async function countOfLately(
  { db, now }: Pick<Store, 'db' | 'now'>,
  { id, requesterSlackId, command }: Asked,
): Promise<number> {
  const { n } = await db
    .selectFrom('requests')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('requester_slack_id', '=', requesterSlackId)
    .where('command', '=', command)
    .where('state', 'not in', [...before, 'refused', 'cancelled'])
    .where('created_at', '>', fromNow(now, -LATELY))
    .where('id', '!=', id)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/**
 * Whether the person may send one more request to the approvers: none of the same command for the same account waits
 * already, not too many in all, and not too many were withdrawn just now.
 *
 * @throws Refusal; where the same waits already, with the button that withdraws it
 */
export async function requireRoom(
  { db, now }: Reading,
  { id, requesterSlackId, command }: Asked,
  plan: Pick<Plan, 'subject'>,
): Promise<void> {
  const open = await db
    .selectFrom('requests')
    .select(['id', 'command', 'plan_json', 'progress_json', 'expires_at'])
    .where('requester_slack_id', '=', requesterSlackId)
    .where('state', '=', 'pending')
    .where('id', '!=', id)
    .execute();
  const same = open.find((one) => one.command === command && zoomIdIn(one.plan_json) === plan.subject.zoomId);
  if (same) throw alreadyAsked(same.id, waitingIn(same.progress_json), same.expires_at);
  if (open.length < MAX_OPEN) return requireFewWithdrawn({ db, now }, requesterSlackId);
  throw new Refusal('waits', {
    says: md`You have ${open.length} requests waiting for a decision, and more than that is too much for your approvers.`,
    next: md`Wait until some are decided, or withdraw what you no longer need.`,
    buttons: [{ label: text`My requests`, action: 'command:my-requests' }],
  });
}

async function requireFewWithdrawn({ db, now }: Reading, slackId: string): Promise<void> {
  const { n } = await db
    .selectFrom('requests')
    .select(sql<number>`count(distinct coalesce(batch, id))`.as('n'))
    .where('requester_slack_id', '=', slackId)
    .where('state', '=', 'cancelled')
    // A preview that was not sent never had a time at which it expires.
    .where('expires_at', 'is not', null)
    .where('updated_at', '>', fromNow(now, -HOUR))
    .executeTakeFirstOrThrow();
  if (Number(n) < MAX_WITHDRAWN) return;
  throw new Refusal('waits', {
    says: md`You have withdrawn ${Number(n)} requests within an hour, and each of them called your approvers.`,
    next: md`Please wait a while before you send the next one.`,
  });
}

/** A secret is kept in memory only, and for a short time. */
export function secretCannotWait(): Refusal {
  return new Refusal('policy', {
    says: md`This would need an approval, and a password or key can’t wait for one: I never store it.`,
    next: md`Nothing was changed. Everybody sets their own.`,
  });
}

/** The same waits already: since when, for whom, until when, and the way to it and back. */
function alreadyAsked(
  requestId: string,
  { asked, sentAt }: { readonly asked: readonly string[]; readonly sentAt: number | null },
  expiresAt: number | null,
): Refusal {
  const asks = someOf(asked, 'or');
  const sent = sentAt === null ? null : moment(sentAt);
  const expires = expiresAt === null ? null : moment(Number(expiresAt));
  const says =
    sent && expires
      ? md`You already asked; it’s waiting for ${asks} (sent ${sent}, expires ${expires}).`
      : sent
        ? md`You already asked; it’s waiting for ${asks} (sent ${sent}).`
        : expires
          ? md`You already asked; it’s waiting for ${asks} (expires ${expires}).`
          : md`You already asked; it’s waiting for ${asks}.`;
  return new Refusal('waits', {
    says,
    next: md`To ask for something else, withdraw it first.`,
    buttons: [
      { label: text`Withdraw it`, action: 'request:cancel', value: requestId },
      { label: text`Show my requests`, action: 'command:my-requests' },
    ],
  });
}

/** The Zoom id of the account in a stored plan; what cannot be read is no account. */
function zoomIdIn(planJson: string | null): string | undefined {
  const plan = readJson(planJson) as { subject?: { zoomId?: string } } | null;
  return plan?.subject?.zoomId;
}

function waitingIn(progressJson: string | null): { asked: readonly string[]; sentAt: number | null } {
  const progress = readJson(progressJson) as { asked?: readonly string[]; sentAt?: number } | null;
  return { asked: progress?.asked ?? [], sentAt: progress?.sentAt ?? null };
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
