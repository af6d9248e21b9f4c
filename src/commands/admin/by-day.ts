import { day, knownZone } from '../../languages/formats.ts';
import type { Answer } from '../../views/answer.ts';
import { bold, moment } from '../../views/mrkdwn.ts';
import type { Calendar } from '../parse/dates.ts';

type Entry = NonNullable<Answer['entries']>[number];

/** Entries of a log with a line for each day of the reader's calendar. */
export function byDay<T extends { readonly at: number }>(
  logged: readonly T[],
  calendar: Calendar,
  toEntry: (one: T) => Entry,
): Entry[] {
  const timeZone = knownZone(calendar.timeZone);
  let before: string | undefined;
  return logged.flatMap((one) => {
    const itsDay = day(one.at, { dateStyle: 'short', timeZone }).words;
    const isNew = itsDay !== before;
    before = itsDay;
    return [...(isNew ? [{ text: bold(moment(one.at, '{date_long_pretty}')) }] : []), toEntry(one)];
  });
}
