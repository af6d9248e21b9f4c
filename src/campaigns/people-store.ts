import type { Transaction, UpdateObject } from 'kysely';
import type { Logger } from '../log.ts';
import type { Store } from '../store/open.ts';
import type { CampaignNotificationKind, CampaignPersonState, Tables } from '../store/schema.ts';
import { fromNow } from '../store/time.ts';
import { type CampaignPerson, KEEP_HOLDS, personFrom } from './campaign.ts';
import { appendCampaignEntry, dropUnsent, type Entry, notify } from './records.ts';

/** How long a process may take for one step of one person, in milliseconds. */
const STEP_LEASE = 60_000;

/** Slack changes about fifty messages a minute for everybody together. Milliseconds. */
const CLOSE_EVERY = 2_000;

/** What changes of a person; what is left out stays. `due`: milliseconds from now, `null`: never by itself. */
export interface PersonChange {
  readonly set: Omit<UpdateObject<Tables, 'campaign_people'>, 'due_at' | 'version'>;
  readonly due?: number | null;
  readonly notify?: CampaignNotificationKind;
  readonly entry?: Entry;
  /** What else is written in the same transaction. */
  readonly also?: (trx: Transaction<Tables>) => Promise<void>;
}

/** How many people are in each state. */
export type Counts = Readonly<Record<CampaignPersonState, number>>;

/** The same, with what they have answered. */
export interface Tally {
  readonly counts: Counts;
  /** How many have answered at all. */
  readonly answered: number;
  /** How many of those whose licence went back gave it back themselves. */
  readonly gaveBack: number;
}

const none: Counts = {
  listed: 0,
  asking: 0,
  asked: 0,
  unreachable: 0,
  silent: 0,
  kept: 0,
  spared: 0,
  left: 0,
  taking: 0,
  returning: 0,
  returned: 0,
  restoring: 0,
  restored: 0,
  failed: 0,
};

