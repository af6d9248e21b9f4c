import { type Text, text } from '../../languages/text.ts';
import { readEnd } from './dates.ts';
import { readLength } from './duration.ts';
import { plain, tellingWords } from './filler-words.ts';
import { isAround, ownLanguage, plainLetters, without } from './own-language.ts';
import { isDate } from './read-date.ts';
import { noTime } from './read-field.ts';
import { isSomebody, type Token, textOf } from './token.ts';

/** The most words that a time is said in: "until the end of the next month". */
const MAX_TIME_WORDS = 7;
const FOR = /^(for|f[uü]r)$/i;
const UNTIL = /^(until|till|til|'til|untill|through|thru|ending|ends)$/i;
const TIME_UNIT = /^(min(ute)?|hour|day|week|fortnight|month|quarter|year)s?$/i;
/** Words before a unit that say no number. */
const VAGUE = /^(the|a|this|next|few|some|several|many|more|another|whole|entire|all|rest|of|number)$/i;

type TimeFound =
  | { readonly value: string; readonly problem?: never; readonly count: number }
  | { readonly value?: never; readonly problem: Text; readonly count: number };

/**
 * A time at the front, with or without "for" or "until". A date without either counts only where it ends the line: "Monday
 * workshop" is a reason.
 *
 * @param alone there is no text field that it could belong to
 */
export function timeAt(tokens: readonly Token[], alone: boolean): TimeFound | undefined {
  const both = beginningAndEnd(tokens);
  if (both > 0) return { problem: noBeginning(textOf(tokens.slice(0, both))), count: both };
  const found = longestTime(tokens);
  const isMeant =
    found &&
    !goesOn(tokens.slice(0, found.count), tokens.slice(found.count)) &&
    (alone ||
      !found.value.startsWith('until ') ||
      saysUntil(tokens.slice(0, found.count)) ||
      tellingWords(tokens.slice(found.count)).length === 0);
  return isMeant ? found : unclearTime(tokens, alone);
}

/** "until the end of the week" is not all of "until the end of the week after": the date would be a wrong one. */
function goesOn(time: readonly Token[], rest: readonly Token[]): boolean {
  const [next] = rest;
  if (!next || isSomebody(next) || !saysUntil(time)) return false;
  const said = textOf(rest);
  const last = textOf(time.slice(-1));
  return (
    GOES_ON.test(said) ||
    (MONTH.test(last) && /^\d{1,2}\b/.test(said)) ||
    ownLanguage()?.goesOn.test(said) === true ||
    (!/[,;:!?]$/.test(last) && (isDate(plain(next.text)) || isMonth(said)))
  );
}

const MONTH = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}$/i;

/** "noviembre", or "de noviembre": no date by itself. */
function isMonth(said: string): boolean {
  const [word = ''] = plainLetters(said)
    .replace(/^de /, '')
    .split(/[\s.,]/);
  return ownLanguage()?.months.has(word) === true;
}

const GOES_ON =
  /^(last|next|after|morning|afternoon|evening|night|in the (morning|afternoon|evening))(?![\p{L}-])/iu;

/**
 * "until the project ends", "for a few weeks", "2-3 weeks", "1 to 15 December": it is meant as a time, so the person is
 * asked for one.
 */
function unclearTime(tokens: readonly Token[], alone: boolean): TimeFound | undefined {
  const [first, ...others] = tokens;
  const word = first?.text ?? '';
  if (isUntil(word) || (isBy(word) && readsAsDate(textOf(others.slice(0, 1))))) {
    const count = alone ? tokens.length : Math.min(tokens.length, MAX_TIME_WORDS);
    return { problem: unclear(tokens.slice(0, count)), count };
  }
  if (isVagueLength(word)) return { problem: unclear(tokens.slice(0, 1)), count: 1 };
  const unsure = unsureLength(tokens);
  if (unsure > 0) return { problem: unclear(tokens.slice(0, unsure)), count: unsure };
  const vague = others.slice(0, 4).findIndex(({ text }) => !isVague(plain(text)));
  if (!isFor(word) || vague < 1 || !isTimeUnit(plain(others[vague]?.text ?? ''))) return undefined;
  const end = vague + 2;
  // "pour la semaine prochaine"
  const count = end + (ownLanguage()?.goesOn.test(tokens[end]?.text ?? '') === true ? 1 : 0);
  return { problem: unclear(tokens.slice(0, count)), count };
}

/** How many words "2-3 weeks", "at least two weeks" or "10 business days" are; 0: it is nothing like that. */
function unsureLength(tokens: readonly Token[]): number {
  const words = tokens.slice(0, MAX_TIME_WORDS).map(({ text }) => plain(text));
  const first = words.findIndex((word) => !isFor(word) && !ROUGHLY.test(word));
  const unit = words.findIndex((word, i) => i > first && isTimeUnit(word));
  if (unit < 0 || !isNumber(words[first] ?? '')) return 0;
  const between = words.slice(first, unit);
  return between.every((word) => isNumber(word) || BETWEEN_NUMBERS.test(word)) ? unit + 1 : 0;
}

const ROUGHLY =
  /^(at|least|most|up|maybe|perhaps|max|min|mindestens|höchstens|maximal|au|moins|plus|al|menos|máximo|pelo|no)$/i;
const BETWEEN_NUMBERS =
  /^([-–/&]|to|or|bis|oder|à|ou|a|o|business|working|work|full|whole|more|extra|volle|ganze|weitere)$/i;

