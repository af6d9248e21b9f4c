import { TZDateMini } from '@date-fns/tz/date/mini';
import { casual, GB, type ParsedResult } from 'chrono-node/en';
import { day } from '../../languages/formats.ts';
import { currentLanguage } from '../../languages/language.ts';
import { type Text, text } from '../../languages/text.ts';
import { durationWords, parseDuration, readLength, shortLength } from './duration.ts';
import {
  asDateIsKnown,
  type OwnLanguage,
  ownLanguage,
  ownLanguages,
  plainLetters,
  readOwnLength,
  without,
} from './own-language.ts';

/** Whose calendar a date is read by. */
export interface Calendar {
  /** Milliseconds since 1970: when it was said. */
  readonly now: number;
  /** Such as `Europe/London`, from the person's Slack profile. */
  readonly timeZone: string;
  /** Such as `en-US`: whether 5/12 is in May or in December. */
  readonly locale: string;
}

/** When something is to end: after a time, on a date, or not at all. */
export type End =
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'at'; readonly at: number }
  | { readonly kind: 'never' };

/** How a value says that there is no end. */
export const FOR_GOOD = 'for good';
const NEVER =
  /^(for )?(good|ever|forever|always|permanent(ly)?|indefinite(ly)?|life|unlimited( time)?)$|^(with )?(no|without( an)?)( end| limit| expiry)( date)?$|^never$/i;
const UNTIL = /^(until|till|til|'til|untill|through|thru|up to|by|ending( on)?|ends?( on)?) /i;

/**
 * How long something is to last, as it is stored: `14d` for `two weeks`, `until Friday`, `for good`. A date stays in
 * words, as only {@link endOf} knows whose calendar it is read by. It may be said in the current language or in English.
 *
 * @returns `undefined` when it is no time
 */
export function readEnd(text: string): string | undefined {
  const own = ownLanguage();
  const said = text.trim().replace(/[.!。]$/, '');
  if (NEVER.test(said) || own?.never.has(plainLetters(said))) return FOR_GOOD;
  const length = said.replace(/^for /i, '');
  const ownLength = (own && without(own.for, said)) ?? said;
  const exact = [length, ownLength].find((one) => parseDuration(one) !== undefined);
  if (exact !== undefined) return exact.toLowerCase().replace(/\s/g, '');
  const ms = readLength(length) ?? (own && (readOwnLength(own, said) ?? readOwnLength(own, ownLength)));
  if (ms !== undefined) return shortLength(ms);
  const date = (own && without(own.until, said)) ?? said.replace(UNTIL, '');
  return isDate(date) ? `until ${date}` : undefined;
}

/** When a value of {@link readEnd} ends. A day is meant to its end. */
export function endOf(value: string, calendar: Calendar): End | undefined {
  if (value === FOR_GOOD) return { kind: 'never' };
  const ms = parseDuration(value);
  if (ms !== undefined) return { kind: 'after', ms };
  const found = dateInAnyLanguage(value.replace(UNTIL, ''), calendar, true);
  return found && { kind: 'at', at: found.end };
}

/**
 * How far back to look, as it is stored: `7d`, or a date in words such as `since Monday`.
 *
 * @returns `undefined` when it is no time
 */
export function readSince(text: string): string | undefined {
  const own = ownLanguage();
  const english = text
    .trim()
    .replace(/^(since|from|in|after) /i, '')
    .replace(/^the (last|past)/i, 'last');
  const said = (own && without(own.since, text.trim())) ?? english;
  const exact = parseDuration(said);
  if (exact !== undefined) return said.toLowerCase().replace(/\s/g, '');
  const length = english.replace(/^(last|past|for) (?=\d|week|month|year|day|hour|two|three|four|six)/i, '');
  const ms = readLength(length) ?? (own && readOwnLength(own, said));
  if (ms !== undefined) return shortLength(ms);
  return canBePast(said) && !/^(tomorrow|next)\b/i.test(said) ? `since ${said}` : undefined;
}

/** Milliseconds since 1970 from which on to look, of a value of {@link readSince}. A day is meant from its beginning. */
export function sinceOf(value: string, calendar: Calendar): number | undefined {
  const ms = parseDuration(value);
  if (ms !== undefined) return calendar.now - ms;
  return dateInAnyLanguage(value.replace(/^since /i, ''), calendar, false)?.start;
}

/** A day in words: "Friday 27 November 2026", with the time of day where one was said. */
export function dayWords(at: number, calendar: Pick<Calendar, 'timeZone'>): Text {
  const timeZone = knownZone(calendar.timeZone);
  const date = day(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone });
  if (timeOf(at, timeZone) === END_OF_DAY) return date;
  return text`${date}, ${day(at, { hour: '2-digit', minute: '2-digit', timeZone })}`;
}

function timeOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}