/** Reads and stores the people in campaigns. */
export function createPeopleStore(store: Store, logger: Pick<Logger, 'error'>) {
  const { db, now } = store;

  return {
    async person(id: string): Promise<CampaignPerson | null> {
      const row = await db.selectFrom('campaign_people').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? personFrom(row) : null;
    },

    /**
     * Changes somebody, unless they have been changed since they were read.
     *
     * @returns as they are now; `null`: somebody else was first, nothing has changed
     */
    async change(person: CampaignPerson, change: PersonChange): Promise<CampaignPerson | null> {
      const { set, due, entry } = change;
      return db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('campaign_people')
          .set({
            ...set,
            ...(due === undefined ? {} : { due_at: due === null ? null : fromNow(now, due) }),
            version: person.version + 1,
          })
          .where('id', '=', person.id)
          .where('version', '=', person.version)
          .returningAll()
          .executeTakeFirst();
        if (!row) return null;
        if (change.notify) await notify(trx, now, person.campaignId, person.id, change.notify);
        await markChanged(trx, person.campaignId);
        if (change.also) await change.also(trx);
        if (entry) await appendCampaignEntry(store, trx, await ownerOf(trx, person), person, entry);
        return personFrom(row);
      });
    },

    /** Takes the lease of people for whom something is due; each goes to one process. */
    async claimDue(states: readonly CampaignPersonState[], limit: number): Promise<CampaignPerson[]> {
      const query = db
        .selectFrom('campaign_people')
        .select(['id', 'version'])
        .where('due_at', '<=', now)
        .where('state', 'in', states)
        .orderBy('due_at')
        .limit(limit);
      const claimed: CampaignPerson[] = [];
      for (const { id, version } of await query.execute()) {
        const row = await db
          .updateTable('campaign_people')
          .set({ due_at: fromNow(now, STEP_LEASE), version: version + 1 })
          .where('id', '=', id)
          .where('version', '=', version)
          .where('due_at', '<=', now)
          .returningAll()
          .executeTakeFirst();
        try {
          if (row) claimed.push(personFrom(row));
        } catch (error) {
          logger.error({ err: error, person: id }, 'somebody in a campaign cannot be read');
        }
      }
      return claimed;
    },

    /** An embedded store has one process: what an earlier one was at work on is due at once. */
    async takeOverAll(): Promise<void> {
      await db
        .updateTable('campaign_people')
        .set({ due_at: now })
        .where('due_at', '<=', fromNow(now, STEP_LEASE))
        .execute();
    },

    /** How many people of a campaign are in each state, and how many have answered. */
    async tally(campaignId: string): Promise<Tally> {
      const rows = await db
        .selectFrom('campaign_people')
        .select(['state', 'answer', (e) => e.fn.countAll<number>().as('n')])
        .where('campaign_id', '=', campaignId)
        .groupBy(['state', 'answer'])
        .execute();
      const counts: Record<CampaignPersonState, number> = { ...none };
      let answered = 0;
      let gaveBack = 0;
      for (const { state, answer, n } of rows) {
        counts[state] += Number(n);
        if (answer !== null) answered += Number(n);
        if (state === 'returned' && answer === 'give-back') gaveBack += Number(n);
      }
      return { counts, answered, gaveBack };
    },

    /** People in these states, by name. */
    async peopleIn(
      campaignId: string,
      states: readonly CampaignPersonState[],
      limit: number,
    ): Promise<CampaignPerson[]> {
      const rows = await db
        .selectFrom('campaign_people')
        .selectAll()
        .where('campaign_id', '=', campaignId)
        .where('state', 'in', states)
        .orderBy('name')
        .limit(limit)
        .execute();
      return rows.map(personFrom);
    },

    /** Zoom ids of people who said not long ago that they need their licence, or took it back. */
    async protectedIds(): Promise<ReadonlySet<string>> {
      const rows = await db
        .selectFrom('campaign_people')
        .select('zoom_id')
        .where((w) =>
          w.or([
            w('keep_until', '>', now),
            w.and([w('state', 'in', ['kept', 'restored']), w('answered_at', '>', fromNow(now, -KEEP_HOLDS))]),
          ]),
        )
        .execute();
      return new Set(rows.map((row) => row.zoom_id));
    },

    /**
     * Changes the state of everybody who is in one of these. Those who had a question get it closed, and what of it was not
     * sent yet is not sent any more; what may have been sent is still looked for, to be closed too.
     *
     * @param due milliseconds from now; `null`: never by itself
     * @returns how many
     */
    async changeAll(
      trx: Transaction<Tables>,
      campaignId: string,
      from: readonly CampaignPersonState[],
      to: { readonly state: CampaignPersonState; readonly due: number | null },
    ): Promise<number> {
      const rows = await trx
        .updateTable('campaign_people')
        .set((e) => ({
          state: to.state,
          version: e('version', '+', 1),
          due_at: to.due === null ? null : fromNow(now, to.due),
        }))
        .where('campaign_id', '=', campaignId)
        .where('state', 'in', from)
        .returning(['id', 'slack_id'])
        .execute();
      const told = to.state === 'taking' ? [] : rows.filter((row) => row.slack_id !== null);
      for (let i = 0; i < told.length; i += 100) {
        const ids = told.slice(i, i + 100).map(({ id }) => id);
        await dropUnsent(trx, ids);
        for (const [j, id] of ids.entries()) {
          await notify(trx, now, campaignId, id, 'ask-closed', (i + j) * CLOSE_EVERY);
        }
      }
      return rows.length;
    },

    /** The time of those who were asked goes on where it was: after a pause. */
    async postpone(trx: Transaction<Tables>, campaignId: string, ms: number): Promise<void> {
      await trx
        .updateTable('campaign_people')
        .set((e) => ({ due_at: e('due_at', '+', Math.round(ms)) }))
        .where('campaign_id', '=', campaignId)
        .where('state', 'in', ['asking', 'asked'])
        .where('due_at', 'is not', null)
        .execute();
    },
  };
}

/** Has the message with the campaign's progress updated. */
async function markChanged(trx: Transaction<Tables>, campaignId: string): Promise<void> {
  const campaign = trx.updateTable('campaigns').set({ changed: 1 });
  await campaign.where('id', '=', campaignId).where('changed', '=', 0).execute();
}

/** The request for the campaign, and in whose name it goes on. */
function ownerOf(trx: Transaction<Tables>, { campaignId }: CampaignPerson) {
  return trx
    .selectFrom('campaigns')
    .select(['request_id as requestId', 'run_by as runBy'])
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
}
