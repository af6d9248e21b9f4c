import { currentLanguage } from './language.ts';
import { type Text, wordsOf, writtenText } from './text.ts';

/** Created on first use and kept by locale: to create one takes 10 ms. */
const dates = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { locale } = currentLanguage();
  const key = locale + JSON.stringify(options);
  const format = dates.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dates.set(key, format);
  return format;
}

/** "26 Nov 2026", as the reader's language writes it. @param at milliseconds since 1970 */
export function dayInUtc(at: number): string {
  return dateFormat({ dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

/** "17:05". @param at milliseconds since 1970 */
export function timeInUtc(at: number): string {
  return dateFormat({ timeStyle: 'short', timeZone: 'UTC' }).format(at);
}

/**
 * A day, such as "26 November 2026" or "Thursday 26 November 2026".
 *
 * @param at milliseconds since 1970
 * @param options by default the long form, in UTC
 */
export function day(at: number, options: Intl.DateTimeFormatOptions = { dateStyle: 'long' }): Text {
  return dayText(at, options);
}

const dayText = writtenText('day', (at: number, options: Intl.DateTimeFormatOptions) => {
  const written = dateFormat({ timeZone: 'UTC', ...options }).format(at);
  return currentLanguage().code === 'en' ? written.replace(/^(\p{L}+),/u, '$1') : written;
});

/** A person's time zone as Slack tells it, or UTC where this Node does not know it. */
export function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** "1,234", or "1.234" for a German. Where a plural depends on it, give the number itself to the message. */
export function number(count: number, options?: Intl.NumberFormatOptions): Text {
  return numberText(count, options ?? {});
}

const numberText = writtenText('number', (count: number, options: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat(numberLocale(), options).format(count),
);

/** An amount of money, without cents where it has none. @param currency its ISO 4217 code */
export function money(amount: number, currency: string): Text {
  const whole = Number.isInteger(amount) ? { maximumFractionDigits: 0 } : {};
  return number(amount, { style: 'currency', currency, ...whole });
}

/** "3 days ago". @param unit of the count, which is negative for what is past */
export function relative(count: number, unit: Intl.RelativeTimeFormatUnit): Text {
  return relativeText(count, unit);
}

const relativeText = writtenText('relative', (count: number, unit: Intl.RelativeTimeFormatUnit) =>
  new Intl.RelativeTimeFormat(currentLanguage().locale).format(count, unit),
);

const regions = new Map<string, Intl.DisplayNames>();

/** A country's name. @param code of ISO 3166, such as `DE` @param english what it is called in English */
export function country(code: string, english: string): Text {
  return countryText(code, english);
}

const countryText = writtenText('country', (code: string, english: string) => {
  const { locale, code: language } = currentLanguage();
  if (language === 'en') return english;
  const names = regions.get(locale) ?? new Intl.DisplayNames(locale, { type: 'region' });
  regions.set(locale, names);
  return names.of(code) ?? english;
});

/** "a, b and c", or with `disjunction` "a, b or c". */
export function listed(items: readonly (Text | string)[], type: Intl.ListFormatType = 'conjunction'): Text {
  return listText(items, type);
}

const listText = writtenText('list', (items: readonly (Text | string)[], type: Intl.ListFormatType) =>
  new Intl.ListFormat(currentLanguage().locale, { type }).format(items.map(wordsOf)),
);

function numberLocale(): string {
  const { locale, code } = currentLanguage();
  return code === 'en' ? 'en' : locale;
}

/** A text that stands at the beginning of a line, such as a day as a heading: some languages write weekdays small. */
export function capitalFirst(words: Text): Text {
  return capitalFirstText(words);
}

const capitalFirstText = writtenText('capital-first', ({ words }: Text) => {
  const [first = '', ...rest] = words;
  return first.toLocaleUpperCase(currentLanguage().locale) + rest.join('');
});

/** In German a noun keeps its capital letter wherever it stands; these words begin a phrase and lose it. */
const GERMAN_SMALL =
  /^(?:d(?:er|ie|as|en|em|es)|(?:m?ein|kein)(?:e[nrsm]?)?|alle|von|für|auf|zu|mit|nicht|sich|um|aus|bei|als|im|am|in|an|(?:neue|eigene|persönliche)[nrsm]?)(?!\p{L})/iu;

/** Names, the bot itself, and what is written in capitals. */
const ALWAYS_CAPITAL = /^(?:Zoom|Slack|I)(?!\p{L})|^\p{Lu}{2}/u;

/** A sentence that goes on with another one, so that it begins with a small letter. */
export function smallFirst(sentence: Text): Text {
  return smallFirstText(sentence);
}

const smallFirstText = writtenText('small-first', (sentence: Text) => withSmallLetter(sentence.words));

/** With a small first letter where the language writes it so in the middle of a sentence. */
export function withSmallLetter(words: string): string {
  if (ALWAYS_CAPITAL.test(words)) return words;
  if (currentLanguage().code === 'de' && !GERMAN_SMALL.test(words)) return words;
  return words.charAt(0).toLowerCase() + words.slice(1);
}