/** A number, or two with a dash between them. "A 3 day workshop" is a reason. */
function isNumber(word: string): boolean {
  if (/^\d{1,4}([.,]5)?([-–/]\d{1,4})?$/.test(word)) return true;
  return (
    !/^an?$/.test(word) &&
    (readLength(`${word} days`) !== undefined || (ownLanguage()?.numbers.get(plainLetters(word)) ?? 0) > 1)
  );
}

/** How many words "from 1 to 15 December" is; 0: it has no beginning beside its end. */
function beginningAndEnd(tokens: readonly Token[]): number {
  const words = tokens.slice(0, MAX_TIME_WORDS + 2);
  const [one, other] = words;
  if (!one || isUntil(one.text)) return 0;
  // 12月1日から12月15日まで
  const begins = /^(.+)から$/.exec(one.text)?.[1];
  if (begins && other && readsAsDate(begins) && readsAsDate(other.text)) return 2;
  const first = FROM.test(one.text) ? 1 : 0;
  const to = words.findIndex(({ text }, i) => i > first && TO.test(text));
  if (to < 0) return 0;
  const beginning = textOf(words.slice(first, to));
  if (!/^\d{1,2}(\.|er|st|nd|rd|th)?$/i.test(beginning) && !readsAsDate(beginning)) return 0;
  for (let end = words.length; end > to + 1; end--) {
    if (readsAsDate(textOf(words.slice(to + 1, end)))) return end;
  }
  return 0;
}

const FROM = /^(from|between|vom|von|zwischen|du|de|del|desde|entre)$/i;
const TO = /^([-–]|to|until|till|through|and|bis|au|à|al|a|hasta|até|から|〜|～)$/i;

function readsAsDate(said: string): boolean {
  return readEnd(said)?.startsWith('until ') ?? false;
}

/** Each of these is understood in English and in the current language. */
function isFor(word: string): boolean {
  return FOR.test(word) || isAround(ownLanguage()?.for ?? [], word);
}

/** "Extend it by two weeks", but "I need it by Friday". */
function isBy(word: string): boolean {
  return word.toLowerCase() === 'by';
}

function isUntil(word: string): boolean {
  return UNTIL.test(word) || isAround(ownLanguage()?.until ?? [], word);
}

function saysUntil(tokens: readonly Token[]): boolean {
  const said = textOf(tokens).replace(/[.,;!]+$/, '');
  return UNTIL.test(tokens[0]?.text ?? '') || without(ownLanguage()?.until ?? [], said) !== undefined;
}

function isVague(word: string): boolean {
  return VAGUE.test(word) || ownLanguage()?.vague.has(plainLetters(word)) === true;
}

/** 数週間, "some weeks" in one word. */
function isVagueLength(word: string): boolean {
  const own = ownLanguage();
  const said = plainLetters(word);
  return (
    !!own?.glued &&
    [...own.vague, ...(SEVERAL_NUMBERS.exec(said) ?? [])].some(
      (some) => said.startsWith(some) && own.units.has(said.slice(some.length)),
    )
  );
}

/** 2〜3 of 2〜3週間 */
const SEVERAL_NUMBERS = /^(?:[\d一二三四五六七八九十]+[〜~、・-])+[\d一二三四五六七八九十]+/;

function isTimeUnit(word: string): boolean {
  return TIME_UNIT.test(word) || ownLanguage()?.units.has(plainLetters(word)) === true;
}

function noBeginning(typed: string): Text {
  return text`“${typed}” has a start date, too. I can only start right away: give just the end, like until 24 December.`;
}

function unclear(tokens: readonly Token[]): Text {
  return noTime([...textOf(tokens)].slice(0, 80).join(''));
}

function longestTime(tokens: readonly Token[]): { value: string; count: number } | undefined {
  for (let count = Math.min(MAX_TIME_WORDS, tokens.length); count > 0; count--) {
    const words = tokens.slice(0, count);
    if (words.some(isSomebody)) continue;
    const said = textOf(words).replace(/[.,;!]+$/, '');
    // "for the workshop" is no time, and "for Friday" is a reason.
    const value = readEnd(said);
    const before = words[0]?.text ?? '';
    const isReason = value?.startsWith('until') && (isFor(before) || isBy(before)) && !THESE_DAYS.test(value);
    if (value !== undefined && !isReason) return { value, count };
  }
  return undefined;
}

const THESE_DAYS =
  /^until (today|tonight|tomorrow|heute|morgen|aujourd'hui|demain|hoy|mañana|hoje|amanhã|今日|明日)$/i;

/** Whether a time stands at the front. */
export function startsWithTime(tokens: readonly Token[]): boolean {
  return tokens.length > 0 && longestTime(tokens) !== undefined;
}

/** Whether a time stands at the front that begins with "for" or "until". */
export function saysTime(tokens: readonly Token[]): boolean {
  const word = tokens[0]?.text ?? '';
  return (isFor(word) || isUntil(word)) && startsWithTime(tokens);
}

/** How many places in a text are looked at for a time. */
const MAX_PLACES = 8;

/**
 * A time that stands in a text after "for" or "until". At the end of the text it is taken out of it; in its middle the text
 * stays as it was written.
 */
export function timeWithin(tokens: readonly Token[]): { value: string; rest: readonly Token[] } | undefined {
  const places = tokens.flatMap(({ text, raw }, i) => (isFor(raw) || isUntil(text) || isBy(raw) ? [i] : []));
  for (const at of places.slice(-MAX_PLACES).reverse()) {
    const found = longestTime(tokens.slice(at));
    if (!found || goesOn(tokens.slice(at, at + found.count), tokens.slice(at + found.count))) continue;
    const isLast = tellingWords(tokens.slice(at + found.count)).length === 0;
    return { value: found.value, rest: isLast ? tokens.slice(0, at) : tokens };
  }
  return undefined;
}
