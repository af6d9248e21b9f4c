import { sql } from 'kysely';
import type { Command } from '../commands/define-command.ts';
import { Refusal } from '../identity/refusal.ts';
import { refusal } from '../policy/access.ts';
import type { Policy } from '../policy/policy.ts';
import type { Store } from '../store/open.ts';
import { md } from '../views/mrkdwn.ts';

interface Limit {
  /** Of the counter's key. */
  readonly name: string;
  /** Milliseconds. */
  readonly window: number;
  readonly most: number;
  readonly refusal: () => Refusal;
}

/** Enough for a person who tries a few names, too slow for somebody who tries a whole list. */
const LIMITS: readonly Limit[] = [
  {
    name: 'lookup',
    window: 60_000,
    most: 10,
    refusal: () =>
      new Refusal('busy', {
        says: md`That’s a lot of lookups in one minute.`,
        next: md`Please wait a minute and try again.`,
      }),
  },
  {
    name: 'lookup-day',
    window: 86_400_000,
    most: 100,
    refusal: () =>
      new Refusal('busy', {
        says: md`That’s as many people as you can look up in one day.`,
        next: md`Please go on tomorrow, or ask a Zoom admin.`,
      }),
  },
];

export interface LookupDeps {
  readonly store: Pick<Store, 'db' | 'now'>;
  readonly policy: Policy;
  readonly commands: readonly Command[];
}

/**
 * Counts a lookup of somebody else, by address, mention or name, whether it found anybody or not. All replicas share the
 * count. People who may list everybody anyway are not limited.
 *
 * @throws Refusal when this person made too many lookups in this minute or on this day
 */
export async function countLookup({ store, policy, commands }: LookupDeps, slackId: string): Promise<void> {
  const list = commands.find(({ name }) => name === 'list-users');
  if (list && refusal(policy, list, slackId) === null && !policy.commands[list.name]?.allow) return;
  for (const limit of LIMITS) {
    if ((await count(store, `${limit.name}:${slackId}`, limit.window)) > limit.most) throw limit.refusal();
  }
}

/** Counts once more in the window that runs, or begins another one. @returns how often it was in this window */
async function count({ db, now }: LookupDeps['store'], key: string, window: number): Promise<number> {
  const over = sql<boolean>`counters.window_start <= ${now} - ${sql.lit(window)}`;
  const row = await db
    .insertInto('counters')
    .values({ key, window_start: now, count: 1 })
    .onConflict((c) =>
      c.column('key').doUpdateSet({
        count: sql<number>`case when ${over} then 1 else counters.count + 1 end`,
        window_start: sql<number>`case when ${over} then excluded.window_start else counters.window_start end`,
      }),
    )
    .returning('count')
    .executeTakeFirstOrThrow();
  return row.count;
}
