import { KEEP_HOLDS } from '../campaigns/campaign.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import type { Store } from '../store/open.ts';
import { fromNow } from '../store/time.ts';
import type { Poll } from './scheduler.ts';

interface RetentionDeps {
  readonly store: Pick<Store, 'db' | 'now'>;
  readonly policy: Pick<Policy, 'keep'>;
  readonly logger: Logger;
  readonly clock: Clock;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How many requests are deleted at a time, so that nobody waits for it. */
const BATCH = 200;

/**
 * Deletes finished requests that are older than `keep` in the policy, with everything that hangs on them, and who stood in
 * for whom. What is not over, such as a licence for a time, stays until it is; the audit log is not shortened. Without
 * `keep`, only counters, channel slots and cache entries go that serve nobody any more.
 */
export function createRetention({ store, policy, logger, clock }: RetentionDeps): Poll {
  const { db } = store;
  let nextLook = Number.NEGATIVE_INFINITY;
  return async () => {
    if (clock.now() < nextLook) return false;
    nextLook = clock.now() + HOUR;
    await deleteStale(store, clock);
    const { keep } = policy;
    if (keep === null) return false;
    await deleteOldCampaigns(store, keep);
    await deleteOldNotices(store, keep);
    await store.db.deleteFrom('stand_ins').where('ended_at', '<', fromNow(store.now, -keep)).execute();
    const ids = await overFor(store, keep);
    if (ids.length === 0) return false;
    await db.transaction().execute(async (trx) => {
      for (const table of [
        'decisions',
        'notifications',
        'subject_notices',
        'inventories',
        'posted_messages',
        'waiting_list',
      ] as const) {
        await trx.deleteFrom(table).where('request_id', 'in', ids).execute();
      }
      const gone = await trx.deleteFrom('requests').where('id', 'in', ids).returning('batch').execute();
      const batches = [...new Set(gone.flatMap(({ batch }) => batch ?? []))];
      if (batches.length > 0) {
        await trx
          .deleteFrom('batches')
          .where('id', 'in', batches)
          .where((w) =>
            w.not(w.exists(w.selectFrom('requests').select('id').whereRef('batch', '=', 'batches.id'))),
          )
          .execute();
      }
    });
    logger.info({ requests: ids.length }, 'requests older than “keep” were deleted');
    if (ids.length === BATCH) nextLook = Number.NEGATIVE_INFINITY;
    return ids.length === BATCH;
  };
}

type RetentionStore = RetentionDeps['store'];

/** Requests that are over for this time. Whoever is in a campaign may still answer it. */
async function overFor(store: RetentionStore, keep: number): Promise<string[]> {
  const rows = await store.db
    .selectFrom('requests')
    .select('id')
    .where('created_at', '<', fromNow(store.now, -keep))
    .where('updated_at', '<', fromNow(store.now, -keep))
    .where('due_at', 'is', null)
    .where((w) =>
      w.not(
        w.exists(w.selectFrom('campaigns').select('campaigns.id').whereRef('request_id', '=', 'requests.id')),
      ),
    )
    .orderBy('created_at')
    .limit(BATCH)
    .execute();
  return rows.map(({ id }) => id);
}

/** Counts of windows that are over, slots of channels that nothing waits for, and what the cache no longer gives. */
async function deleteStale(store: RetentionStore, clock: Clock): Promise<void> {
  const { db } = store;
  await db
    .deleteFrom('counters')
    .where('window_start', '<', fromNow(store.now, -2 * DAY))
    .execute();
  await db.deleteFrom('channel_slots').where('next_at', '<', fromNow(store.now, -DAY)).execute();
  await db.deleteFrom('cache').where('expires_at', '<', clock.now()).execute();
}

/** Campaigns that ended so long ago that no answer to them protects anybody any more, with everybody who was in them. */
async function deleteOldCampaigns(store: RetentionStore, keep: number): Promise<void> {
  const { db, now } = store;
  const rows = await db
    .selectFrom('campaigns')
    .select('id')
    .where('ended_at', '<', fromNow(store.now, -Math.max(keep, KEEP_HOLDS)))
    .where((w) =>
      w.not(
        w.exists(
          w
            .selectFrom('campaign_people')
            .select('campaign_people.id')
            .whereRef('campaign_id', '=', 'campaigns.id')
            .where((p) => p.or([p('keep_until', '>', now), p('due_at', 'is not', null)])),
        ),
      ),
    )
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('campaign_people').where('campaign_id', 'in', ids).execute();
    await trx.deleteFrom('campaigns').where('id', 'in', ids).execute();
  });
}

/** Who was told of something that was only looked up, which is no stored request. */
async function deleteOldNotices(store: RetentionStore, keep: number): Promise<void> {
  const told = await store.db
    .deleteFrom('subject_notices')
    .where('told_at', '<', fromNow(store.now, -keep))
    .where((w) =>
      w.not(
        w.exists(
          w
            .selectFrom('requests')
            .select('requests.id')
            .whereRef('requests.id', '=', 'subject_notices.request_id'),
        ),
      ),
    )
    .returning('request_id')
    .execute();
  const ids = [...new Set(told.map(({ request_id }) => request_id))];
  if (ids.length > 0) await store.db.deleteFrom('posted_messages').where('request_id', 'in', ids).execute();
}
