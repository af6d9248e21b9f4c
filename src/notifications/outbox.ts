import { type ExpressionBuilder, sql } from 'kysely';
import type { Logger } from '../log.ts';
import { newRequestId } from '../requests/ids.ts';
import type { Store } from '../store/open.ts';
import { type NotificationKind, notificationKinds, type Tables } from '../store/schema.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Messenger } from './messenger.ts';
import { NOTIFICATION_LEASE, type Notification } from './notification.ts';
import { isDirect } from './queues.ts';

const MAX_ATTEMPTS = 10;
/** While Slack is away or refuses the app itself, nothing is given up that is younger than this, in milliseconds. */
const KEEP_WHILE_AWAY = 24 * 3_600_000;
const FIRST_RETRY = 2_000;
/** How long a notification waits before it checks again whether an earlier one of its request has been sent. */
const HOLD_BACK = 1_000;

/** The longest pause between two attempts, in milliseconds: the one that follows the twelfth attempt is about as long. */
const MAX_PAUSE = 300_000;
const PAUSE_GROWS_UNTIL = 12;

const toRequester: readonly NotificationKind[] = ['reply', 'requester'];
/** These take the place of what such a message says, so they come after it. */
const afterThose: readonly NotificationKind[] = [...toRequester, 'place'];
/**
 * Kinds that are never given up: somebody may be taking over an account, or would lose their licence without having been
 * asked.
 */
const neverGivenUp: readonly NotificationKind[] = ['alarm', 'report', 'ask', 'ask-again', 'ask-outcome'];

/** It is too early to send a notification: not an attempt that has failed. */
export class TooEarlyError extends Error {
  /** Milliseconds until it may be tried. */
  readonly wait: number;

  constructor(message: string, wait: number) {
    super(message);
    this.wait = wait;
  }
}

type Queued = ExpressionBuilder<Tables & { n: Tables['notifications'] }, 'n'>;

export interface OutboxDeps {
  readonly store: Store;
  readonly logger: Logger;
  readonly telemetry: Pick<Telemetry, 'noticeGivenUp'>;
  readonly messenger: Pick<Messenger, 'failureOf'>;
}

/**
 * The notifications that are not sent yet. A process claims a row by setting its `due_at` ahead with one conditional
 * update, and deletes it once Slack has accepted the message. If it dies between the two, the message is sent again:
 * Slack's API has no idempotency keys.
 */