/** "for 14 days (until Wednesday 9 December 2026 if it starts today)", "until Friday 27 November 2026", "with no end date". */
export function endWords(end: End, calendar: Calendar): Text {
  switch (end.kind) {
    case 'never':
      return text`with no end date`;
    case 'at':
      return text`until ${dayWords(end.at, calendar)}`;
    case 'after':
      return text`for ${durationWords(end.ms)} (until ${lastDayWords(end.ms, calendar)} if it starts today)`;
  }
}

/** The day on which a time ends that begins now. */
export function lastDayWords(ms: number, calendar: Calendar): Text {
  const at = calendar.now + ms;
  return dayWords(ms % DAY === 0 ? endOfDay(at, calendar) : at, calendar);
}

/** The day of a value of {@link readEnd} that says no time of day, such as `2026-12-24`; `undefined` for any other value. */
export function dayOfEnd(value: string, calendar: Calendar): string | undefined {
  const end = endOf(value, calendar);
  if (end?.kind !== 'at' || end.at !== endOfDay(end.at, calendar)) return undefined;
  const last = new TZDateMini(end.at, knownZone(calendar.timeZone));
  const [month, date] = [last.getMonth() + 1, last.getDate()].map((one) => String(one).padStart(2, '0'));
  return `${last.getFullYear()}-${month}-${date}`;
}

/** The last minute of a day, to which an end without a time of day is meant. */
export function endOfDay(at: number, { timeZone }: Pick<Calendar, 'timeZone'>): number {
  const day = new TZDateMini(at, knownZone(timeZone));
  return new TZDateMini(
    day.getFullYear(),
    day.getMonth(),
    day.getDate(),
    23,
    59,
    0,
    knownZone(timeZone),
  ).getTime();
}

const END_OF_DAY = '23:59';
const DAY = 86_400_000;

/** Any calendar does for telling whether a text is a date. */
const ANY_CALENDAR: Calendar = { now: Date.UTC(2026, 0, 15, 12), timeZone: 'UTC', locale: 'en-GB' };

function isDate(text: string): boolean {
  const calendar = { ...ANY_CALENDAR, locale: currentLanguage().locale };
  return dateIn(text, calendar, true) !== undefined || dateIn(text, calendar, false) !== undefined;
}

/** Whether a date is not ahead by what it says, as "tomorrow" is. Every year that is said is over in 2200. */
function canBePast(text: string): boolean {
  const calendar = { ...ANY_CALENDAR, now: Date.UTC(2200, 0, 15, 12), locale: currentLanguage().locale };
  const found = dateIn(text, calendar, false);
  return found !== undefined && found.start <= calendar.now;
}

const MONTH_FIRST = /^(en-(us|ca|ph)|ja(-jp)?)$/i;
const MAX_DATE_TEXT = 60;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A date in the language of whose calendar it is, or in English. */
function dateIn(text: string, calendar: Calendar, forward: boolean): Span | undefined {
  if (text.length > MAX_DATE_TEXT) return undefined;
  const own = ownLanguage(calendar.locale);
  return (own && readDate(text, calendar, forward, own)) ?? readDate(text, calendar, forward);
}

/** A date that was read already, whose reader may have changed their language since. */
function dateInAnyLanguage(text: string, calendar: Calendar, forward: boolean): Span | undefined {
  const locales = [calendar.locale, ...ownLanguages];
  for (const locale of locales) {
    const found = dateIn(text, { ...calendar, locale }, forward);
    if (found) return found;
  }
  return undefined;
}

function readDate(text: string, calendar: Calendar, forward: boolean, own?: OwnLanguage): Span | undefined {
  const timeZone = knownZone(calendar.timeZone);
  const here = new TZDateMini(calendar.now, timeZone);
  const said = asChronoReadsIt(own ? asDateIsKnown(own, text) : text, here);
  // A length that is too long to be one is no date either.
  if (said === '' || /^[\d.,]+ ?[a-z]$/i.test(said) || /^\d+ ?(min|hour|day|week|month|year)s?$/i.test(said))
    return undefined;
  if (own && isAmountOf(own, said)) return undefined;
  const english = MONTH_FIRST.test(calendar.locale) ? casual : GB;
  const reference = { instant: new Date(calendar.now), timezone: -here.getTimezoneOffset() };
  const found = [...(own ? [own.chrono] : []), english]
    .map((reader) => reader.parse(said, reference, { forwardDate: forward }))
    // Half a date is none: the other half would be dropped.
    .find(([first, ...others]) => others.length === 0 && first?.text.length === said.length)?.[0];
  if (!found) return undefined;
  const start = startOf(found, timeZone);
  if (forward || start <= calendar.now || found.start.isCertain('year'))
    return { start, end: endOfResult(found, timeZone) };
  // "Since Friday", said on Thursday, was last week.
  if (found.start.isCertain('weekday') && !found.start.isCertain('day'))
    return {
      start: new TZDateMini(start, timeZone).setDate(new TZDateMini(start, timeZone).getDate() - 7),
      end: start,
    };
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
function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
