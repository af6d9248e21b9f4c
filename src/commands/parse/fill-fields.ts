import { asIs, type Text, text } from '../../languages/text.ts';
import type { Field } from '../field.ts';
import { isConnecting, isPolite, plain, tellingWords } from './filler-words.ts';
import { ownLanguage, plainLetters, withTimesApart } from './own-language.ts';
import { hasNounsLikeNames, isArticle, isFor, isPlainName, withoutArticle } from './plain-names.ts';
import { checkTyped, checkValue } from './read-field.ts';
import { startsWithTime, timeAt, timeWithin } from './time-in-line.ts';
import { isSomebody, type Token, textOf, whoIs } from './token.ts';

/** What was read from the words after a command's name. */
export interface Filled {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly problems: Readonly<Record<string, Text>>;
  /** Whose account is meant: a Slack id or an address. */
  readonly subject?: string;
  /** Words that are in no value and in no problem. */
  readonly unread: readonly Token[];
}

/** The most words that are looked at before a text begins: nobody names more. */
const MAX_STRUCTURED = 24;

/** A command line as it is being read. */
interface Line {
  readonly values: Record<string, string>;
  readonly problems: Record<string, Text>;
  subject: string | undefined;
  readonly takesSubject: boolean;
  /** Words that name nobody where a person should be: "for everyone". */
  readonly nobody: Token[];
  /** The field for a time, and the one for a text such as a reason; a command has one of each at most. */
  readonly timed: Field | undefined;
  readonly prose: Field | undefined;
  /** The fields whose values are one word each. */
  readonly structured: readonly Field[];
}

/** Takes what it understands from the front of the words. @returns how many that is; 0: the rule does not apply */
type Rule = (line: Line, words: readonly Token[]) => number;

/** The first that applies to the words at the front is used. */
const rules: readonly Rule[] = [
  takeSubject,
  takeLonePerson,
  leaveNobody,
  takeTime,
  takeValue,
  skipConnecting,
  refuseWord,
];

/**
 * Fills a command's fields from words in any sensible order: each word goes to the first open field that it fits. Where
 * the command has a text field, such as a reason, the first word that fits nothing begins it, and from there on everything
 * belongs to it.
 *
 * @param takesSubject `for @person` names whose account is meant
 */
export function fillFields(
  fields: readonly Field[],
  tokens: readonly Token[],
  takesSubject: boolean,
): Filled {
  const line: Line = {
    values: {},
    problems: {},
    subject: undefined,
    takesSubject,
    nobody: [],
    timed: fields.find(({ kind }) => kind === 'duration'),
    prose: fields.find(({ kind }) => kind === 'text'),
    structured: fields.filter(({ kind }) => ['person', 'email', 'choice'].includes(kind)),
  };
  let rest = withAddressFirst(line, line.timed ? withTimesApart(tokens) : tokens);
  for (let read = 0; read < MAX_STRUCTURED && rest.length > 0; read++) {
    const words = rest;
    const count = rules.reduce((taken, rule) => taken || rule(line, words), 0);
    if (count === 0) break;
    rest = rest.slice(count);
  }
  rest = takeText(line, takeTimeWithin(line, rest));
  refuseFurtherPeople(line, rest);
  const { values, problems, subject } = line;
  return {
    values,
    problems,
    unread: [...line.nobody, ...tellingWords(rest)],
    ...(subject ? { subject } : {}),
  };
}

function isOpen({ values, problems }: Line, { name }: Field): boolean {
  return values[name] === undefined && problems[name] === undefined;
}

function openFields(line: Line): readonly Field[] {
  return line.structured.filter((field) => isOpen(line, field));
}

/** `for @person`, where the command may be about somebody else's account. */
function takeSubject(line: Line, words: readonly Token[]): number {
  const [word, person] = words;
  // "change the email of @ben"
  const of =
    word && person?.slackId && plain(word.text) === 'of' ? { who: person.slackId, count: 2 } : undefined;
  const named = line.takesSubject && line.subject === undefined ? (subjectAt(words) ?? of) : undefined;
  if (!named) return 0;
  line.subject = named.who;
  return named.count;
}

/**
 * A person without "for" before them, where it is no reason: alone, or with a value behind them. "@ben asked me to" is a
 * reason.
 */
