import type { Field } from '../field.ts';
import { readEnd } from './dates.ts';
import { checkTyped, checkValue } from './read-field.ts';
import { type Token, textOf } from './token.ts';

/** What was read from the words after a command's name. */
export interface Filled {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly problems: Readonly<Record<string, string>>;
  /** Whose account is meant: a Slack id or an address. */
  readonly subject?: string;
  /** Words that are in no value and in no problem. */
  readonly unread: readonly Token[];
}

/** Words between the values of a command line: "set-license @ben to basic", "link @mia with mia@example.com". */
const CONNECTING = new Set(
  'to as with is of and the a an my their his her new please for from account address email user : = - -> →'.split(
    ' ',
  ),
);
/** What asks for nothing, and is no reason. */
const POLITE = new Set('please pls plz thanks thank you thx ty kindly cheers'.split(' '));
/** What may stand at the end of a line and says nothing more. */
const COURTESY = new Set(
  `please pls plz thanks thank you thx ty kindly now asap my the zoom account of for me it too ok okay again cheers`.split(
    /\s+/,
  ),
);

/** The most words that are looked at before a text begins: nobody names more. */
const MAX_STRUCTURED = 24;

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
  const values: Record<string, string> = {};
  const problems: Record<string, string> = {};
  let subject: string | undefined;
  const timed = fields.find(({ kind }) => kind === 'duration');
  const text = fields.find(({ kind }) => kind === 'text');
  const structured = fields.filter(({ kind }) => ['person', 'email', 'choice'].includes(kind));
  const open = () =>
    structured.filter(({ name }) => values[name] === undefined && problems[name] === undefined);
  const isOpenTime = () => timed && values[timed.name] === undefined && problems[timed.name] === undefined;
  const fitting = (token: Token | undefined) =>
    token &&
    open().flatMap((field) =>
      valueFor(field, token)
        .slice(0, 1)
        .map((value) => ({ field, value })),
    )[0];

  let rest = tokens;
  for (let read = 0; read < MAX_STRUCTURED; read++) {
    const [token, ...left] = rest;
    if (!token) break;
    const named = takesSubject && subject === undefined ? subjectAt(rest) : undefined;
    if (named) {
      subject = named.who;
      rest = rest.slice(named.count);
      continue;
    }
    const time = timed && isOpenTime() ? timeAt(rest, text === undefined) : undefined;
    if (timed && time) {
      if (time.value === undefined) problems[timed.name] = time.problem;
      else values[timed.name] = time.value;
      rest = rest.slice(time.count);
      continue;
    }
    const fit = standsForPerson(rest, open()) ? undefined : fitting(token);
    if (fit) {
      values[fit.field.name] = fit.value;
      rest = left;
    } else if (
      isConnecting(token) &&
      (left.slice(0, 3).some(fitting) || (timed && !text && isTimeNear(left)))
    ) {
      rest = left;
    } else {
      const wrong = open().find(({ optional }) => !optional);
      if (!wrong) break;
      problems[wrong.name] = checkValue(wrong, token.slackId ?? token.text).problem ?? '';
      rest = left;
    }
  }
  const inText = timed && text && isOpenTime() ? timeWithin(rest) : undefined;
  if (timed && inText) {
    values[timed.name] = inText.value;
    rest = inText.rest;
  }
  if (text && rest.some(isPolite) && tellingWords(rest).every(isPolite)) rest = [];
  else if (text) {
    const { value, problem } = checkTyped(text, textOf(rest));
    if (value !== undefined) values[text.name] = value;
    if (problem !== undefined) problems[text.name] = problem;
    rest = [];
  }
  const person = structured.find(({ kind }) => kind === 'person');
  if (person && values[person.name] !== undefined && !person.several && rest.some(isSomebody))
    problems[person.name] = 'One person at a time, please.';
  return { values, problems, unread: tellingWords(rest), ...(subject ? { subject } : {}) };
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

/** Leaves out punctuation, and words of courtesy where nothing else is left. */
export function tellingWords(tokens: readonly Token[]): readonly Token[] {
  const words = tokens.filter(
    ({ slackId, text }) => slackId !== undefined || /[\p{L}\p{N}\p{S}]/u.test(text),
  );
  return words.every(({ slackId, text }) => slackId === undefined && COURTESY.has(plain(text))) ? [] : words;
}

