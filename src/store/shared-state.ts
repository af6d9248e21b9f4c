import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from './schema.ts';

/** Small values that all processes share, as JSON under a key, changed with compare-and-set. */
export interface SharedState {
  /** Whether other processes may write to it as well. */
  readonly shared: boolean;
  /**
   * Replaces an entry atomically.
   *
   * @param change gets the entry (`undefined` when there is none) and the database's time in milliseconds, and returns
   * the new value, or `undefined` to leave the entry as it is. It is called again when another process was faster.
   * @throws when the store cannot be reached, or another process was faster each time
   */
  change(key: string, change: (value: unknown, now: number) => unknown): Promise<void>;
}

const TRIES = 30;

/** Under which key it stands which database this is. */
export const PLACE_KEY = 'database';
/** What a copy made by `npm run backup` says there. */
export const COPY = 'copy';

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
      throw new Error(`${key} could not be changed: other processes were faster ${TRIES} times`);
    },
  };
}
