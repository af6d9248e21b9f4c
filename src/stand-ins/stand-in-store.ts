import type { Kysely, Transaction } from 'kysely';
import { appendEntry } from '../audit/append.ts';
import { type AuditEvent, BOT_ACTOR } from '../audit/entry.ts';
import type { Posted } from '../notifications/messenger.ts';
import { NOTIFICATION_LEASE, type Notification, writeNotifications } from '../notifications/notification.ts';
import { newRequestId } from '../requests/ids.ts';
import { managerIn } from '../requests/request-store.ts';
import { lock } from '../store/locks.ts';
import type { Store } from '../store/open.ts';
import type { StandInEnd, Tables } from '../store/schema.ts';
import { databaseTime, fromNow } from '../store/time.ts';
import {
  minuteOf,
  type Named,
  type StandIn,
  standInFrom,
  type Untold,
  untoldAtEnd,
  untoldIn,
} from './stand-in.ts';

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

  /** Two of these never run at the same time: what one has read is so until its end. */
  const inTurn = <T>(work: (trx: Transaction<Tables>, at: number) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (trx) => {
      await lock(kind, trx, 'stand-ins');
      return work(trx, await databaseTime(trx, now));
    });

  /** To be called in turn. @returns `null`: it has ended already */
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
    const untold = untoldAtEnd(standInFrom(open), why);
    const row = await trx
      .updateTable('stand_ins')
      .set({ ended_at: at, ended_why: why, untold_json: JSON.stringify(untold), due_at: at, attempts: 0 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const standIn = standInFrom(row);
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
      return rows.map(standInFrom);
    },

    async find(id: string): Promise<StandIn | null> {
      const row = await db.selectFrom('stand_ins').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? standInFrom(row) : null;
    },

    /** Begins at once; what the person had arranged before ends. @returns a {@link Chained}: nothing has changed */
    begin(away: Named, standIn: Named, untilAt: number): Promise<Stored | Chained> {
      return inTurn(async (trx, at) => {
        const all = await trx.selectFrom('stand_ins').selectAll().where('ended_at', 'is', null).execute();
        const current = all.filter((one) => one.until_at > at);
        const own = current.find((one) => one.stand_in_slack_id === away.slackId);
        if (own) return { kind: 'stands-in', for: standInFrom(own) };
        const theirs = current.find((one) => one.away_slack_id === standIn.slackId);
        if (theirs) return { kind: 'is-away', until: theirs.until_at };
        const former = all.find((one) => one.away_slack_id === away.slackId);
        const why = former && former.until_at > at ? 'replaced' : 'over';
        const ended = former && (await end(trx, at, former.id, why, away.slackId));
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
        const begun = standInFrom(row);
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
      return (await claim.returningAll().execute()).map(standInFrom);
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
