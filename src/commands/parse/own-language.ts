import { createRequire } from 'node:module';
import type { Chrono } from 'chrono-node/en';
import { codeFor, currentLanguage } from '../../languages/language.ts';
import { type TypedWords, typedWords } from '../../languages/typed-words.ts';
import { lengthOf } from './duration.ts';
import { isSomebody, narrow, plainApostrophes, type Token } from './token.ts';

/** What the parser asks of the words that somebody types in their own language. */
export interface OwnLanguage {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  readonly never: ReadonlySet<string>;
  readonly polite: ReadonlySet<string>;
  readonly vague: ReadonlySet<string>;
  readonly between: ReadonlySet<string>;
  readonly until: readonly Around[];
  readonly for: readonly Around[];
  readonly since: readonly Around[];
  readonly endOf: readonly Around[];
  /** Milliseconds by the name of a unit. */
  readonly units: ReadonlyMap<string, number>;
  readonly numbers: ReadonlyMap<string, number>;
  /** English months by the names that they have. */
  readonly months: ReadonlyMap<string, string>;
  readonly dates: TypedWords['dates'];
  /** A date that has been: "last Friday". */
  readonly past: RegExp;
  /** What goes on with a date: "next" in "la semaine prochaine". */
  readonly goesOn: RegExp;
  /** "and" between people, and "for" before them. */
  readonly and: ReadonlySet<string>;
  readonly forPerson: ReadonlySet<string>;
  readonly behindPerson: RegExp | undefined;
  readonly topics: TypedWords['topics'];
  readonly glued: RegExp | undefined;
  /** Reads dates in this language. */
  readonly chrono: Pick<Chrono, 'parse'>;
}

/** Words before a time, or behind it. */
interface Around {
  readonly before: string;
  readonly behind: string;
}

const require = createRequire(import.meta.url);
const read = new Map<string, OwnLanguage | undefined>();

/**
 * The words of a language beside English.
 *
 * @param locale such as `de-AT`; without one, the current language counts
 * @returns `undefined` for English, and for languages of which no words are known
 */
export function ownLanguage(locale: string = currentLanguage().locale): OwnLanguage | undefined {
  const code = codeFor(locale);
  if (!read.has(code)) read.set(code, typedWords[code] && toOwnLanguage(code, typedWords[code]));
  return read.get(code);
}

/** The tags of all languages whose words are known, such as `de`. */
export const ownLanguages: readonly string[] = Object.keys(typedWords);

