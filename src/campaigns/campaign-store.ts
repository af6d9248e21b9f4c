import type { Transaction, UpdateObject } from 'kysely';
import { appendEntry } from '../audit/append.ts';
import type { AuditEvent } from '../audit/entry.ts';
import type { Logger } from '../log.ts';
import { newRequestId } from '../requests/ids.ts';
import type { Store } from '../store/open.ts';
import type { CampaignNotificationKind, CampaignPersonState, Tables } from '../store/schema.ts';
import { databaseTime, fromNow } from '../store/time.ts';
import {
  type Campaign,
  type CampaignPerson,
  type CampaignPlan,
  campaignFrom,
  KEEP_HOLDS,
  newPersonId,
  personFrom,
} from './campaign.ts';

/** The name under which a campaign and what belongs to it stand in the audit log. */
export const CAMPAIGN_COMMAND = 'reclaim-licences';

/** How long a process may take for one step of one person, in milliseconds. */
const STEP_LEASE = 60_000;

/** Slack changes about fifty messages a minute for everybody together. Milliseconds. */
const CLOSE_EVERY = 2_000;

/** An entry in the audit log that goes with a change. */
export interface Entry {
  readonly event: AuditEvent;
  readonly actor: string;
  readonly detail: string;
}

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

/** Reads and stores campaigns. Every change is one conditional update, so of several that try, one succeeds. */
export function createCampaignStore(store: Store, logger: Pick<Logger, 'error'>) {
  const { db, now, seal } = store;
  const notify = async (
    trx: Transaction<Tables>,
    campaignId: string,
    about: string,
    kind: CampaignNotificationKind,
    dueIn = 0,
  ): Promise<void> => {
    await trx
      .insertInto('notifications')
      .values((e) => ({
        id: newRequestId(),
        request_id: e.selectFrom('campaigns').select('request_id').where('id', '=', campaignId),
        about,
        kind,
        state: null,
        at: now,
        due_at: fromNow(now, dueIn),
        attempts: 0,
      }))
      .execute();
  };

  /** Takes back what waits to be sent to people, except where a message may have been sent that is to be looked for. */
  const dropUnsent = async (trx: Transaction<Tables>, ids: readonly string[]): Promise<void> => {
    const unsent = trx
      .selectFrom('campaign_people')
      .select('id')
      .where('id', 'in', ids)
      .where((w) => w.or([w('sending_json', 'is', null), w('sending_json', '=', '{}')]));
    await trx.deleteFrom('notifications').where('about', 'in', unsent).execute();
  };

  const markChanged = async (trx: Transaction<Tables>, campaignId: string): Promise<void> => {
    const campaign = trx.updateTable('campaigns').set({ changed: 1 });
    await campaign.where('id', '=', campaignId).where('changed', '=', 0).execute();
  };

  const audit = async (
    trx: Transaction<Tables>,
    campaign: Pick<Campaign, 'requestId' | 'runBy'>,
    account: { readonly name: string; readonly email: string; readonly zoomId: string } | null,
    entry: Entry,
  ): Promise<void> => {
    await appendEntry(store, trx, {
      ...entry,
      at: await databaseTime(trx, now),
      requestId: campaign.requestId,
      requester: campaign.runBy,
      command: CAMPAIGN_COMMAND,
      account,
      changes: [],
    });
  };

  const campaignOf = async (id: string): Promise<Campaign | null> => {
    const row = await db.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? campaignFrom(row, seal) : null;
  };

  // Asked every second, so they are put together once.
  const openCampaign = db.selectFrom('campaigns').selectAll().where('open', '=', 1).compile();
  const changedCampaigns = db
    .selectFrom('campaigns')
    .select('id')
    .where('changed', '=', 1)
    .limit(5)
    .compile();

  return {
    find: campaignOf,
    dropUnsent,

    /** The campaign that is under way; `null`: none. */
    async open(): Promise<Campaign | null> {
      const [row] = (await db.executeQuery(openCampaign)).rows;
      return row ? campaignFrom(row, seal) : null;
    },

    /** The campaign that was begun last, under way or not; `null`: there has been none. */
    async latest(): Promise<Campaign | null> {
      const newest = db.selectFrom('campaigns').selectAll().orderBy('created_at', 'desc').limit(1);
      const row = await newest.executeTakeFirst();
      return row ? campaignFrom(row, seal) : null;
    },

    /** Campaigns that are over, the newest first. */
    async past(limit: number): Promise<Campaign[]> {
      const over = db.selectFrom('campaigns').selectAll().where('state', 'in', ['finished', 'stopped']);
      const rows = await over.orderBy('created_at', 'desc').limit(limit).execute();
      return rows.map((row) => campaignFrom(row, seal));
    },

    /** The database's time in milliseconds since 1970. */
    time: (): Promise<number> => databaseTime(db, now),

    async person(id: string): Promise<CampaignPerson | null> {
      const row = await db.selectFrom('campaign_people').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? personFrom(row) : null;
    },

    /**
     * Begins a campaign: it and everybody in it are there, or nothing is.
     *
     * @returns `false` when another one is open
     */
    async begin(
      request: { readonly id: string; readonly runBy: string },
      plan: CampaignPlan,
    ): Promise<boolean> {
      const { campaignId: id, terms, people } = plan;
      const list = people.map(({ zoomId, email }) => ({ zoomId, email }));
      return db.transaction().execute(async (trx) => {
        const begun = await trx
          .insertInto('campaigns')
          .values({
            id,
            request_id: request.id,
            state: 'running',
            version: 1,
            open: 1,
            run_by: request.runBy,
            list: seal.close('campaign', JSON.stringify({ requestId: request.id, people: list })),
            terms_json: JSON.stringify(terms),
            remind_at: fromNow(now, terms.length / 2),
            ends_at: fromNow(now, terms.length),
            changed: 1,
            shown_at: 0,
            created_at: now,
          })
          .onConflict((c) => c.doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!begun) return false;
        for (let i = 0; i < people.length; i += 100) {
          await trx
            .insertInto('campaign_people')
            .values(
              people.slice(i, i + 100).map((one) => ({
                id: newPersonId(),
                campaign_id: id,
                zoom_id: one.zoomId,
                name: one.name,
                email: one.email,
                evidence_json: JSON.stringify(one.evidence),
                state: 'listed' as const,
                version: 1,
                answers: 0,
                messages_json: '{}',
                tries: 0,
                due_at: now,
              })),
            )
            .execute();
        }
        return true;
      });
    },

    /**
     * Changes somebody, unless they have been changed since they were read.
     *
     * @returns as they are now; `null`: somebody else was first, nothing has changed
     */
    async change(person: CampaignPerson, change: PersonChange): Promise<CampaignPerson | null> {
      const { set, due, entry } = change;
      const campaign = entry ? await campaignOf(person.campaignId) : null;
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
        if (change.notify) await notify(trx, person.campaignId, person.id, change.notify);
        await markChanged(trx, person.campaignId);
        if (change.also) await change.also(trx);
        if (entry && campaign) await audit(trx, campaign, person, entry);
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

    /** Changes the campaign, unless it has been changed since it was read. */
    async changeCampaign(
      campaign: Campaign,
      change: {
        readonly set: UpdateObject<Tables, 'campaigns'>;
        readonly notify?: CampaignNotificationKind;
        readonly entry?: Entry;
        readonly also?: (trx: Transaction<Tables>) => Promise<void>;
      },
    ): Promise<boolean> {
      return db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('campaigns')
          .set({ changed: 1, ...change.set, version: campaign.version + 1 })
          .where('id', '=', campaign.id)
          .where('version', '=', campaign.version)
          .returning('id')
          .executeTakeFirst();
        if (!row) return false;
        if (change.notify) await notify(trx, campaign.id, campaign.id, change.notify);
        if (change.also) await change.also(trx);
        if (change.entry) await audit(trx, campaign, null, change.entry);
        return true;
      });
    },

    /** Has the message with the progress updated, if something has changed and it was not updated just now. */
    async showProgress(campaignId: string, every: number): Promise<void> {
      await db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('campaigns')
          .set({ changed: 0, shown_at: now })
          .where('id', '=', campaignId)
          .where('changed', '=', 1)
          .where('shown_at', '<=', fromNow(now, -every))
          .returning('id')
          .executeTakeFirst();
        if (row) await notify(trx, campaignId, campaignId, 'campaign');
      });
    },

    async savePosted(id: string, posted: { readonly channel: string; readonly ts: string }): Promise<void> {
      await db.updateTable('campaigns').set(posted).where('id', '=', id).execute();
    },

    /** Campaigns that have changed since their message was updated, also those that are over. */
    async changed(): Promise<string[]> {
      const { rows } = await db.executeQuery(changedCampaigns);
      return rows.map(({ id }) => id);
    },

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
          await notify(trx, campaignId, id, 'ask-closed', (i + j) * CLOSE_EVERY);
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

export type CampaignStore = ReturnType<typeof createCampaignStore>;
