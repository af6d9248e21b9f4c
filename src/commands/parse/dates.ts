import { TZDateMini } from '@date-fns/tz/date/mini';
import { day, knownZone } from '../../languages/formats.ts';
import { currentLanguage } from '../../languages/language.ts';
import { type Text, text } from '../../languages/text.ts';
import { durationWords, parseDuration, readLength, shortLength } from './duration.ts';
import { ownLanguage, plainLetters, readOwnLength, without, withoutPolite } from './own-language.ts';
import { canBePast, isDate, lastMinuteOf, readDateOf } from './read-date.ts';
import { narrow, plainApostrophes } from './token.ts';

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
const UNTIL = /^(until|till|til|'til|untill|through|thru|up to|by|ending( on)?|ends?( on)?) (?!of )/i;
/** "through December" includes it. */
const THROUGH_MONTH =
  /^(through|thru) (?=(jan|febr)uary$|march$|april$|may$|june$|july$|august$|(septem|octo|novem|decem)ber$)/i;

/**
 * How long something is to last, as it is stored: `14d` for `two weeks`, `until Friday`, `for good`. A date stays in
 * words, as only {@link endOf} knows whose calendar it is read by. It may be said in the current language or in English.
 *
 * @returns `undefined` when it is no time
 */
export function readEnd(text: string): string | undefined {
  const own = ownLanguage();
  const said = withoutPolite(
    own,
    narrow(plainApostrophes(text.normalize('NFC')))
      .trim()
      .replace(/[.,;:!?…。、]+$/, '')
      .replace(/^(just|only) /i, '')
      .replace(/ (inclusive|included)$/i, ''),
  );
  if (NEVER.test(said) || own?.never.has(plainLetters(said))) return FOR_GOOD;
  const length = said.replace(/^(for|by) (just |only )?/i, '');
  const ownLength = (own && without(own.for, said)) ?? said;
  const exact = [length, ownLength].find((one) => parseDuration(one) !== undefined);
  if (exact !== undefined) return exact.toLowerCase().replace(/\s/g, '');
  const ms = readLength(length) ?? (own && (readOwnLength(own, said) ?? readOwnLength(own, ownLength)));
  if (ms !== undefined) return shortLength(ms);
  // "bis 24." is the 24th; "24" alone is a number.
  const ownDate =
    own && (without(own.until, said) ?? without(own.for, said))?.replace(/^(\d{1,2})\.?$/, '$1th');
  const date = ownDate ?? said.replace(THROUGH_MONTH, 'end of ').replace(UNTIL, '').replace(/^for /i, '');
  return isDate(date) ? `until ${date}` : undefined;
}

/** When a value of {@link readEnd} ends. A day is meant to its end. */
export function endOf(value: string, calendar: Calendar): End | undefined {
  if (value === FOR_GOOD) return { kind: 'never' };
  const ms = parseDuration(value);
  if (ms !== undefined) return { kind: 'after', ms };
  const found = readDateOf(value.replace(UNTIL, ''), calendar, true);
  return found && { kind: 'at', at: found.end };
}

/**
 * How far back to look, as it is stored: `7d`, or a date in words such as `since Monday`. It may be said in English.
 *
 * @param locale in which language it may be said otherwise
 * @returns `undefined` when it is no time
 */
export function readSince(text: string, locale = currentLanguage().locale): string | undefined {
  const own = ownLanguage(locale);
  const typed = plainApostrophes(text.normalize('NFC')).trim();
  const english = typed.replace(/^(since|from|in|after) /i, '').replace(/^the (last|past)/i, 'last');
  const said = (own && without(own.since, typed)) ?? english;
  const exact = parseDuration(said);
  if (exact !== undefined) return said.toLowerCase().replace(/\s/g, '');
  const length = english.replace(/^(last|past|for) (?=\d|week|month|year|day|hour|two|three|four|six)/i, '');
  const ms = readLength(length) ?? (own && readOwnLength(own, said));
  if (ms !== undefined) return shortLength(ms);
  // "letzte Woche" is a date, "Woche" is none.
  const date = [said, english].find((one) => canBePast(one, locale) && !/^(tomorrow|next)\b/i.test(one));
  return date === undefined ? undefined : `since ${date}`;
}

/** Milliseconds since 1970 from which on to look, of a value of {@link readSince}. A day is meant from its beginning. */
export function sinceOf(value: string, calendar: Calendar): number | undefined {
  const ms = parseDuration(value);
  if (ms !== undefined) return calendar.now - ms;
  return readDateOf(value.replace(/^since /i, ''), calendar, false)?.start;
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
  return lastMinuteOf(new TZDateMini(at, knownZone(timeZone)));
}

/**
 * The end of the last day of a time that begins today. Days are counted in the calendar: one may have 23 or 25 hours.
 */
export function lastDayEnd(ms: number, { now, timeZone }: Calendar): number {
  const then = new TZDateMini(now, knownZone(timeZone));
  then.setDate(then.getDate() + Math.floor(ms / DAY));
  return endOfDay(then.getTime() + (ms % DAY), { timeZone });
}

const END_OF_DAY = '23:59';
const DAY = 86_400_000;
