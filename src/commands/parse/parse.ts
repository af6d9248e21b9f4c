import { type Text, text } from '../../languages/text.ts';
import type { Command } from '../define-command.ts';
import type { AnyValues, Field } from '../field.ts';
import { fillFields, isAnd, saysFor, subjectAt } from './fill-fields.ts';
import { tellingWords } from './filler-words.ts';
import { findCommand, isGreeting, type Suggestion, suggestionsFor } from './names.ts';
import { ownLanguage } from './own-language.ts';
import { isSomebody, normalise, type Token, textOf, tokenise, whoIs } from './token.ts';

/** What somebody typed after the slash command, parsed. */
export type Parsed =
  | { readonly kind: 'too-long' }
  | {
      readonly kind: 'help';
      /** What was typed, where it is no command. */
      readonly unknown?: string;
      /** What may have been meant, the nearest first. */
      readonly suggestions?: readonly Suggestion[];
    }
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly values: AnyValues;
      /** Required fields that were not given. */
      readonly missing: readonly Field[];
      /** What was given but makes no sense, by field name, as a sentence in plain text. */
      readonly problems: Readonly<Record<string, Text>>;
      /** Who is named with `for …`: a Slack id or an email address. */
      readonly subject?: string;
      /** Words that are in no value and in no problem: the person has to be told of them. */
      readonly unread?: readonly Token[];
      /** Where several people were named for a field that takes one: all of them. */
      readonly people?: readonly string[];
    };

/** The longest command line that is read, in UTF-16 units. A reason of 500 characters fits with room to spare. */
export const MAX_COMMAND_LINE = 2_000;

/**
 * Parses a command line. A pure function, whose work grows no faster than the line. A line over
 * {@link MAX_COMMAND_LINE} is not looked at: Slack waits for the acknowledgement meanwhile.
 *
 * @param suggested the commands that may be suggested; called only for a line that names none
 */
export function parse(
  line: string,
  commands: readonly Command[],
  suggested: () => readonly Command[] = () => commands,
): Parsed {
  if (line.length > MAX_COMMAND_LINE) return { kind: 'too-long' };
  const tokens = withoutHonorifics(tokenise(withoutMarks(normalise(line))));
  // "/request-license" names a command, "/zoom status" the slash command once more.
  const found = findCommand(tokens, commands) ?? findCommand(withoutSlash(tokens), commands);
  if (!found) return unknown(tokens, suggested());
  const { command } = found;
  const { values, problems, subject, unread = [], people } = readWords(command, found.rest, commands);
  const isBegun = command.fields.some((field) => {
    const value = values[field.name];
    const isGiven = problems[field.name] !== undefined || value !== undefined;
    return field.together && isGiven && !(value !== undefined && field.words?.includes(value));
  });
  const missing = command.fields.filter(
    (field) =>
      (!field.optional || (field.together && isBegun)) &&
      values[field.name] === undefined &&
      problems[field.name] === undefined,
  );
  return {
    kind: 'command',
    command,
    values,
    missing,
    problems,
    ...(subject ? { subject } : {}),
    ...(unread.length > 0 ? { unread } : {}),
    ...(people && people.length > 1 ? { people } : {}),
  };
}

