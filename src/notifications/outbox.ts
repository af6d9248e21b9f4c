import { type ExpressionBuilder, sql } from 'kysely';
import type { Logger } from '../log.ts';
import { NOTIFICATION_LEASE, type Notification } from '../requests/transition.ts';
import type { Store } from '../store/open.ts';
import type { NotificationKind, Tables } from '../store/schema.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Messenger } from './messenger.ts';

const MAX_ATTEMPTS = 10;
const FIRST_PAUSE = 2_000;
/** How soon a notice looks again whether an earlier one of its request has been told. */
const BEHIND = 1_000;

const toRequester: readonly NotificationKind[] = ['reply', 'requester'];

type Queued = ExpressionBuilder<Tables & { n: Tables['notifications'] }, 'n'>;

/**
 * The notices that are still to be told. A row is worked on by whoever set its `due_at` ahead, by one conditional
 * update; it is deleted once Slack has taken the message. A process that dies between the two leaves a message that is
 * told again: Slack has no way to send the same message twice safely.
 */
export function createOutbox(
  { db, now }: Store,
  logger: Logger,
  telemetry: Pick<Telemetry, 'noticeGivenUp'>,
  messenger: Pick<Messenger, 'failureOf'>,
) {
  const later = (ms: number) => sql<number>`${now} + ${sql.lit(Math.ceil(ms))}`;

  /** Not before an earlier notice of the same request that is being told or tried again. */
  const inOrder = ({ not, exists, selectFrom }: Queued) =>
    not(
      exists(
        selectFrom('notifications as earlier')
          .select('earlier.id')
          .whereRef('earlier.request_id', '=', 'n.request_id')
          .whereRef('earlier.queue', '=', 'n.queue')
          .whereRef('earlier.at', '<', 'n.at')
          .where('earlier.due_at', '>', now),
      ),
    );

  const waiting = (key: string) =>
    db
      .selectFrom('notifications as n')
      .select(['n.id', 'n.kind'])
      .where('n.queue', '=', key)
      .where('n.due_at', '<=', now)
      .where(inOrder)
      .orderBy('n.at')
      .orderBy('n.id');

  const leftBehind = db
    .selectFrom('notifications')
    .select('id')
    .where('queue', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at');

  /** What a person waits for goes before what a channel is told. */
  const rank = sql`case n.kind when 'alarm' then 0 when 'card' then 0 when 'reminder' then 2 when 'channel' then 3 else 1 end`;

  const claim = async (ids: readonly string[]): Promise<Notification[]> => {
    if (ids.length === 0) return [];
    const rows = await db
      .updateTable('notifications')
      .set({ due_at: later(NOTIFICATION_LEASE) })
      .where('id', 'in', ids)
      .where('due_at', '<=', now)
      .returning(['id', 'request_id', 'kind', 'state', 'at'])
      .execute();
    return rows
      .sort((a, b) => a.at - b.at)
      .map(({ id, request_id: requestId, kind, state }) => ({ id, requestId, kind, state }));
  };

  const remove = async (notices: readonly Pick<Notification, 'id'>[]): Promise<void> => {
    const ids = notices.map((one) => one.id);
    if (ids.length > 0) await db.deleteFrom('notifications').where('id', 'in', ids).execute();
  };

  return {
    remove,

    /** Makes notifications due at once, for another process to take over. */
    async release(ids: readonly string[]): Promise<void> {
      if (ids.length > 0)
        await db.updateTable('notifications').set({ due_at: now }).where('id', 'in', ids).execute();
    },

    /** Takes over notices that were left behind and wait for nobody's turn; each goes to one process. */
    async claimDue(limit: number): Promise<Notification[]> {
      const due = await leftBehind.where('kind', '!=', 'channel').limit(limit).execute();
      return claim(due.map((one) => one.id));
    },

    /** The same for what channels are told. */
    async claimDueNews(limit: number): Promise<Notification[]> {
      const due = await leftBehind.where('kind', '=', 'channel').limit(limit).execute();
      return claim(due.map((one) => one.id));
    },

    /** Lets a notice wait for the turn of `key`. */
    async enqueue({ id }: Notification, key: string): Promise<void> {
      await db.updateTable('notifications').set({ queue: key, due_at: now }).where('id', '=', id).execute();
    },

    /** Keys for which something waits and whose turn is free. */
    async ready(limit: number): Promise<string[]> {
      const rows = await db
        .selectFrom('notifications')
        .leftJoin('channel_slots', 'channel_slots.key', 'notifications.queue')
        .select('notifications.queue')
        .distinct()
        .where('notifications.due_at', '<=', now)
        .where('notifications.queue', 'is not', null)
        .where((w) => w.or([w('channel_slots.next_at', 'is', null), w('channel_slots.next_at', '<=', now)]))
        .limit(limit)
        .execute();
      return rows.flatMap(({ queue }) => queue ?? []);
    },

    async waits(key: string): Promise<boolean> {
      return (await waiting(key).limit(1).executeTakeFirst()) !== undefined;
    },

    /** The next message of a queue: one notice, or up to `most` that a channel is told together, the oldest first. */
    async next(key: string, most: number): Promise<Notification[]> {
      const first = await waiting(key)
        .clearOrderBy()
        .orderBy(rank)
        .orderBy('n.at')
        .orderBy('n.id')
        .limit(1)
        .executeTakeFirst();
      if (first?.kind !== 'channel') return claim(first ? [first.id] : []);
      const all = await waiting(key).where('n.kind', '=', 'channel').limit(most).execute();
      return claim(all.map((one) => one.id));
    },

    /** Lets a notice to the requester wait while an earlier one of the same request has not been told. */
    async staysBehind({ id, requestId, kind }: Notification): Promise<boolean> {
      if (!toRequester.includes(kind)) return false;
      const row = await db
        .updateTable('notifications')
        .set({ due_at: later(BEHIND) })
        .where('id', '=', id)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('notifications as earlier')
              .select('earlier.id')
              .where('earlier.request_id', '=', requestId)
              .where('earlier.kind', 'in', toRequester)
              .whereRef('earlier.at', '<', 'notifications.at'),
          ),
        )
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    /**
     * Slack did not take a message: it is tried again, longer and longer apart, and given up in the end. A 429 is no
     * failed attempt, as Slack itself says when to come back.
     */
    async postpone(notices: readonly Notification[], error: Error): Promise<void> {
      const ids = notices.map((one) => one.id);
      const { permanent, retryAfter: wait } = messenger.failureOf(error);
      const rows = await db
        .updateTable('notifications')
        .set(
          wait === null
            ? (e) => ({
                attempts: e('attempts', '+', 1),
                due_at: sql<number>`${now} + ${sql.lit(FIRST_PAUSE)} * (1 + attempts * attempts)`,
              })
            : { due_at: later(wait) },
        )
        .where('id', 'in', ids)
        .returning(['id', 'request_id', 'kind', 'attempts'])
        .execute();
      const lost = rows.filter((row) => permanent || row.attempts >= MAX_ATTEMPTS);
      for (const { request_id: request, kind, attempts } of lost) {
        const details = { err: error, request, kind, attempts };
        logger.error(details, 'a notice could not be delivered and is given up');
        telemetry.noticeGivenUp(kind);
      }
      if (lost.length < rows.length) {
        const details = { err: error, notices: rows.length - lost.length, wait };
        logger.warn(details, 'notices could not be delivered; they are tried again');
      }
      await remove(lost);
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
