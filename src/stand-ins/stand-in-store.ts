import type { Kysely, Selectable, Transaction } from 'kysely';
import { appendEntry } from '../audit/append.ts';
import { type AuditEvent, BOT_ACTOR } from '../audit/entry.ts';
import type { Posted } from '../notifications/messenger.ts';
import { NOTIFICATION_LEASE, type Notification, writeNotifications } from '../notifications/notification.ts';
import { newRequestId } from '../requests/ids.ts';
import { managerIn } from '../requests/request-store.ts';
import { lock } from '../store/locks.ts';
import type { Store } from '../store/open.ts';
import type { StandInEnd, StandInTable, Tables } from '../store/schema.ts';
import { databaseTime, fromNow } from '../store/time.ts';

/** A person by their Slack id, and the name that they had when it began. */
export interface Named {
  readonly slackId: string;
  readonly name: string;
}

/** Somebody decides in place of somebody who is away. Times are milliseconds since 1970 by the database's clock. */
export interface StandIn {
  readonly id: string;
  readonly away: Named;
  readonly standIn: Named;
  readonly beganAt: number;
  readonly untilAt: number;
  /** `null`: it goes on. */
  readonly ended: { readonly at: number; readonly why: StandInEnd } | null;
  /** The message to the stand-in; `null`: not sent yet. */
  readonly message: Posted | null;
  /** What people still have to be told of it. */
  readonly untold: readonly Untold[];
  /** How often it was tried to tell them. */
  readonly attempts: number;
}

/** The stand-in reads that they are one; at the end their message is closed, and both or one of the two read of it. */
export type Untold = 'begun' | 'close' | 'over-to-away' | 'over-to-stand-in';

/** What was stored. */
export interface Stored {
  readonly standIn: StandIn;
  /** Of cards that call other people from now on. */
  readonly cards: readonly Notification[];
}

/** Why it could not begin: somebody stands in for the person who wants to be away, or the stand-in is away. */
export type Chained =
  | { readonly kind: 'stands-in'; readonly for: StandIn }
  | { readonly kind: 'is-away'; readonly until: number };

/** How many cards are shown anew at once; the others follow, one a second. */
const CARDS_AT_ONCE = 10;
const CARDS_MAX = 300;
/** How long one process has to tell people, before another one takes over. Milliseconds. */
const LEASE = 30_000;

export type StandInStore = ReturnType<typeof createStandInStore>;

