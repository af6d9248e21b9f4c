import { TZDateMini } from '@date-fns/tz/date/mini';
import { type Chrono, casual, GB, type ParsedResult } from 'chrono-node/en';
import { knownZone } from '../../languages/formats.ts';
import { currentLanguage } from '../../languages/language.ts';
import type { Calendar } from './dates.ts';
import { asDateIsKnown, type OwnLanguage, ownLanguage, ownLanguages, plainLetters } from './own-language.ts';

/** Any calendar does for telling whether a text is a date, if its year has a 29 February. */
const ANY_CALENDAR: Calendar = { now: Date.UTC(2028, 0, 15, 12), timeZone: 'UTC', locale: 'en-GB' };

/** Whether a text is a date, in the current language or in English. */
export function isDate(text: string): boolean {
  const calendar = { ...ANY_CALENDAR, locale: currentLanguage().locale };
  return dateIn(text, calendar, true) !== undefined || dateIn(text, calendar, false) !== undefined;
}

/**
 * Whether a text is a date that may lie in the past, unlike "tomorrow". It is read as if today were in 2204, so that every
 * year that is named is over.
 */
export function canBePast(text: string, locale: string): boolean {
  const calendar = { ...ANY_CALENDAR, now: Date.UTC(2204, 0, 15, 12), locale };
  const found = dateIn(text, calendar, false);
  return found !== undefined && found.start <= calendar.now;
}

const MONTH_FIRST = /^(en-(us|ca|ph)|ja(-jp)?)$/i;
const MAX_DATE_TEXT = 60;

/** A moment on somebody's clock. */
type Here = InstanceType<typeof TZDateMini>;

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
  return readDate(said, calendar, forward && !isPast, own);
}

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
  const read = (at: Here) => {
    const english = MONTH_FIRST.test(calendar.locale) ? casual : GB;
    return (own && wholeDate(own.chrono, said, at, forward)) ?? wholeDate(english, said, at, forward);
  };
  // chrono takes a day for its noon: in the afternoon, today's date would be that of the next year.
  const first = read(forward ? startOfDay(here) : here);
  const whole = forward && first?.start.isCertain('hour') ? read(here) : first;
  const found = whole ?? (said.includes('29') ? leapDay(read, here, forward) : undefined);
  if (!found) return undefined;
  const span = spanOf(found, here);
  return forward || span.start <= calendar.now ? span : spanBefore(span, found, here);
}

/** What a text says as a whole. @param at when it is said */
function wholeDate(
  reader: Pick<Chrono, 'parse'>,
  said: string,
  at: Here,
  forward: boolean,
): ParsedResult | undefined {
  // The person's clock as if it were this machine's: chrono would compare it with what it reads in another zone.
  const [year, month, day] = [at.getFullYear(), at.getMonth(), at.getDate()];
  const clock = new Date(year, month, day, at.getHours(), at.getMinutes(), at.getSeconds());
  const [found, ...others] = reader.parse(said, clock, { forwardDate: forward });
  // Half a date is none: the other half would be dropped. So would be the beginning of "1 to 15 December".
  const isWhole = found && others.length === 0 && found.text.length === said.length && !found.end;
  // 30 February is taken for February of the year 30.
  return isWhole && (found.start.isCertain('day') || !DAY_OF_MONTH.test(said)) ? found : undefined;
}

/** "29 February", said in a year without one: the next one within twelve months, or the last one there was. */
function leapDay(
  read: (at: Here) => ParsedResult | undefined,
  here: Here,
  forward: boolean,
): ParsedResult | undefined {
  const coming = here.getFullYear() + (here.getMonth() < 2 ? 0 : 1);
  const years = forward ? [coming] : YEARS_BACK.map((back) => coming - back);
  for (const year of years) {
    const found = read(momentAt(here, year, 0, 1));
    if (!found || found.start.isCertain('year')) continue;
    const [foundYear, month, day] = dayOf(found.start, here);
    if (foundYear === year && month === 1 && day === 29) return found;
  }
  return undefined;
}

/** From 2096 to 2104 there is none in between. */
const YEARS_BACK = [1, 2, 3, 4, 5, 6, 7, 8];

/** It has not been yet: "since 5pm", said at noon, was yesterday, "since Friday" last week, "since 1 December" last year. */
function spanBefore(span: Span, { start }: ParsedResult, here: Here): Span {
  if (start.isCertain('year')) return span;
  const isTime = !start.isCertain('weekday') && !start.isCertain('day') && !start.isCertain('month');
  const isWeekday = start.isCertain('weekday') && !start.isCertain('day');
  const before = (at: number) => {
    const then = new TZDateMini(at, here.timeZone ?? 'UTC');
    if (isTime) then.setDate(then.getDate() - 1);
    else if (isWeekday) then.setDate(then.getDate() - 7);
    else then.setFullYear(then.getFullYear() - 1);
    return then.getTime();
  };
  return { start: before(span.start), end: before(span.end) };
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

/** A day from its beginning to its end, or the one moment that a time of day means. */
function spanOf({ start }: ParsedResult, here: Here): Span {
  const [year, month, day] = dayOf(start, here);
  if (start.isCertain('hour')) {
    const at = momentAt(here, year, month, day, start.get('hour') ?? 0, start.get('minute') ?? 0).getTime();
    return { start: at, end: at };
  }
  const first = momentAt(here, year, month, day);
  return { start: first.getTime(), end: lastMinuteOf(first) };
}

/** The last minute of a day: of two, where the clock is set back at midnight, the later one. */
export function lastMinuteOf(at: Here): number {
  return momentAt(at, at.getFullYear(), at.getMonth(), at.getDate() + 1).getTime() - MINUTE;
}

const MINUTE = 60_000;

function startOfDay(at: Here): Here {
  return momentAt(at, at.getFullYear(), at.getMonth(), at.getDate());
}

/** A time in the same time zone. */
function momentAt(here: Here, year: number, month: number, day: number, hour = 0, minute = 0): Here {
  return new TZDateMini(year, month, day, hour, minute, here.timeZone ?? 'UTC');
}

/** Year, month from 0, and day. A month after 31 January is the last of February, of which chrono makes 3 March. */
function dayOf(date: ParsedResult['start'], here: Here): [number, number, number] {
  const [year, month, day] = [date.get('year') ?? 0, (date.get('month') ?? 1) - 1, date.get('day') ?? 1];
  const isMonths =
    date.tags().has('result/relativeDate') && !date.isCertain('day') && !date.isCertain('hour');
  if (!isMonths || day >= here.getDate()) return [year, month, day];
  const last = new Date(Date.UTC(year, month, 0));
  return [last.getUTCFullYear(), last.getUTCMonth(), last.getUTCDate()];
}
