import type { Text } from '../../languages/text.ts';
import { readEnd } from './dates.ts';
import { plain, tellingWords } from './filler-words.ts';
import { isAround, ownLanguage, plainLetters, without } from './own-language.ts';
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
  const found = longestTime(tokens);
  const isMeant =
    found &&
    (alone ||
      !found.value.startsWith('until ') ||
      saysUntil(tokens.slice(0, found.count)) ||
      tellingWords(tokens.slice(found.count)).length === 0);
  return isMeant ? found : unclearTime(tokens, alone);
}

/** "until the project ends", "for a few weeks": it is meant as a time, so the person is asked for one. */
function unclearTime(tokens: readonly Token[], alone: boolean): TimeFound | undefined {
  const [first, ...others] = tokens;
  const word = first?.text ?? '';
  if (isUntil(word)) {
    const count = alone ? tokens.length : Math.min(tokens.length, MAX_TIME_WORDS);
    return { problem: unclear(tokens.slice(0, count)), count };
  }
  if (isVagueLength(word)) return { problem: unclear(tokens.slice(0, 1)), count: 1 };
  const vague = others.slice(0, 4).findIndex(({ text }) => !isVague(plain(text)));
  if (!isFor(word) || vague < 1 || !isTimeUnit(plain(others[vague]?.text ?? ''))) return undefined;
  return { problem: unclear(tokens.slice(0, vague + 2)), count: vague + 2 };
}

/** Each of these is understood in English and in the current language. */
function isFor(word: string): boolean {
  return FOR.test(word) || isAround(ownLanguage()?.for ?? [], word);
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
  return (
    !!own?.glued &&
    [...own.vague].some((some) => word.startsWith(some) && own.units.has(word.slice(some.length)))
  );
}

function isTimeUnit(word: string): boolean {
  return TIME_UNIT.test(word) || ownLanguage()?.units.has(plainLetters(word)) === true;
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
    if (value !== undefined && !(isFor(words[0]?.text ?? '') && value.startsWith('until')))
      return { value, count };
  }
  return undefined;
}

/** Whether a time stands at the front. */
export function startsWithTime(tokens: readonly Token[]): boolean {
  return tokens.length > 0 && longestTime(tokens) !== undefined;
}

/** How many places in a text are looked at for a time. */
const MAX_PLACES = 8;

/**
 * A time that stands in a text after "for" or "until". At the end of the text it is taken out of it; in its middle the text
 * stays as it was written.
 */
export function timeWithin(tokens: readonly Token[]): { value: string; rest: readonly Token[] } | undefined {
  const places = tokens.flatMap(({ text, raw }, i) => (isFor(raw) || isUntil(text) ? [i] : []));
  for (const at of places.slice(-MAX_PLACES).reverse()) {
    const found = longestTime(tokens.slice(at));
    if (!found) continue;
    const isLast = tellingWords(tokens.slice(at + found.count)).length === 0;
    return { value: found.value, rest: isLast ? tokens.slice(0, at) : tokens };
  }
  return undefined;
}