/** A line that was copied with its quotes or backticks, or with Slack's signs for bold and italics. */
function withoutMarks(line: string): string {
  const inside = /^(["'`]{1,3}|[*_~])([^"'`*~]+)\1$/.exec(line)?.[2];
  return inside?.trim() ?? line;
}

/** さん behind a person. */
function withoutHonorifics(tokens: readonly Token[]): readonly Token[] {
  const pattern = ownLanguage()?.behindPerson;
  if (!pattern) return tokens;
  return tokens.flatMap((token, i) => {
    const text =
      isSomebody(tokens[i - 1]) && !isSomebody(token) ? token.text.replace(pattern, '') : token.text;
    if (text === token.text) return [token];
    return text === '' ? [] : [{ raw: text, text, spaced: true }];
  });
}

/** People type the slash command a second time: "/zoom /zoom status". */
function withoutSlash(tokens: readonly Token[]): readonly Token[] {
  return tokens.length > 1 && /^\/[\p{L}-]+$/u.test(tokens[0]?.text ?? '') ? tokens.slice(1) : tokens;
}

function unknown(tokens: readonly Token[], commands: readonly Command[]): Parsed {
  if (isGreeting(tokens)) return { kind: 'help' };
  const suggestions = suggestionsFor(tokens, commands);
  const [first] = suggestions;
  // Somebody who mistypes "help" gets it.
  if (first?.name === 'help' && tokens.length === 1) return { kind: 'help' };
  return {
    kind: 'help',
    unknown: textOf(tokens),
    ...(first ? { suggestions } : {}),
  };
}

interface Words {
  readonly values: AnyValues;
  readonly problems: Readonly<Record<string, Text>>;
  readonly subject?: string;
  readonly unread?: readonly Token[];
  readonly people?: readonly string[];
}

function readWords(command: Command, tokens: readonly Token[], commands: readonly Command[]): Words {
  const self = command.subject === 'self';
  const secret = command.fields.find(({ kind, optional }) => kind === 'secret' && !optional);
  const several = command.fields.find((field) => field.several);
  const { first, people } = several ? severalPeople(tokens) : { first: tokens, people: [] };
  if (command.parseArgs) {
    const names = commands.map(({ name }) => name);
    return { ...readOwnWords(command.parseArgs, first, self, names), people };
  }
  if (secret) return refuseSecret(secret, tokens, self);
  if (command.fields.length === 0) return readNoWords(tokens, self);
  const forAll =
    self && command.risk !== 'read' && command.forSeveral ? forSeveralPeople(command, tokens) : null;
  return forAll ?? { ...fillFields(command.fields, first, self), people };
}

/** "for @ada, @ben and @mia", as if the first alone had been named; `null`: they are not named so, or only within a reason. */
function forSeveralPeople(command: Command, tokens: readonly Token[]): Words | null {
  const found = tokens.findIndex((token) => isSomebody(token));
  const from = tokens.findIndex((token, i) => saysFor(token) && subjectAt(tokens.slice(i, i + 4)));
  const at = from < 0 ? found : from + 1;
  if (at < 0) return null;
  const named = severalPeople(tokens.slice(at));
  if (named.people.length < 2) return null;
  const words = fillFields(command.fields, [...tokens.slice(0, at), ...named.first], true);
  if (words.subject !== named.people[0]) return null;
  return { ...words, people: named.people };
}

/** For a command without fields, the person alone is enough: `status @ben`. */
function readNoWords(tokens: readonly Token[], self: boolean): Words {
  const { subject, rest } = takeSubject(tokens, self);
  const [alone] = rest;
  const who = self && !subject ? whoIs(alone) : undefined;
  const named = subject ?? who;
  const unread = tellingWords(who ? rest.slice(1) : rest);
  return { values: {}, problems: {}, unread, ...(named ? { subject: named } : {}) };
}

/** The command reads its words itself; `for @person` may stand anywhere among them. */
function readOwnWords(
  parseArgs: NonNullable<Command['parseArgs']>,
  tokens: readonly Token[],
  self: boolean,
  names: readonly string[],
): Words {
  const { subject, rest } = takeSubject(self ? tokens : withoutFor(tokens), self);
  const words = rest.map((token) => token.slackId ?? token.text);
  const { values, problems, unread = [] } = parseArgs(words, names);
  const stray = tellingWords(rest.filter((token) => unread.includes(token.slackId ?? token.text)));
  return { values, problems, unread: stray, ...(subject ? { subject } : {}) };
}

/** A secret that was typed in the message box is dropped, and the form asks for another one. */
function refuseSecret(secret: Field, tokens: readonly Token[], self: boolean): Words {
  const { subject, rest } = takeSubject(tokens, self);
  const warning = text`Please never type a password into the message box. Choose another one and enter it here.`;
  const problems = tellingWords(rest).length > 0 ? { [secret.name]: warning } : {};
  return { values: {}, problems, ...(subject ? { subject } : {}) };
}

/** `for @person` anywhere, where the command takes it; any other "for" belongs to the text. */
function takeSubject(tokens: readonly Token[], self: boolean): { subject?: string; rest: readonly Token[] } {
  for (const at of self ? tokens.keys() : []) {
    const found = subjectAt(tokens.slice(at, at + 4));
    if (found)
      return { subject: found.who, rest: [...tokens.slice(0, at), ...tokens.slice(at + found.count)] };
  }
  return { rest: tokens };
}

/** For commands whose account is not named by `for`: "create-user for a@b.c" is about that address. */
function withoutFor(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token, i) => !saysFor(token) || !isSomebody(tokens[i + 1]));
}

/** Several people at the beginning, with commas or "and" between them: the line as if the first alone had been named. */
function severalPeople(tokens: readonly Token[]): { first: readonly Token[]; people: readonly string[] } {
  const people: string[] = [];
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    const who = whoIs(token);
    if (who) {
      people.push(who);
      end = i + 1;
    } else if (!isAnd(token) && !saysFor(token) && !/^(o|a|os|as)$/i.test(token.text)) break;
  }
  const [person] = tokens.filter((token) => whoIs(token) === people[0]);
  if (people.length < 2 || !person) return { first: tokens, people: [] };
  return { first: [person, ...tokens.slice(end)], people: [...new Set(people)] };
}