/** `for @person` at the front: whom it names, and how many words that takes. */
export function subjectAt(tokens: readonly Token[]): { who: string; count: number } | undefined {
  const [word, person, next] = tokens;
  if (word?.raw.toLowerCase() !== 'for') return undefined;
  const who = person?.slackId ?? person?.email;
  // "for @ben’s workshop" is about a workshop.
  if (!who || (next && !next.spaced && /^['’]/.test(next.raw))) return undefined;
  return { who, count: 2 };
}

function valueFor(field: Field, token: Token): string[] {
  const { value } = checkValue(field, token.slackId ?? token.email ?? token.text.replace(/[.,;:!?]+$/, ''));
  return value === undefined ? [] : [value];
}

function isConnecting({ text, slackId, email }: Token): boolean {
  return slackId === undefined && email === undefined && CONNECTING.has(plain(text) || text);
}

function isPolite({ slackId, text }: Token): boolean {
  return slackId === undefined && POLITE.has(plain(text));
}

function isSomebody({ slackId, email }: Token): boolean {
  return (slackId ?? email) !== undefined;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[.,;:!?]+$/, '');
}

/** The most words that a time is said in: "until the end of the next month". */
const MAX_TIME_WORDS = 7;
const FOR = /^(for|f[uü]r)$/i;
const UNTIL = /^(until|till|til|'til|untill|through|thru|ending|ends)$/i;
const TIME_UNIT = /^(min(ute)?|hour|day|week|fortnight|month|quarter|year)s?$/i;
/** Words before a unit that say no number. */
const VAGUE = /^(the|a|this|next|few|some|several|many|more|another|whole|entire|all|rest|of|number)$/i;

type TimeFound =
  | { readonly value: string; readonly problem?: never; readonly count: number }
  | { readonly value?: never; readonly problem: string; readonly count: number };

/**
 * A time at the front, with or without "for" or "until". A date without either counts only where it ends the line: "Monday
 * workshop" is a reason.
 *
 * @param alone there is no text field that it could belong to
 */
function timeAt(tokens: readonly Token[], alone: boolean): TimeFound | undefined {
  const found = longestTime(tokens);
  const isMeant =
    found &&
    (alone ||
      !found.value.startsWith('until ') ||
      UNTIL.test(tokens[0]?.text ?? '') ||
      tellingWords(tokens.slice(found.count)).length === 0);
  return isMeant ? found : unclearTime(tokens, alone);
}

/** "until the project ends", "for a few weeks": it is meant as a time, so the person is asked for one. */
function unclearTime(tokens: readonly Token[], alone: boolean): TimeFound | undefined {
  const [first, ...others] = tokens;
  const word = first?.text ?? '';
  if (UNTIL.test(word)) {
    const count = alone ? tokens.length : Math.min(tokens.length, MAX_TIME_WORDS);
    return { problem: unclear(tokens.slice(0, count)), count };
  }
  const vague = others.slice(0, 4).findIndex(({ text }) => !VAGUE.test(plain(text)));
  if (!FOR.test(word) || vague < 1 || !TIME_UNIT.test(plain(others[vague]?.text ?? ''))) return undefined;
  return { problem: unclear(tokens.slice(0, vague + 2)), count: vague + 2 };
}

function unclear(tokens: readonly Token[]): string {
  return `I don’t understand “${[...textOf(tokens)].slice(0, 80).join('')}” as a time. Write it like 14 days, 2 weeks or until 24 December.`;
}

function longestTime(tokens: readonly Token[]): { value: string; count: number } | undefined {
  for (let count = Math.min(MAX_TIME_WORDS, tokens.length); count > 0; count--) {
    const words = tokens.slice(0, count);
    if (words.some(isSomebody)) continue;
    const said = textOf(words).replace(/[.,;!]+$/, '');
    // "for the workshop" is no time, and "for Friday" is a reason.
    const value = readEnd(said);
    if (value !== undefined && !(FOR.test(words[0]?.text ?? '') && value.startsWith('until')))
      return { value, count };
  }
  return undefined;
}

function isTimeNear(tokens: readonly Token[]): boolean {
  return tokens.length > 0 && longestTime(tokens) !== undefined;
}

/** How many places in a text are looked at for a time. */
const MAX_PLACES = 8;

/**
 * A time that stands in a text after "for" or "until". At the end of the text it is taken out of it; in its middle the text
 * stays as it was written.
 */
function timeWithin(tokens: readonly Token[]): { value: string; rest: readonly Token[] } | undefined {
  const places = tokens.flatMap(({ text, raw }, i) => (FOR.test(raw) || UNTIL.test(text) ? [i] : []));
  for (const at of places.slice(-MAX_PLACES).reverse()) {
    const found = longestTime(tokens.slice(at));
    if (!found) continue;
    const isLast = tellingWords(tokens.slice(at + found.count)).length === 0;
    return { value: found.value, rest: isLast ? tokens.slice(0, at) : tokens };
  }
  return undefined;
}
