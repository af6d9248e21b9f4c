import type { Answer } from '../../views/answer.ts';
import { bold, moment } from '../../views/mrkdwn.ts';

type Entry = NonNullable<Answer['entries']>[number];

const DAY = 86_400_000;

/** Entries of a log with a line for each day. Days are those of UTC; each reader sees the date in their own time zone. */
export function byDay<T extends { readonly at: number }>(
  logged: readonly T[],
  toEntry: (one: T) => Entry,
): Entry[] {
  let day: number | undefined;
  return logged.flatMap((one) => {
    const itsDay = Math.floor(one.at / DAY);
    const isNew = itsDay !== day;
    day = itsDay;
    return [...(isNew ? [{ text: bold(moment(one.at, '{date_long_pretty}')) }] : []), toEntry(one)];
  });
}
