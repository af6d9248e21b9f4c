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
  const isPast = PAST.test(text) || own?.past.test(text) === true;
  const said = own ? asDateIsKnown(own, text) : text;
  if (!forward || !isPast) return readDate(said, calendar, forward, own);
  const found = readDate(said, calendar, false, own);
  return found && { start: found.start, end: found.start + LAST_MINUTE };
}

const LAST_MINUTE = 86_340_000;

/** "until last Friday" is over, and not until the next one. */
const PAST = /^(last|past|previous) | ago$/i;

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
  const wholeDate = (reader: Pick<Chrono, 'parse'>, at = here): ParsedResult | undefined => {
    const reference = { instant: new Date(at.getTime()), timezone: -at.getTimezoneOffset() };
    const [found, ...others] = reader.parse(said, reference, { forwardDate: forward });
    // Half a date is none: the other half would be dropped. So would be the beginning of "1 to 15 December".
    const isWhole = found && others.length === 0 && found.text.length === said.length && !found.end;
    // 30 February is taken for February of the year 30.
    if (!isWhole || (!found.start.isCertain('day') && DAY_OF_MONTH.test(said))) return undefined;
    // chrono takes a day for its noon: in the afternoon, today's date would be that of the next year.
    const isDay = forward && !found.start.isCertain('hour') && at === here;
    return isDay
      ? wholeDate(reader, new TZDateMini(here.getFullYear(), here.getMonth(), here.getDate(), timeZone))
      : found;
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

const DAY_OF_MONTH = /^\p{L}+\.? \d{1,2}$/u;

/** Whether a number and a unit of time is all that is said. */
function isAmountOf({ units }: OwnLanguage, said: string): boolean {
  const unit = /^[\d.,]+ ?(\p{L}+)$/u.exec(said)?.[1];
  return unit !== undefined && units.has(plainLetters(unit));
}

/** chrono knows "24th of December", but neither "the 24th of December" nor "the 24th", "end of the year" or "EOM". */
function asChronoReadsIt(text: string, here: Date): string {
  const said = text
    .trim()
    .replace(/^the (?=\d|end|first)/i, '')
    .replace(/\.$/, '')
    // Of "Dec 24" British chrono makes December 2024, and of "December 30" 2030.
    .replace(MONTH_AND_DAY, '$2 $1')
    .replace(/^(eom|end of (the |this )month)$/i, 'end of month')
    .replace(/^(eod|cob|end of (the |this )?day)$/i, 'today')
    .replace(/^(eod|cob|end of day) /i, '')
    .replace(/^(eoy|end of (the |this )?year)$/i, '31 December')
    .replace(/^(the |this )?weekend$/i, 'Sunday')
    .replace(/^(eow|end of (the |this )?week)$/i, 'Friday');
  if (/^end of next week$/i.test(said)) {
    const friday = new Date(
      here.getFullYear(),
      here.getMonth(),
      here.getDate() - ((here.getDay() + 6) % 7) + 11,
    );
    return `${friday.getDate()} ${englishMonth(friday)} ${friday.getFullYear()}`;
  }
  const day = Number(/^(\d{1,2})(st|nd|rd|th)$/i.exec(said)?.[1] ?? 0);
  if (day < 1 || day > 31) return said;
  // The next month that has such a day: there is no 31 November.
  const months = [0, 1, 2].map((ahead) => new Date(here.getFullYear(), here.getMonth() + ahead, day));
  const next = months.find(
    (date) => date.getDate() === day && (date.getMonth() !== here.getMonth() || day >= here.getDate()),
  );
  return next ? `${day} ${englishMonth(next)}` : said;
}

const MONTH_AND_DAY =
  /^((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.? (\d{1,2})(?:st|nd|rd|th)?(?=$|,? )/i;

function englishMonth(date: Date): string {
  return date.toLocaleString('en', { month: 'long' });
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

function endOfResult({ start }: ParsedResult, timeZone: string): number {
  const [year, month, day] = dayOf(start);
  const timed = start.isCertain('hour');
  const [hour, minute] = timed ? [start.get('hour') ?? 0, start.get('minute') ?? 0] : [23, 59];
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
