import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Store } from './open.ts';
import type { Tables } from './schema.ts';

/**
 * The time by the database's clock, which all replicas share: milliseconds since the epoch.
 *
 * @param db the store's, or a transaction of it
 */
export async function databaseTime(db: Kysely<Tables>, now: Store['now']): Promise<number> {
  const { time } = await db.selectNoFrom(now.as('time')).executeTakeFirstOrThrow();
  return Number(time);
}

/** A moment for a query, by the database's clock. @param ms from now on; below zero: before now */
export function fromNow(now: Store['now'], ms: number): RawBuilder<number> {
  return sql<number>`${now} + ${sql.lit(Math.round(ms))}`;
}
