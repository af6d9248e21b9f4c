import { TZDateMini } from '@date-fns/tz/date/mini';
import { capitalFirst, day, knownZone } from '../../languages/formats.ts';
import { type Text, text } from '../../languages/text.ts';
import type { Answer } from '../../views/answer.ts';
import { bold } from '../../views/mrkdwn.ts';
import type { Calendar } from '../parse/dates.ts';

type Entry = NonNullable<Answer['entries']>[number];

/** Entries of a log with a line for each day, as the reader's calendar has it: "Today", "Thursday 26 November 2026". */
export function byDay<T extends { readonly at: number }>(
  logged: readonly T[],
  toEntry: (one: T) => Entry,
  calendar: Calendar,
): Entry[] {
  const timeZone = knownZone(calendar.timeZone);
  const dates = new Intl.DateTimeFormat('en-CA', { timeZone });
  const today = dates.format(calendar.now);
  // A day may have 25 hours.
  const dayBefore = new TZDateMini(calendar.now, timeZone);
  dayBefore.setDate(dayBefore.getDate() - 1);
  const yesterday = dates.format(dayBefore.getTime());
  const heading = (at: number, date: string): Text => {
    if (date === today) return text`Today`;
    if (date === yesterday) return text`Yesterday`;
    return capitalFirst(day(at, { dateStyle: 'full', timeZone }));
  };
  let last: string | undefined;
  return logged.flatMap((one) => {
    const date = dates.format(one.at);
    const isNew = date !== last;
    last = date;
    return [...(isNew ? [{ text: bold(heading(one.at, date)) }] : []), toEntry(one)];
  });
}
