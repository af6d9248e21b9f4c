import { distance } from 'fastest-levenshtein';
import type { Command } from '../define-command.ts';
import { aliasesOf, aliasFor, greetings, topics } from './aliases.ts';
import { readEnd } from './dates.ts';
import { saysFor } from './fill-fields.ts';
import { isPolite } from './filler-words.ts';
import { ownLanguage, plainLetters } from './own-language.ts';
import { saysTime } from './time-in-line.ts';
import { isSomebody, narrow, type Token, textOf, tokenise } from './token.ts';

/** A command that a line begins with, and what is left of the line. */
export interface Named {
  readonly command: Command;
  readonly rest: readonly Token[];
}

/**
 * Finds the command that was named: by its name, by another name that people use, or in a sentence such as "I need a
 * Zoom licence for two weeks". The longest name wins: `add assistant @mia` is `add-assistant`.
 */
export function findCommand(tokens: readonly Token[], commands: readonly Command[]): Named | undefined {
  const named = byName(tokens, commands);
  if (named?.exact) return named;
  // "return my licence" says more than the name "return" with something after it.
  const said = bySentence(tokens, commands);
  return said && (!named || said.rest.length < named.rest.length) ? said : named;
}

/** The most words that a name consists of. */
const MAX_NAME_WORDS = 4;

function byName(
  tokens: readonly Token[],
  commands: readonly Command[],
): (Named & { readonly exact: boolean }) | undefined {
  for (let count = Math.min(MAX_NAME_WORDS, tokens.length); count > 0; count--) {
    const named = tokens.slice(0, count);
    // "name @person" is a name with something after it.
    if (named.some(isSomebody)) continue;
    const found = commandNamed(named.map(nameWord).join('-'), commands);
    if (found) return { ...found, rest: [...found.before, ...tokens.slice(count)] };
  }
  // "licence for 14d" asks for one; "licence" alone may also give one back.
  const [word, ...rest] = tokens;
  const requested = word && nameWord(word) === 'license' && readEndAt(rest) ? 'request-license' : undefined;
  const command = requested && commands.find(({ name }) => name === requested);
  return command ? { command, rest, exact: false } : undefined;
}

function readEndAt(tokens: readonly Token[]): boolean {
  return [4, 3, 2, 1].some((count) => {
    const words = tokens.slice(0, count);
    return words.length === count && readEnd(words.map(({ text }) => text).join(' ')) !== undefined;
  });
}

function commandNamed(typed: string, commands: readonly Command[]) {
  const exact =
    commands.find(({ name }) => name === typed) ??
    // Few names have the word whose two spellings are one.
    (typed.includes('license')
      ? commands.find(({ name }) => name.replaceAll('licence', 'license') === typed)
      : undefined);
  if (exact) return { command: exact, before: [], exact: true };
  const [name = '', ...before] = tokenise(aliasFor(typed.replaceAll("'", '')) ?? '');
  const command = name && commands.find((one) => one.name === name.text);
  return command ? { command, before, exact: false } : undefined;
}