export function createOutbox({ store: { db, now }, logger, telemetry, messenger }: OutboxDeps) {
  const later = (ms: number) => sql<number>`${now} + ${sql.lit(Math.ceil(ms))}`;

  /** No earlier notification of the same request is being sent or waits for another attempt. */
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

  const waiting = (queue: string) =>
    db
      .selectFrom('notifications as n')
      .select(['n.id', 'n.kind'])
      .where('n.queue', '=', queue)
      .where('n.kind', 'in', notificationKinds)
      .where('n.due_at', '<=', now)
      .where(inOrder)
      .orderBy('n.at')
      .orderBy('n.id');

  const dueUnqueued = db
    .selectFrom('notifications')
    .select('id')
    .where('queue', 'is', null)
    .where('due_at', '<=', now)
    .where('kind', 'in', notificationKinds)
    .orderBy('due_at');

  /** What somebody waits for comes before what a channel is told. */
  const rank = sql`case n.kind when 'alarm' then 0 when 'report' then 0 when 'card' then 0 when 'reminder' then 2 when 'ask' then 2 when 'ask-again' then 2 when 'channel' then 3 else 1 end`;

  const requesterOf = (table: string) =>
    sql`(select requester_slack_id from requests where requests.id = ${sql.ref(`${table}.request_id`)})`;
  const turnKey = (queue: string, table: string) => sql`${`card:${queue}:`} || ${requesterOf(table)}`;

  /**
   * When a channel last got a card of the same requester: whoever has waited the longest is next, so that many cards of
   * one person do not hold up those of others.
   */
  const lastTurn = (queue: string) =>
    sql`case n.kind when 'card' then coalesce((select window_start from counters where counters.key = ${turnKey(queue, 'n')}), 0) else 0 end`;

  /** Remembers that it is the turn of this card's requester. */
  const takeTurn = async (queue: string, id: string): Promise<void> => {
    await db
      .insertInto('counters')
      .columns(['key', 'window_start', 'count'])
      .expression((e) =>
        e
          .selectFrom('notifications as card')
          .select([turnKey(queue, 'card').as('key'), now.as('window_start'), sql<number>`1`.as('count')])
          .where('card.id', '=', id),
      )
      .onConflict((c) => c.column('key').doUpdateSet({ window_start: now }))
      .execute();
  };

  const claim = async (ids: readonly string[]): Promise<Notification[]> => {
    if (ids.length === 0) return [];
    const rows = await db
      .updateTable('notifications')
      .set({ due_at: later(NOTIFICATION_LEASE) })
      .where('id', 'in', ids)
      .where('due_at', '<=', now)
      .returning(['id', 'request_id', 'kind', 'state', 'about', 'at'])
      .execute();
    return rows
      .sort((a, b) => a.at - b.at)
      .map(({ id, request_id: requestId, kind, state, about }) => ({ id, requestId, kind, state, about }));
  };

  const remove = async (notifications: readonly Pick<Notification, 'id'>[]): Promise<void> => {
    const ids = notifications.map((one) => one.id);
    if (ids.length > 0) await db.deleteFrom('notifications').where('id', 'in', ids).execute();
  };

  return {
    remove,

    /** Makes notifications due at once, for another process to take over. */
    async release(ids: readonly string[]): Promise<void> {
      if (ids.length > 0)
        await db.updateTable('notifications').set({ due_at: now }).where('id', 'in', ids).execute();
    },

    /** Claims notifications that are due and in no queue, except those for channels. Each goes to one process. */
    async claimDue(limit: number): Promise<Notification[]> {
      const due = await dueUnqueued.where('kind', '!=', 'channel').limit(limit).execute();
      return claim(due.map((one) => one.id));
    },

    /** The same for those that report an outcome to a channel. */
    async claimDueForChannels(limit: number): Promise<Notification[]> {
      const due = await dueUnqueued.where('kind', '=', 'channel').limit(limit).execute();
      return claim(due.map((one) => one.id));
    },

    /** Puts a notification into the queues of channels and persons: one copy for each. */
    async enqueue({ id }: Notification, queues: readonly string[]): Promise<void> {
      const [queue, ...others] = queues;
      if (queue === undefined) return;
      if (others.length === 0) {
        await db.updateTable('notifications').set({ queue, due_at: now }).where('id', '=', id).execute();
        return;
      }
      await db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('notifications')
          .set({ queue, due_at: now })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        if (!row) return;
        const copies = others.map((other) => ({ ...row, id: newRequestId(), queue: other }));
        await trx.insertInto('notifications').values(copies).execute();
      });
    },

    /** Queues in which something waits and whose slot is free. */
    async readyQueues(limit: number): Promise<string[]> {
      const rows = await db
        .selectFrom('notifications')
        .leftJoin('channel_slots', 'channel_slots.key', 'notifications.queue')
        .select('notifications.queue')
        .distinct()
        .where('notifications.due_at', '<=', now)
        .where('notifications.queue', 'is not', null)
        .where('notifications.kind', 'in', notificationKinds)
        .where((w) => w.or([w('channel_slots.next_at', 'is', null), w('channel_slots.next_at', '<=', now)]))
        .limit(limit)
        .execute();
      return rows.flatMap(({ queue }) => queue ?? []);
    },

    async isWaiting(queue: string): Promise<boolean> {
      return (await waiting(queue).limit(1).executeTakeFirst()) !== undefined;
    },

    /**
     * Claims the next message of a queue: one notification, or up to `limit` for a channel, oldest first. Cards of
     * different requesters take turns.
     */
    async next(queue: string, limit: number): Promise<Notification[]> {
      const first = await waiting(queue)
        .clearOrderBy()
        .orderBy(rank)
        .orderBy(lastTurn(queue))
        .orderBy('n.at')
        .orderBy('n.id')
        .limit(1)
        .executeTakeFirst();
      if (first?.kind === 'card') await takeTurn(queue, first.id);
      if (first?.kind !== 'channel') return claim(first ? [first.id] : []);
      const all = await waiting(queue).where('n.kind', '=', 'channel').limit(limit).execute();
      return claim(all.map((one) => one.id));
    },

    /**
     * Postpones a notification to the requester while an earlier one of the same request is not sent.
     *
     * @returns whether it is postponed
     */
    async holdBack({ id, requestId, kind }: Notification): Promise<boolean> {
      if (!afterThose.includes(kind)) return false;
      const row = await db
        .updateTable('notifications')
        .set({ due_at: later(HOLD_BACK) })
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
     * Schedules another attempt after an error, at growing intervals, and gives up after the last one or when Slack
     * will never accept the message. While Slack is away or refuses the app itself, a message is kept for a day, whatever
     * its attempts. A 429 does not count as an attempt: Slack says when to retry. An alarm is given up only where the
     * person who should read it is gone.
     */
    async postpone(notifications: readonly Notification[], error: Error): Promise<void> {
      const ids = notifications.map((one) => one.id);
      const { permanent, retryAfter, away } = messenger.failureOf(error);
      const wait = error instanceof TooEarlyError ? error.wait : retryAfter;
      const rows = await db
        .updateTable('notifications')
        .set(
          wait === null
            ? (e) => ({
                attempts: e('attempts', '+', 1),
                due_at: sql<number>`${now} + case when attempts < ${sql.lit(PAUSE_GROWS_UNTIL)}
                  then ${sql.lit(FIRST_RETRY)} * (1 + attempts * attempts) else ${sql.lit(MAX_PAUSE)} end`,
              })
            : { due_at: later(wait) },
        )
        .where('id', 'in', ids)
        .returning(['id', 'request_id', 'kind', 'queue', 'attempts', sql<number>`${now} - at`.as('age')])
        .execute();
      const lost = rows.filter((row) =>
        neverGivenUp.includes(row.kind)
          ? permanent && row.queue !== null && isDirect(row.queue)
          : permanent || (row.attempts >= MAX_ATTEMPTS && !(away && Number(row.age) < KEEP_WHILE_AWAY)),
      );
      for (const { request_id: request, kind, attempts } of lost) {
        const details = { err: error, request, kind, attempts };
        logger.error(details, 'a notification could not be delivered and is given up');
        telemetry.noticeGivenUp(kind);
      }
      if (lost.length < rows.length) {
        const details = { err: error, notifications: rows.length - lost.length, wait };
        logger.warn(details, 'notifications could not be delivered; they are tried again');
      }
      await remove(lost);
    },
  };
}
