import { sql } from 'kysely';
import { writeNotifications } from '../notifications/notification.ts';
import { type ChannelOrAdmins, postOrTellAdmins } from '../notifications/shared-channel.ts';
import type { Policy } from '../policy/policy.ts';
import type { Store } from '../store/open.ts';
import { PLACE_KEY } from '../store/shared-state.ts';
import { restoredNotice } from '../views/channel-messages.ts';

interface RestoredDeps extends ChannelOrAdmins {
  readonly store: Store;
  readonly policy: Pick<Policy, 'noticeChannel' | 'approvals' | 'admins'>;
}

/**
 * Finds out whether this database is a restored copy: a copy of SQLite says so itself, and PostgreSQL gives a restored
 * database another number. What was approved or under way in it may have been done since the copy was made. So its outcome
 * is unknown: it is read from Zoom before anything is done again. To be called before any work is taken up.
 *
 * @returns what tells the people concerned; `null`: it is no copy
 */
export async function lookForRestore(deps: RestoredDeps): Promise<(() => Promise<void>) | null> {
  const { store, logger } = deps;
  const place = await placeOf(store);
  let isCopy = false;
  await store.sharedState.change(PLACE_KEY, (value) => {
    isCopy = value !== undefined && value !== place;
    return value === place ? undefined : place;
  });
  if (!isCopy) return null;
  const { db, now } = store;
  const unsure = await db
    .updateTable('requests')
    .set((e) => ({ state: 'unknown', due_at: now, lease_owner: null, version: e('version', '+', 1) }))
    .where('state', 'in', ['approved', 'running'])
    .returning('id')
    .execute();
  await showCardsAnew(store);
  const newest = await db
    .selectFrom('audit')
    .select((e) => e.fn.max('at').as('at'))
    .executeTakeFirst();
  const view = { newest: newest?.at ? Number(newest.at) : null, unsure: unsure.length };
  logger.warn(view, 'this database is a restored copy: what was under way is compared with Zoom first');
  const channel = deps.policy.noticeChannel ?? deps.policy.approvals.channel;
  return () => postOrTellAdmins(deps, channel, () => restoredNotice(view));
}

/** A request that waits again may have been decided since: then its card has no buttons any more. */
async function showCardsAnew({ db, now }: Store): Promise<void> {
  const waiting = await db
    .selectFrom('requests')
    .select(['id', 'batch'])
    .where('state', '=', 'pending')
    .where('card_ts', 'is not', null)
    .execute();
  for (const { batch } of waiting) {
    if (batch) await db.updateTable('batches').set({ card_shown: '' }).where('id', '=', batch).execute();
  }
  const cards = waiting.map(({ id }) => ({
    requestId: id,
    kind: 'card' as const,
    state: 'pending' as const,
  }));
  await writeNotifications(db, now, cards, () => now);
}

/** Which database this is. */
async function placeOf({ kind, db }: Store): Promise<string> {
  if (kind === 'sqlite') return 'this file';
  const { rows } = await sql<{ oid: string }>`
    select oid::text as oid from pg_database where datname = current_database()
  `.execute(db);
  return rows[0]?.oid ?? '';
}