/** A word as names are compared: `--Help` is `help`, and both spellings of "licence" are one. */
function nameWord({ text }: Token): string {
  return narrow(text.slice(0, 60))
    .toLowerCase()
    .replace(/^[-/!*~`"'¡¿#]+|[-.,!?:;*~`"'…。、！？]+$/g, '')
    .replaceAll('_', '-')
    .replace(/licen[cs]e(s?)/g, 'license$1');
}

/** Words that say nothing about what is wanted, while the command has not been named. */
const FILLERS = new Set(
  `i i'd id i'll i'm im we we'd need needs want wants wanna would like love to please pls plz can could may might you u
  have having let me us a an the my our your his her their mine zoom zoom's for new some full pro paid again now hi hello hey
  hallo there dear frontdesk bot kindly as of from with in on at back thanks thank and just how what what's whats is are who it show get
  give see someone somebody person account address`.split(/\s+/),
);
/** Nouns that are enough when somebody says in a sentence that they want it. */
const WANTED: Readonly<Record<string, string>> = { license: 'request-license' };
const WANTING = new Set(['need', 'want', 'like', 'get', 'have', 'wanna', 'needs', 'wants', 'give']);
/** How far into a sentence a command is looked for, in words. */
const MAX_LEAD = 14;

/**
 * Finds the command in a sentence. Every word up to the command's last one has to be known, so that none is dropped;
 * people who are named in between come before what follows: "add @mia as my assistant".
 */
function bySentence(tokens: readonly Token[], commands: readonly Command[]): Named | undefined {
  const lead = tokens.slice(0, MAX_LEAD);
  const said = lead.map(nameWord);
  const telling = lead
    .flatMap((token, at) => {
      const word = said[at] ?? '';
      // "back", "give" and "show" belong to some names, and say nothing elsewhere.
      return isSomebody(token) || word === '' || FILLERS.has(word) ? [] : [{ word, at }];
    })
    .slice(0, MAX_NAME_WORDS);
  for (const { name, count } of namesSaid(said, telling)) {
    const end = telling[count - 1]?.at ?? 0;
    // A name at the very beginning was looked for already.
    if (end === 0 && count === 1) continue;
    const wants = said.slice(0, end + 1).some((word) => WANTING.has(word));
    const found = commandNamed((wants ? WANTED[name] : undefined) ?? name, commands);
    if (!found) continue;
    const people = lead.slice(0, end + 1).filter(isSomebody);
    // A person stands for somebody else's account where the command has no field for one.
    const lonely =
      found.command.subject === 'self' && !found.command.fields.some(({ kind }) => kind === 'person');
    const who = lonely && people.length > 0 ? [...tokenise('for'), ...people] : people;
    const backAtEnd = name === 'return-license' && said[end + 1] === 'back' ? 1 : 0;
    return { command: found.command, rest: [...found.before, ...who, ...tokens.slice(end + 1 + backAtEnd)] };
  }
  return undefined;
}

/** The names that a sentence may say, the longest first, and how many of its telling words each takes. */
function namesSaid(
  said: readonly string[],
  telling: readonly { readonly word: string }[],
): readonly { readonly name: string; readonly count: number }[] {
  if (telling[0]?.word === 'license') {
    if (said.includes('back')) return [{ name: 'return-license', count: 1 }];
    if (said.includes('give') && !said.includes('me')) return [{ name: 'set-license', count: 1 }];
  }
  const words = telling.map(({ word }) => word);
  return words.map((_, i) => ({
    name: words.slice(0, words.length - i).join('-'),
    count: words.length - i,
  }));
}

/** Whether somebody only says hello, or asks what there is. */
export function isGreeting(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  if (!first) return true;
  const words = tokens.map(nameWord);
  const isSaid = /^[?!.]+$/.test(first.text) || tokens.every(isPolite) || topicsOf(tokens)[0] === 'help';
  return isSaid || (words.length <= 4 && greetings.has(words[0] ?? ''));
}

/** The commands that a line may be about, in English or in the current language. */
function topicsOf(tokens: readonly Token[]): readonly string[] {
  const line = plainLetters(textOf(tokens.slice(0, MAX_LEAD)))
    .replace(/^[¡¿"']+/, '')
    .slice(0, MAX_LINE);
  const all = [...topics, ...(ownLanguage()?.topics ?? [])];
  return all.flatMap(([says, command]) => (says.test(line) ? [command] : []));
}
const MAX_LINE = 200;

/** A command that an unknown line may have meant, with what would be its arguments. */
export interface Suggestion {
  readonly name: string;
  readonly rest: readonly Token[];
}

const MAX_SUGGESTIONS = 3;

/**
 * The commands nearest to a line that names none, the nearest first: those whose name is spelled nearly like it, then
 * those whose name has a word of it.
 */
export function suggestionsFor(tokens: readonly Token[], commands: readonly Command[]): Suggestion[] {
  const found = new Map<string, Suggestion>();
  const add = (name: string, rest: readonly Token[]) => found.has(name) || found.set(name, { name, rest });
  const meant = topicsOf(tokens).filter((one) => commands.some(({ name }) => name === one));
  // "license for ben until Friday" is no report of all licences.
  const [first, ...behind] = tokens;
  const wanted = first && nameWord(first) === 'license' && behind.length > 0 ? ['request-license'] : [];
  for (const name of [...meant, ...wanted]) add(name, valuesIn(tokens));
  for (const count of found.size > 0 ? [] : [2, 1]) {
    const typed = tokens.slice(0, count).map(nameWord).join('-');
    if (tokens.length < count) continue;
    for (const { name } of nearest(typed, commands)) add(name, tokens.slice(count));
    // Two words that are nearly a name say more than the first alone.
    if (found.size > 0) break;
  }
  const words = tokens.slice(0, MAX_LEAD).map(nameWord).filter(isTelling);
  const related = commands.filter(({ name }) => {
    const known = [name, ...aliasesOf(name)].flatMap((one) => one.split('-'));
    return words.some((word) => known.includes(word) || known.includes(word.replace(/s$/, '')));
  });
  // A word of the name itself says more than one of its other names.
  const byOwnName = related.filter((command) => overlap(command, words) > 0);
  const nearer = (byOwnName.length > 0 ? byOwnName : related).sort(
    (a, b) => overlap(b, words) - overlap(a, words),
  );
  for (const { name } of nearer) add(name, []);
  return [...found.values()].slice(0, MAX_SUGGESTIONS);
}

/** From the first person or time on: what a command can take of a line that names it in other words. */
function valuesIn(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex((token, i) => isSomebody(token) || saysTime(tokens.slice(i)));
  if (at < 0) return [];
  return tokens.slice(at > 0 && saysFor(tokens[at - 1]) ? at - 1 : at);
}

function isTelling(word: string): boolean {
  return word.length > 3 && !FILLERS.has(word) && !/^(requests?|list|change|delete|remove)$/.test(word);
}

function overlap({ name }: Command, words: readonly string[]): number {
  const own = name.replaceAll('licence', 'license').split('-');
  return words.filter((word) => own.includes(word) || own.includes(word.replace(/s$/, ''))).length;
}

/** Commands whose name, or another name of them, begins like the word or differs in a few letters, the nearest first. */
function nearest(typed: string, commands: readonly Command[]): Command[] {
  // Comparing takes time in proportion to the length, and no command's name is nearly this long.
  const word = typed.slice(0, 50);
  if (word.length < 3) return [];
  const most = word.length < 5 ? 1 : 2;
  const scored = commands.flatMap((command) => {
    const own = command.name.replaceAll('licence', 'license');
    const toOwn = own.startsWith(word)
      ? (own.length - word.length) / 100
      : differenceTo(word, own, Math.max(most, word.length < 5 ? 0 : Math.floor(own.length / 3)));
    const toOthers = aliasesOf(command.name)
      .filter((name) => name.length > 3)
      .map((name) => 1 + differenceTo(word, name, name.length > 6 ? 2 : 1));
    const best = Math.min(toOwn, ...toOthers);
    return Number.isFinite(best) ? [{ command, best }] : [];
  });
  const best = Math.min(...scored.map((one) => one.best));
  return scored
    .filter((one) => one.best <= best + 1)
    .sort((a, b) => a.best - b.best)
    .map(({ command }) => command);
}

/** How far a word is from a name, in letters; infinitely, where that is more than `most`. */
function differenceTo(word: string, name: string, most: number): number {
  const away = distance(word, name);
  return away <= most ? away : Number.POSITIVE_INFINITY;
}