/** Small letters without accents, so that these need not be typed. As many signs as before. */
export function plainLetters(text: string): string {
  // Japanese voicing marks are no accents.
  return narrow(plainApostrophes(text.normalize('NFC').toLowerCase()))
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

/** A time without the words around it, such as "Freitag" of "bis Freitag"; `undefined`: none of them are there. */
export function without(around: readonly Around[], said: string): string | undefined {
  const plain = plainLetters(said);
  const found = around.find(
    ({ before, behind }) =>
      plain.length > before.length + behind.length && plain.startsWith(before) && plain.endsWith(behind),
  );
  return found && said.slice(found.before.length, said.length - found.behind.length).trim();
}

/** A time without "please" behind it. */
export function withoutPolite(own: OwnLanguage | undefined, said: string): string {
  const plain = plainLetters(said);
  const endings = [...(own?.polite ?? [])].map((word) => (/[a-z]$/.test(word) ? ` ${word}` : word));
  const ending = endings.find((word) => plain.length > word.length && plain.endsWith(word));
  return ending ? withoutPolite(own, said.slice(0, -ending.length).replace(/[ ,]+$/, '')) : said;
}

/** Whether a word is one of those around a time, or ends in one, as in Japanese. */
export function isAround(around: readonly Around[], word: string): boolean {
  const plain = `${plainLetters(word)} `;
  return around.some(({ before, behind }) =>
    before === '' ? plain.trim().endsWith(behind.trim()) : plain.startsWith(before.replace(/ .*/, ' ')),
  );
}

/** Milliseconds of a length such as "zwei Wochen" or 2週間. It begins with a number: "Tag" alone is a word like others. */
export function readOwnLength(own: OwnLanguage, text: string): number | undefined {
  const words = plainLetters(text)
    .replace(/\d+(?:[.,]5)?|[一二三四五六七八九十半]+/g, ' $& ')
    .split(/[\s,、と-]+/)
    .filter((word) => word !== '' && !own.between.has(word));
  let total = 0;
  let amount: number | undefined;
  for (const word of words) {
    const number = /^\d{1,4}([.,]5)?$/.test(word) ? Number(word.replace(',', '.')) : own.numbers.get(word);
    const unit = own.units.get(word);
    // "ein halbes Jahr", "une quinzaine de jours"
    if (number !== undefined && (amount === undefined || amount === 1 || number === 0.5))
      amount = (amount ?? 1) * number;
    else if (unit === undefined || amount === undefined) return undefined;
    else {
      total += amount * unit;
      amount = undefined;
    }
  }
  if (amount === 15 && FIFTEEN_DAYS.test(words.at(-1) ?? '')) return lengthOf(total + 15 * 86_400_000);
  return amount === undefined ? lengthOf(total) : undefined;
}

/** "une quinzaine" says without a unit that it is of days. */
const FIFTEEN_DAYS = /^(quinzaine|quin[cz]ena)$/;

/** A date as chrono knows it, in the language itself or in English. */
export function asDateIsKnown(own: OwnLanguage, text: string): string {
  const said = own.dates.reduce((left, [from, to]) => left.replace(from, to), text.normalize('NFC').trim());
  const month = own.months.get(plainLetters(without(own.endOf, said) ?? ''));
  return month ? `end of ${month}` : said;
}

function toOwnLanguage(code: string, words: TypedWords): OwnLanguage {
  const { minute, hour, day, week, month, year } = words.units;
  const lengths: [string, number][] = [
    [minute, 60_000],
    [hour, 3_600_000],
    [day, 86_400_000],
    [week, 604_800_000],
    [month, 2_592_000_000],
    [year, 31_536_000_000],
  ];
  return {
    on: wordsIn(words.on),
    off: wordsIn(words.off),
    never: new Set(phrasesIn(words.never)),
    polite: wordsIn(words.polite),
    vague: wordsIn(words.vague),
    between: wordsIn(words.between),
    until: aroundIn(words.until),
    for: aroundIn(words.for),
    since: aroundIn(words.since),
    endOf: aroundIn(words.endOf),
    units: new Map(lengths.flatMap(([names, ms]) => [...wordsIn(names)].map((name) => [name, ms] as const))),
    numbers: new Map([
      ...words.numbers
        .split(' ')
        .flatMap((names, i) => names.split('/').map((name) => [plainLetters(name), i + 1] as const)),
      ...Object.entries(words.otherNumbers).map(([name, number]) => [plainLetters(name), number] as const),
    ]),
    months: monthsOf(code),
    dates: words.dates,
    past: words.past,
    goesOn: words.goesOn,
    and: wordsIn(words.and),
    forPerson: wordsIn(words.forPerson),
    behindPerson: words.behindPerson,
    topics: words.topics,
    glued: words.glued,
    // Read at once, as parsing waits for nothing; only when somebody with this language types a time.
    chrono: (require(`chrono-node/${words.chrono}`) as { casual: Chrono }).casual,
  };
}

function wordsIn(list: string): ReadonlySet<string> {
  return new Set(plainLetters(list).split(' ').filter(Boolean));
}

function phrasesIn(list: string): readonly string[] {
  return plainLetters(list).split(/, */);
}

/** The longest first: "seit dem" is found before "seit". */
function aroundIn(list: string): readonly Around[] {
  return phrasesIn(list)
    .map((phrase) => {
      const [before = '', behind = ''] = phrase.split('~');
      return { before, behind };
    })
    .sort((a, b) => b.before.length + b.behind.length - (a.before.length + a.behind.length));
}

function monthsOf(code: string): ReadonlyMap<string, string> {
  const named = (locale: string, month: number) =>
    new Date(2026, month, 15).toLocaleString(locale, { month: 'long' });
  return new Map(
    Array.from({ length: 12 }, (_, month) => [plainLetters(named(code, month)), named('en', month)] as const),
  );
}

/** Words of a language without spaces, in which a time is a word of its own: 研修のため2週間 is two. */
export function withTimesApart(tokens: readonly Token[]): readonly Token[] {
  const glued = ownLanguage()?.glued;
  if (!glued) return tokens;
  return tokens.flatMap((token) => {
    if (isSomebody(token) || token.raw !== token.text) return [token];
    const parts = token.text.split(glued).filter(Boolean);
    return parts.map((part, i) => ({ raw: part, text: part, spaced: i === 0 && token.spaced }));
  });
}
