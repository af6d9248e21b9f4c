import type { Transaction, UpdateObject } from 'kysely';
import type { Logger } from '../log.ts';
import type { Posted } from '../notifications/messenger.ts';
import type { Store } from '../store/open.ts';
import type { CampaignNotificationKind, Tables } from '../store/schema.ts';
import { databaseTime, fromNow } from '../store/time.ts';
import { type Campaign, type CampaignPlan, campaignFrom, newPersonId } from './campaign.ts';
import { createPeopleStore } from './people-store.ts';
import { appendCampaignEntry, type Entry, notify } from './records.ts';

/** Reads and stores campaigns. Every change is one conditional update, so of several that try, one succeeds. */
export function createCampaignStore(store: Store, logger: Pick<Logger, 'error'>) {
  const { db, now, seal } = store;
  // Asked every second, so they are put together once.
  const openCampaign = db.selectFrom('campaigns').selectAll().where('open', '=', 1).compile();
  const changedCampaigns = db
    .selectFrom('campaigns')
    .select('id')
    .where('changed', '=', 1)
    .limit(5)
    .compile();

  return {
    ...createPeopleStore(store, logger),

    async find(id: string): Promise<Campaign | null> {
      const row = await db.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? campaignFrom(row, seal) : null;
    },

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
        if (change.notify) await notify(trx, now, campaign.id, campaign.id, change.notify);
        if (change.also) await change.also(trx);
        if (change.entry) await appendCampaignEntry(store, trx, campaign, null, change.entry);
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
        if (row) await notify(trx, now, campaignId, campaignId, 'campaign');
      });
    },

    async savePosted(id: string, posted: Posted): Promise<void> {
      await db.updateTable('campaigns').set(posted).where('id', '=', id).execute();
    },

    /** Campaigns that have changed since their message was updated, also those that are over. */
    async changed(): Promise<string[]> {
      const { rows } = await db.executeQuery(changedCampaigns);
      return rows.map(({ id }) => id);
    },
  };
}

export type CampaignStore = ReturnType<typeof createCampaignStore>;