function takeLonePerson(line: Line, words: readonly Token[]): number {
  const [word, next, behind] = words;
  if (!word || !isSomebody(word) || !line.takesSubject || line.subject !== undefined) return 0;
  const isValue = ({ kind }: Field) => kind === 'person' || (kind === 'email' && !word.slackId);
  if (line.structured.some(isValue)) return 0;
  const rest = words.slice(1);
  // "@ben’s email to ben@example.com"
  const isOwner = !line.timed && next !== undefined && !next.spaced && /^['’]s$/i.test(next.raw);
  const hasValue = (line.timed && startsWithTime(rest)) || (next && fitting(line, next));
  if (tellingWords(rest).length > 0 && !hasValue && !isOwner) return 0;
  line.subject = word.slackId ?? word.email;
  if (!isOwner) return 1;
  return behind && isConnecting(behind) ? 3 : 2;
}

/** "for everyone", "for @marketing", or "and Mia" behind somebody: the person is asked whom they mean. */
function leaveNobody(line: Line, words: readonly Token[]): number {
  const [word, who] = words;
  if (!line.takesSubject || !word) return 0;
  const count = nobodyAt(line, word, who, words.slice(2));
  line.nobody.push(...words.slice(0, count));
  return count;
}

function nobodyAt(line: Line, word: Token, who: Token | undefined, others: readonly Token[]): number {
  const isOver = (rest: readonly Token[]) =>
    tellingWords(rest).length === 0 || (line.timed !== undefined && startsWithTime(rest));
  if (line.subject === undefined && NAME_WITH_SAN.test(word.text) && isOver(who ? [who, ...others] : []))
    return 1;
  if (!who || isSomebody(who)) return 0;
  if (saysFor(word) && (/^<[!#]/.test(who.raw) || EVERYONE.test(plain(who.text)))) return 2;
  const behind = [who, ...others];
  const names = word.raw === 'for' ? behind : withoutArticle(behind);
  const length = 1 + behind.length - names.length + plainNames(names);
  if (plainNames(names) === 0) return 0;
  if (line.subject !== undefined) return /\p{L}/u.test(word.text) && isAnd(word) ? length : 0;
  // "for Ben" is no reason; where all nouns look like names it may be one.
  const isSure = word.raw === 'for' || !hasNounsLikeNames() || /^@/.test(names[0]?.text ?? '');
  return saysFor(word) && isSure && isOver(behind.slice(length - 1)) ? length : 0;
}

/** How many words at the front name people who are not mentioned: "Ben", "Ben Okafor and Mia". */
function plainNames(words: readonly Token[]): number {
  let count = 0;
  for (const [i, word] of words.slice(0, MAX_NAME_WORDS * 4).entries()) {
    if (!isSomebody(word) && isPlainName(word.text)) count = i + 1;
    else if (i === 0 || count < i || !isAnd(word)) break;
  }
  return count;
}

const NAME_WITH_SAN =
  /^[\p{Script=Han}\p{Script=Katakana}ーA-Za-z]{1,16}(?:さん|様)(?:の|に|へ|のために|の分|用|分)?$/u;

const EVERYONE =
  /^(everyone|everybody|all|us|alle|uns|tous|toutes|nous|todos|todas|nosotros|nós|全員|みんな)$/i;

/** "and" between people, in English or in the current language. */
export function isAnd({ text }: Token): boolean {
  return /^([,;/&+]|and)$/i.test(text) || ownLanguage()?.and.has(plainLetters(text)) === true;
}

/** "for 14 days", "until Friday"; what is meant as a time and is none becomes a problem of its field. */
function takeTime(line: Line, words: readonly Token[]): number {
  const { timed, prose, values, problems } = line;
  const time = timed && isOpen(line, timed) ? timeAt(words, prose === undefined) : undefined;
  if (!timed || !time) return 0;
  if (time.value === undefined) problems[timed.name] = time.problem;
  else values[timed.name] = time.value;
  return time.count;
}

/** A word that is a value of an open field. */
function takeValue(line: Line, words: readonly Token[]): number {
  const [word] = words;
  const fit = word && !standsForPerson(words, openFields(line)) ? fitting(line, word) : undefined;
  if (!fit) return 0;
  line.values[fit.field.name] = fit.value;
  return 1;
}

/** The first open field of which a word is a value. */
function fitting(line: Line, word: Token): { field: Field; value: string } | undefined {
  for (const field of openFields(line)) {
    const value = valueFor(field, word);
    if (value !== undefined) return { field, value };
  }
  return undefined;
}

/** "to", "with", where a value or a time comes right behind it. */
function skipConnecting(line: Line, [word, ...next]: readonly Token[]): number {
  if (!word || !isConnecting(word)) return 0;
  const isTimeNext = line.timed !== undefined && !line.prose && startsWithTime(next);
  return isTimeNext || next.slice(0, 3).some((one) => fitting(line, one)) ? 1 : 0;
}

/** Anything else is a wrong value of the first field that still needs one. */
function refuseWord(line: Line, words: readonly Token[]): number {
  const [word] = words;
  const wrong = openFields(line).find(({ optional }) => !optional);
  if (!word || !wrong) return 0;
  const count = wrong.kind === 'person' ? nameLength(line, words) : 1;
  const { problem } = checkValue(wrong, textOf(words.slice(0, count)));
  line.problems[wrong.name] = problem ?? asIs('');
  return count;
}

/** How many words a name such as "Mia Chen" has; the sentence about it says all of it. */
function nameLength(line: Line, words: readonly Token[]): number {
  const end = words
    .slice(0, MAX_NAME_WORDS)
    .findIndex(
      (word, i) => i > 0 && (!/^\p{Lu}/u.test(word.text) || isSomebody(word) || fitting(line, word)),
    );
  return end < 0 ? Math.min(words.length, MAX_NAME_WORDS) : end;
}
const MAX_NAME_WORDS = 3;

/** The new address is what follows "to", or else the first one: "change-email from old@example.com to new@example.com". */
function withAddressFirst({ structured }: Line, tokens: readonly Token[]): readonly Token[] {
  if (structured.length !== 1 || structured[0]?.kind !== 'email') return tokens;
  const places = tokens
    .slice(0, MAX_LEAD)
    .flatMap(({ email }, i) => (email && !saysFor(tokens[i - 1]) ? [i] : []));
  const at = places.find((i) => /^(to|into|->|→)$/i.test(tokens[i - 1]?.text ?? '')) ?? places[0];
  const address = at === undefined ? undefined : tokens[at];
  if (at === undefined || !address) return tokens;
  const from =
    at > 0 && tokens[at - 1]?.slackId === undefined && isConnecting(tokens[at - 1] as Token) ? at - 1 : at;
  return [address, ...tokens.slice(0, from), ...tokens.slice(at + 1)];
}
const MAX_LEAD = 6;

/** A time in the middle or at the end of what is the text otherwise. @returns the words that are left */
function takeTimeWithin(line: Line, words: readonly Token[]): readonly Token[] {
  const { timed, prose } = line;
  const found = timed && prose && isOpen(line, timed) ? timeWithin(words) : undefined;
  if (!timed || !found) return words;
  line.values[timed.name] = found.value;
  return found.rest;
}

/** All the rest is the text, unless it is only polite. @returns the words that are left */
function takeText({ prose, values, problems }: Line, words: readonly Token[]): readonly Token[] {
  if (!prose) return words;
  if (words.some(isPolite) && tellingWords(words).every(isPolite)) return [];
  const { value, problem } = checkTyped(prose, textOf(words));
  if (value !== undefined) values[prose.name] = value;
  if (problem !== undefined) problems[prose.name] = problem;
  return [];
}

function refuseFurtherPeople({ structured, values, problems }: Line, words: readonly Token[]): void {
  const person = structured.find(({ kind }) => kind === 'person');
  if (!person || person.several || values[person.name] === undefined || !words.some(isSomebody)) return;
  problems[person.name] = text`One person at a time, please.`;
}

/**
 * Whether an address stands where a person of Slack has to be named: there are more addresses than fields for them, as in
 * "link ivy@example.com rosa@example.com".
 */
function standsForPerson([token, ...left]: readonly Token[], open: readonly Field[]): boolean {
  if (token?.email === undefined || !open.some(({ slackOnly }) => slackOnly)) return false;
  const addresses = 1 + left.filter(({ email }) => email !== undefined).length;
  return addresses > open.filter(({ kind }) => kind === 'email').length;
}

/** `for @person` at the front: whom it names, and how many words that takes. */
export function subjectAt(tokens: readonly Token[]): { who: string; count: number } | undefined {
  const [word] = tokens;
  if (!saysFor(word)) return undefined;
  const article = tokens[1]?.text;
  const at = isArticle(article) || /^(?:my|colleague)$/i.test(article ?? '') ? 2 : 1;
  const [person, next] = tokens.slice(at);
  const who = whoIs(person);
  // "for @ben’s workshop" is about a workshop.
  if (!who || (next && !next.spaced && /^['’]/.test(next.raw))) return undefined;
  return { who, count: at + 1 };
}

/** "for", in English or in the current language. */
export function saysFor(token: Token | undefined): boolean {
  return token !== undefined && isFor(token.raw);
}

function valueFor(field: Field, token: Token): string | undefined {
  return checkValue(field, whoIs(token) ?? token.text.replace(/[.,;:!?]+$/, '')).value;
}
