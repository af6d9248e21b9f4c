import { sql } from 'kysely';
import { Refusal } from '../identity/refusal.ts';
import type { Store } from '../store/open.ts';
import { md } from '../views/mrkdwn.ts';

const WINDOW = 60_000;
/** Enough for a person who tries a few names, too slow for somebody who tries a whole list. */
const LOOKUPS_A_MINUTE = 10;

/**
 * Counts a lookup of somebody else's address or name. All replicas share the count.
 *
 * @throws Refusal when this person made too many lookups in this minute
 */
export async function countLookup({ db, now }: Pick<Store, 'db' | 'now'>, slackId: string): Promise<void> {
  const over = sql<boolean>`counters.window_start <= ${now} - ${sql.lit(WINDOW)}`;
  const row = await db
    .insertInto('counters')
    .values({ key: `lookup:${slackId}`, window_start: now, count: 1 })
    .onConflict((c) =>
      c.column('key').doUpdateSet({
        count: sql<number>`case when ${over} then 1 else counters.count + 1 end`,
        window_start: sql<number>`case when ${over} then excluded.window_start else counters.window_start end`,
      }),
    )
    .returning('count')
    .executeTakeFirstOrThrow();
  if (row.count <= LOOKUPS_A_MINUTE) return;
  throw new Refusal('busy', {
    says: md`That is a lot of lookups in one minute.`,
    next: md`Please wait a minute and try again.`,
  });
}