/** Who decides in place of whom, in the store. Every beginning and end is in the audit log, in the same transaction. */
export function createStandInStore(store: Store) {
  const { db, now, kind } = store;

  const inTurn = <T>(work: (trx: Transaction<Tables>, at: number) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (trx) => {
      await lock(kind, trx, 'stand-ins');
      return work(trx, await databaseTime(trx, now));
    });

  const end = async (
    trx: Transaction<Tables>,
    at: number,
    id: string,
    why: StandInEnd,
    by: string,
  ): Promise<Stored | null> => {
    const open = await trx
      .selectFrom('stand_ins')
      .selectAll()
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (!open) return null;
    const untold = untoldAtEnd(fromRow(open), why);
    const row = await trx
      .updateTable('stand_ins')
      .set({ ended_at: at, ended_why: why, untold_json: JSON.stringify(untold), due_at: at, attempts: 0 })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!row) return null;
    const standIn = fromRow(row);
    await record(trx, at, standIn, why === 'declined' ? 'stand-in-declined' : 'stand-in-over', by);
    return { standIn, cards: await showCards(trx, standIn) };
  };

  const record = (
    trx: Transaction<Tables>,
    at: number,
    { id, away, standIn, untilAt }: StandIn,
    event: AuditEvent,
    actor: string,
  ): Promise<void> =>
    appendEntry(store, trx, {
      at,
      requestId: id,
      event,
      actor,
      requester: away.slackId,
      command: 'away',
      account: null,
      changes: [],
      // Ids alone: a person who is erased is found by them, whatever their name was then.
      detail: `${standIn.slackId} in place of ${away.slackId}, until ${minuteOf(untilAt)}`,
    });

  /** Shows the cards anew that call one of the two. */
  const showCards = async (trx: Transaction<Tables>, { away }: StandIn): Promise<readonly Notification[]> => {
    const requests = await trx
      .selectFrom('requests')
      .select('id')
      .where('state', '=', 'pending')
      .where('card_channel', 'is not', null)
      .where((w) =>
        w.or([
          w('rule_json', 'like', `%"${away.slackId}"%`),
          w('rule_json', 'like', '%"approvers":[%"S%'),
          w('progress_json', 'like', managerIn(away.slackId)),
        ]),
      )
      .orderBy('expires_at')
      .limit(CARDS_MAX)
      .execute();
    const cards = await writeNotifications(
      trx,
      now,
      requests.map(({ id }) => ({ requestId: id, kind: 'card' as const, state: null })),
      (i) => fromNow(now, i < CARDS_AT_ONCE ? NOTIFICATION_LEASE : (i - CARDS_AT_ONCE) * 1_000),
    );
    return cards.slice(0, CARDS_AT_ONCE);
  };

  const going = db.selectFrom('stand_ins').selectAll().where('ended_at', 'is', null);

  return {
    /** Everybody who is away now and has a stand-in, those who come back first at the front. */
    async active(): Promise<readonly StandIn[]> {
      const rows = await going.where('until_at', '>', now).orderBy('until_at').orderBy('id').execute();
      return rows.map(fromRow);
    },

    async find(id: string): Promise<StandIn | null> {
      const row = await db.selectFrom('stand_ins').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    /** Begins at once; what the person had arranged before ends. @returns a {@link Chained}: nothing has changed */
    begin(away: Named, standIn: Named, untilAt: number): Promise<Stored | Chained> {
      return inTurn(async (trx, at) => {
        const open = await trx
          .selectFrom('stand_ins')
          .selectAll()
          .where('ended_at', 'is', null)
          .where('until_at', '>', at)
          .execute();
        const chained =
          open.find((one) => one.stand_in_slack_id === away.slackId) ??
          open.find((one) => one.away_slack_id === standIn.slackId);
        if (chained) {
          return chained.stand_in_slack_id === away.slackId
            ? { kind: 'stands-in', for: fromRow(chained) }
            : { kind: 'is-away', until: chained.until_at };
        }
        const former = await trx
          .selectFrom('stand_ins')
          .select(['id', 'until_at'])
          .where('away_slack_id', '=', away.slackId)
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        const ended =
          former && (await end(trx, at, former.id, former.until_at > at ? 'replaced' : 'over', away.slackId));
        const row = await trx
          .insertInto('stand_ins')
          .values({
            id: newRequestId(),
            away_slack_id: away.slackId,
            away_name: away.name,
            stand_in_slack_id: standIn.slackId,
            stand_in_name: standIn.name,
            began_at: at,
            until_at: untilAt,
            untold_json: JSON.stringify(['begun'] satisfies Untold[]),
            due_at: at,
            attempts: 0,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        const begun = fromRow(row);
        await record(trx, at, begun, 'stand-in-named', away.slackId);
        // They are the same cards as those of what it replaces.
        return { standIn: begun, cards: ended?.cards ?? (await showCards(trx, begun)) };
      });
    },

    /** @returns `null`: it has ended already */
    end: (id: string, why: StandInEnd, by: string): Promise<Stored | null> =>
      inTurn((trx, at) => end(trx, at, id, why, by)),

    /** Ends what is over. Of several replicas, one does. */
    async endOver(): Promise<readonly Stored[]> {
      const due = await going.where('until_at', '<=', now).execute();
      if (due.length === 0) return [];
      const ended: Stored[] = [];
      for (const { id } of due) {
        const one = await inTurn((trx, at) => end(trx, at, id, 'over', BOT_ACTOR));
        if (one) ended.push(one);
      }
      return ended;
    },

    /**
     * Takes over what has to be told: all that is due, or of one time away. Of several processes one gets it, and another one
     * half a minute later, where the first has not said that it is told.
     */
    async claimUntold(id?: string): Promise<readonly StandIn[]> {
      let claim = db
        .updateTable('stand_ins')
        .set((e) => ({
          due_at: fromNow(now, LEASE),
          attempts: e('attempts', '+', 1),
        }))
        .where('due_at', '<=', now);
      if (id !== undefined) claim = claim.where('id', '=', id);
      return (await claim.returningAll().execute()).map(fromRow);
    },

    /** Notes that something is told, or that it is given up. */
    told(id: string, what: Untold | 'everything'): Promise<void> {
      return inTurn(async (trx) => {
        const row = await trx
          .selectFrom('stand_ins')
          .select('untold_json')
          .where('id', '=', id)
          .executeTakeFirst();
        if (!row) return;
        const rest = untoldIn(row.untold_json).filter((one) => what !== 'everything' && one !== what);
        await trx
          .updateTable('stand_ins')
          .set({ untold_json: JSON.stringify(rest), ...(rest.length === 0 ? { due_at: null } : {}) })
          .where('id', '=', id)
          .execute();
      });
    },

    async saveMessage(id: string, { channel, ts }: Posted): Promise<void> {
      await db.updateTable('stand_ins').set({ channel, ts }).where('id', '=', id).execute();
    },

    time: (): Promise<number> => databaseTime(db, now),
  };
}

/** Who is away, as it is stored; what is over by now is among it. */
export function goingOn(db: Kysely<Tables>) {
  return db
    .selectFrom('stand_ins')
    .select(['away_name', 'stand_in_name', 'until_at'])
    .where('ended_at', 'is', null)
    .execute();
}

/** A moment as operators read it: "2026-12-01 04:59 UTC". */
export function minuteOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Who read nothing of the beginning, reads nothing of the end. What was tried to be told may have been read. */
function untoldAtEnd({ untold, attempts }: StandIn, why: StandInEnd): Untold[] {
  if (untold.includes('begun') && attempts === 0)
    return why === 'over' ? ['close', 'over-to-away'] : ['close'];
  return [
    'close',
    ...(why === 'over' || why === 'declined' ? (['over-to-away'] as const) : []),
    ...(why === 'declined' ? [] : (['over-to-stand-in'] as const)),
  ];
}

function untoldIn(json: string): readonly Untold[] {
  return JSON.parse(json) as Untold[];
}

function fromRow(row: Selectable<StandInTable>): StandIn {
  return {
    id: row.id,
    away: { slackId: row.away_slack_id, name: row.away_name },
    standIn: { slackId: row.stand_in_slack_id, name: row.stand_in_name },
    beganAt: row.began_at,
    untilAt: row.until_at,
    ended: row.ended_at === null || row.ended_why === null ? null : { at: row.ended_at, why: row.ended_why },
    message: row.channel && row.ts ? { channel: row.channel, ts: row.ts } : null,
    untold: untoldIn(row.untold_json),
    attempts: row.attempts,
  };
}
