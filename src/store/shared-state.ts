import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from './schema.ts';

/** Small things that all processes of the desk agree on. */
export interface SharedState {
  /** Other processes may write here too. */
  readonly shared: boolean;
  /**
   * Replaces an entry as one step: nobody else changes it in between.
   *
   * @param change from the entry (`undefined`: there is none) and the database's clock in milliseconds to what is to
   * stand there, as JSON has it; `undefined` leaves it as it is. It may be called more than once.
   * @throws when the store is away, or others were always faster
   */
  change(key: string, change: (value: unknown, now: number) => unknown): Promise<void>;
}

const TRIES = 30;

export function openSharedState(db: Kysely<Tables>, now: RawBuilder<number>, shared: boolean): SharedState {
  const read = async (key: string) => {
    const entry = db.selectFrom('shared_state').where('key', '=', key);
    const columns = [
      now.as('now'),
      entry.select('value').as('value'),
      entry.select('version').as('version'),
    ] as const;
    return db.selectNoFrom(columns).executeTakeFirstOrThrow();
  };
  return {
    shared,
    async change(key, change) {
      for (let tries = 0; tries < TRIES; tries++) {
        const found = await read(key);
        const old = found.value === null ? undefined : JSON.parse(found.value);
        const wanted = change(old, Number(found.now));
        if (wanted === undefined) return;
        const value = JSON.stringify(wanted);
        const written =
          found.version === null
            ? db
                .insertInto('shared_state')
                .values({ key, value, version: 1 })
                .onConflict((c) => c.column('key').doNothing())
                .returning('version')
            : db
                .updateTable('shared_state')
                .set({ value, version: sql<number>`version + 1` })
                .where('key', '=', key)
                .where('version', '=', found.version)
                .returning('version');
        if (await written.executeTakeFirst()) return;
        await sleep(Math.random() * 5 * (tries + 1));
      }
      throw new Error(`Others were always faster to change ${key}`);
    },
  };
}
