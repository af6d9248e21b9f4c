import { asIs, type Text, text } from '../../languages/text.ts';
import type { Field } from '../field.ts';
import { isConnecting, isPolite, tellingWords } from './filler-words.ts';
import { withTimesApart } from './own-language.ts';
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
  /** The field for a time, and the one for a text such as a reason; a command has one of each at most. */
  readonly timed: Field | undefined;
  readonly prose: Field | undefined;
  /** The fields whose values are one word each. */
  readonly structured: readonly Field[];
}

/** Takes what it understands from the front of the words. @returns how many that is; 0: the rule does not apply */
type Rule = (line: Line, words: readonly Token[]) => number;

/** The first that applies to the words at the front is used. */
const rules: readonly Rule[] = [takeSubject, takeTime, takeValue, skipConnecting, refuseWord];

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
    timed: fields.find(({ kind }) => kind === 'duration'),
    prose: fields.find(({ kind }) => kind === 'text'),
    structured: fields.filter(({ kind }) => ['person', 'email', 'choice'].includes(kind)),
  };
  let rest = line.timed ? withTimesApart(tokens) : tokens;
  for (let read = 0; read < MAX_STRUCTURED && rest.length > 0; read++) {
    const words = rest;
    const count = rules.reduce((taken, rule) => taken || rule(line, words), 0);
    if (count === 0) break;
    rest = rest.slice(count);
  }
  rest = takeText(line, takeTimeWithin(line, rest));
  refuseFurtherPeople(line, rest);
  const { values, problems, subject } = line;
  return { values, problems, unread: tellingWords(rest), ...(subject ? { subject } : {}) };
}

function isOpen({ values, problems }: Line, { name }: Field): boolean {
  return values[name] === undefined && problems[name] === undefined;
}

function openFields(line: Line): readonly Field[] {
  return line.structured.filter((field) => isOpen(line, field));
}

/** `for @person`, where the command may be about somebody else's account. */
function takeSubject(line: Line, words: readonly Token[]): number {
  const named = line.takesSubject && line.subject === undefined ? subjectAt(words) : undefined;
  if (!named) return 0;
  line.subject = named.who;
  return named.count;
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
function refuseWord(line: Line, [word]: readonly Token[]): number {
  const wrong = openFields(line).find(({ optional }) => !optional);
  if (!word || !wrong) return 0;
  const { problem } = checkValue(wrong, word.slackId ?? word.text);
  line.problems[wrong.name] = problem ?? asIs('');
  return 1;
}

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
  const [word, person, next] = tokens;
  if (word?.raw.toLowerCase() !== 'for') return undefined;
  const who = whoIs(person);
  // "for @ben’s workshop" is about a workshop.
  if (!who || (next && !next.spaced && /^['’]/.test(next.raw))) return undefined;
  return { who, count: 2 };
}

function valueFor(field: Field, token: Token): string | undefined {
  return checkValue(field, whoIs(token) ?? token.text.replace(/[.,;:!?]+$/, '')).value;
}
