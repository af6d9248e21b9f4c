import { TZDateMini } from '@date-fns/tz/date/mini';
import { type Chrono, casual, GB, type ParsedResult } from 'chrono-node/en';
import { currentLanguage } from '../../languages/language.ts';
import type { Calendar } from './dates.ts';
import { asDateIsKnown, type OwnLanguage, ownLanguage, ownLanguages, plainLetters } from './own-language.ts';

/** Any calendar does for telling whether a text is a date. */
const ANY_CALENDAR: Calendar = { now: Date.UTC(2026, 0, 15, 12), timeZone: 'UTC', locale: 'en-GB' };

/** Whether a text is a date, in the current language or in English. */
export function isDate(text: string): boolean {
  const calendar = { ...ANY_CALENDAR, locale: currentLanguage().locale };
  return dateIn(text, calendar, true) !== undefined || dateIn(text, calendar, false) !== undefined;
}

/**
 * Whether a text is a date that may lie in the past, unlike "tomorrow". It is read as if today were in 2200, so that every
 * year that is named is over.
 */
export function canBePast(text: string, locale: string): boolean {
  const calendar = { ...ANY_CALENDAR, now: Date.UTC(2200, 0, 15, 12), locale };
  const found = dateIn(text, calendar, false);
  return found !== undefined && found.start <= calendar.now;
}

const MONTH_FIRST = /^(en-(us|ca|ph)|ja(-jp)?)$/i;
const MAX_DATE_TEXT = 60;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A date that was read already, perhaps in another language: the person may have changed theirs since.
 *
 * @param forward it is to come; otherwise it has been
 */
export function readDateOf(text: string, calendar: Calendar, forward: boolean): Span | undefined {
  for (const locale of [calendar.locale, ...ownLanguages]) {
    const found = dateIn(text, { ...calendar, locale }, forward);
    if (found) return found;
  }
  return undefined;
}

/** A date in the language of whose calendar it is, or in English. */
function dateIn(text: string, calendar: Calendar, forward: boolean): Span | undefined {
  if (text.length > MAX_DATE_TEXT) return undefined;
  const own = ownLanguage(calendar.locale);
  return readDate(own ? asDateIsKnown(own, text) : text, calendar, forward, own);
}

function readDate(
  text: string,
  calendar: Calendar,
  forward: boolean,
  own: OwnLanguage | undefined,
): Span | undefined {
  const timeZone = knownZone(calendar.timeZone);
  const here = new TZDateMini(calendar.now, timeZone);
  const said = asChronoReadsIt(text, here);
  // A length that is too long to be one is no date either.
  if (said === '' || /^[\d.,]+ ?[a-z]$/i.test(said) || /^\d+ ?(min|hour|day|week|month|year)s?$/i.test(said))
    return undefined;
  if (own && isAmountOf(own, said)) return undefined;
  const english = MONTH_FIRST.test(calendar.locale) ? casual : GB;
  const reference = { instant: new Date(calendar.now), timezone: -here.getTimezoneOffset() };
  const wholeDate = (reader: Pick<Chrono, 'parse'>) => {
    const [found, ...others] = reader.parse(said, reference, { forwardDate: forward });
    // Half a date is none: the other half would be dropped.
    return found && others.length === 0 && found.text.length === said.length ? found : undefined;
  };
  const found = (own && wholeDate(own.chrono)) ?? wholeDate(english);
  if (!found) return undefined;
  const start = startOf(found, timeZone);
  if (forward || start <= calendar.now || found.start.isCertain('year'))
    return { start, end: endOfResult(found, timeZone) };
  // "Since Friday", said on Thursday, was last week.
  if (found.start.isCertain('weekday') && !found.start.isCertain('day')) {
    const lastWeek = new TZDateMini(start, timeZone);
    lastWeek.setDate(lastWeek.getDate() - 7);
    return { start: lastWeek.getTime(), end: start };
  }
  // "Since 1 December", said in November, was last year.
  const lastYear = new TZDateMini(start, timeZone);
  lastYear.setFullYear(lastYear.getFullYear() - 1);
  return { start: lastYear.getTime(), end: start };
}

/** Whether a number and a unit of time is all that is said. */
function isAmountOf({ units }: OwnLanguage, said: string): boolean {
  const unit = /^[\d.,]+ ?(\p{L}+)$/u.exec(said)?.[1];
  return unit !== undefined && units.has(plainLetters(unit));
}

/** chrono knows "24th of December", but neither "the 24th of December" nor "the 24th" or "end of the year". */
function asChronoReadsIt(text: string, here: Date): string {
  const said = text
    .trim()
    .replace(/^the (?=\d|end|first)/i, '')
    .replace(/\.$/, '')
    .replace(/^end of (the |this )?year$/i, '31 December')
    .replace(/^end of (the |this )?week$/i, 'Friday');
  const day = Number(/^(\d{1,2})(st|nd|rd|th)$/i.exec(said)?.[1] ?? 0);
  if (day < 1 || day > 31) return said;
  const month = here.getMonth() + (day < here.getDate() ? 1 : 0);
  return `${day} ${new Date(here.getFullYear(), month, 15).toLocaleString('en', { month: 'long' })}`;
}

function startOf({ start }: ParsedResult, timeZone: string): number {
  const [year, month, day] = dayOf(start);
  if (!start.isCertain('hour')) return new TZDateMini(year, month, day, timeZone).getTime();
  return new TZDateMini(
    year,
    month,
    day,
    start.get('hour') ?? 0,
    start.get('minute') ?? 0,
    timeZone,
  ).getTime();
}

function endOfResult({ start, end }: ParsedResult, timeZone: string): number {
  const last = end ?? start;
  const [year, month, day] = dayOf(last);
  const timed = last.isCertain('hour');
  const [hour, minute] = timed ? [last.get('hour') ?? 0, last.get('minute') ?? 0] : [23, 59];
  return new TZDateMini(year, month, day, hour, minute, 0, timeZone).getTime();
}

function dayOf(date: ParsedResult['start']): [number, number, number] {
  return [date.get('year') ?? 0, (date.get('month') ?? 1) - 1, date.get('day') ?? 1];
}

/** Slack may tell a zone that this Node does not know. */
export function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
