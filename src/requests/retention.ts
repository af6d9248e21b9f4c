import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import type { Store } from '../store/open.ts';
import type { Poll } from './scheduler.ts';

interface RetentionDeps {
  readonly store: Pick<Store, 'db' | 'now'>;
  readonly policy: Pick<Policy, 'keep'>;
  readonly logger: Logger;
  readonly clock: Clock;
}

const HOUR = 3_600_000;
/** How many requests are deleted at a time, so that nobody waits for it. */
const BATCH = 200;

/**
 * Deletes requests that are older than `keep` in the policy and over, with everything that hangs on them, and who stood in
 * for whom. What is not over,
 * such as a licence for a time, stays until it is. The audit log is not shortened.
 */
export function createRetention({ store, policy, logger, clock }: RetentionDeps): Poll {
  const { db, now } = store;
  let nextLook = Number.NEGATIVE_INFINITY;
  return async () => {
    const { keep } = policy;
    if (keep === null || clock.now() < nextLook) return false;
    nextLook = clock.now() + HOUR;
    await db
      .deleteFrom('stand_ins')
      .where('ended_at', '<', sql<number>`${now} - ${sql.lit(keep)}`)
      .execute();
    const old = db
      .selectFrom('requests')
      .select('id')
      .where('created_at', '<', sql<number>`${now} - ${sql.lit(keep)}`)
      .where('updated_at', '<', sql<number>`${now} - ${sql.lit(keep)}`)
      .where('due_at', 'is', null)
      .orderBy('created_at')
      .limit(BATCH);
    const ids = (await old.execute()).map(({ id }) => id);
    if (ids.length === 0) return false;
    await db.transaction().execute(async (trx) => {
      for (const table of [
        'decisions',
        'notifications',
        'subject_notices',
        'inventories',
        'posted_messages',
      ] as const) {
        await trx.deleteFrom(table).where('request_id', 'in', ids).execute();
      }
      await trx.deleteFrom('requests').where('id', 'in', ids).execute();
    });
    logger.info({ requests: ids.length }, 'requests older than “keep” were deleted');
    if (ids.length === BATCH) nextLook = Number.NEGATIVE_INFINITY;
    return ids.length === BATCH;
  };
}
