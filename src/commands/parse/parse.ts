import { closest, distance } from 'fastest-levenshtein';
import type { Command } from '../define-command.ts';
import type { AnyValues, Field } from '../field.ts';
import { parseDuration } from './duration.ts';
import { readField } from './read-field.ts';
import { normalise, type Token, tokenise } from './token.ts';

/** What somebody typed after the slash command, parsed. */
export type Parsed =
  | { readonly kind: 'too-long' }
  | { readonly kind: 'help'; readonly unknown?: string; readonly didYouMean?: string }
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly values: AnyValues;
      /** Required fields that were not given. */
      readonly missing: readonly Field[];
      /** What was given but makes no sense, by field name, as a sentence in plain text. */
      readonly problems: Readonly<Record<string, string>>;
      /** Who is named with `for …`: a Slack id or an email address. */
      readonly subject?: string;
    };

/** The longest command line that is read, in UTF-16 units. A reason of 500 characters fits with room to spare. */
export const MAX_COMMAND_LINE = 2_000;

/**
 * Parses a command line. A pure function, whose work grows no faster than the line. A line over
 * {@link MAX_COMMAND_LINE} is not looked at: Slack waits for the acknowledgement meanwhile.
 *
 * @param suggested the commands that "did you mean" may suggest; called only for an unknown word
 */
export function parse(
  text: string,
  commands: readonly Command[],
  suggested: () => readonly Command[] = () => commands,
): Parsed {
  if (text.length > MAX_COMMAND_LINE) return { kind: 'too-long' };
  const tokens = tokenise(normalise(text));
  const found = findCommand(tokens, commands);
  if (!found) return help(tokens, suggested());
  const { subject, rest } =
    found.command.subject === 'self'
      ? takeSubject(found.rest, found.command.fields.length === 0)
      : { rest: withoutFor(found.rest) };
  const { values, problems } = readWords(found.command, rest);
  const missing = found.command.fields.filter(
    (field) => !field.optional && values[field.name] === undefined && problems[field.name] === undefined,
  );
  return {
    kind: 'command',
    command: found.command,
    values,
    missing,
    problems,
    ...(subject ? { subject } : {}),
  };
}

function findCommand(tokens: readonly Token[], commands: readonly Command[]) {
  const word = (n: number) => tokens[n]?.text.toLowerCase().replaceAll('_', '-') ?? '';
  const byName = (name: string) => commands.find((command) => command.name === name);
  // Accept "add assistant @mia" for "add-assistant @mia".
  const two = tokens.length > 1 ? byName(`${word(0)}-${word(1)}`) : undefined;
  if (two) return { command: two, rest: tokens.slice(2) };
  const one = byName(word(0));
  return one ? { command: one, rest: tokens.slice(1) } : undefined;
}

function help(tokens: readonly Token[], commands: readonly Command[]): Parsed {
  const [word = '', next = ''] = tokens.map((token) => token.text);
  if (word === '' || word === '?') return { kind: 'help' };
  const names = commands.map((command) => command.name);
  const two = next === '' ? undefined : nearest(`${word}-${next}`, names);
  if (two) return { kind: 'help', unknown: `${word} ${next}`, didYouMean: two };
  const one = nearest(word, names);
  return { kind: 'help', unknown: word, ...(one ? { didYouMean: one } : {}) };
}

function nearest(typed: string, names: readonly string[]): string | undefined {
  // Comparing takes time in proportion to the length, and no command name is nearly this long.
  const word = typed.toLowerCase().replaceAll('_', '-').slice(0, 50);
  const [only, ...others] = word.length < 3 ? [] : names.filter((name) => name.startsWith(word));
  if (only && others.length === 0) return only;
  const name = closest(word, names);
  return distance(word, name) <= Math.max(2, Math.floor(name.length / 3)) ? name : undefined;
}

/**
 * `for @person` and `for a@b.c` name whose account is meant; any other "for" belongs to the text. Where the command
 * has no fields, the person alone is enough: `status @ben`.
 */
function takeSubject(
  tokens: readonly Token[],
  personAlone: boolean,
): { subject?: string; rest: readonly Token[] } {
  const at = tokens.findIndex((token, i) => namesSomebody(token, tokens[i + 1]));
  const named = tokens[at + 1];
  const subject = at < 0 ? undefined : (named?.slackId ?? named?.email);
  const alone = personAlone ? (tokens[0]?.slackId ?? tokens[0]?.email) : undefined;
  if (!subject) return alone ? { subject: alone, rest: tokens.slice(1) } : { rest: tokens };
  return { subject, rest: [...tokens.slice(0, at), ...tokens.slice(at + 2)] };
}

/** For commands whose account is not named by `for`: "check-email for a@b.c" asks about that address. */
function withoutFor(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token, i) => !namesSomebody(token, tokens[i + 1]));
}

function namesSomebody(token: Token, next: Token | undefined): boolean {
  return token.raw.toLowerCase() === 'for' && (next?.slackId ?? next?.email) !== undefined;
}

function readWords(command: Command, tokens: readonly Token[]) {
  if (command.parseArgs) return command.parseArgs(tokens.map((token) => token.slackId ?? token.text));
  const secret = command.fields.find((field) => field.kind === 'secret');
  if (!secret) return fillFields(command.fields, tokens);
  // A secret that was typed in the message box is dropped, and the form asks for another one.
  const warning = 'Please never type a password into the message box. Choose another one and enter it here.';
  return { values: {}, problems: tokens.length > 0 ? { [secret.name]: warning } : {} };
}

/** `for 14d` may stand anywhere. */
function takeDuration(tokens: readonly Token[]): { duration?: string; rest: readonly Token[] } {
  const at = tokens.findIndex(
    (token, i) => token.raw.toLowerCase() === 'for' && parseDuration(tokens[i + 1]?.text ?? '') !== undefined,
  );
  const duration = at < 0 ? undefined : tokens[at + 1]?.text;
  return duration ? { duration, rest: [...tokens.slice(0, at), ...tokens.slice(at + 2)] } : { rest: tokens };
}

function fillFields(fields: readonly Field[], tokens: readonly Token[]) {
  const values: Record<string, string | undefined> = {};
  const problems: Record<string, string> = {};
  let rest = tokens;
  const timed = fields.find((field) => field.kind === 'duration');
  if (timed) {
    const taken = takeDuration(rest);
    if (taken.duration) values[timed.name] = taken.duration.toLowerCase();
    rest = taken.rest;
  }
  for (const [i, field] of fields.entries()) {
    if (rest.length === 0) break;
    if (field.kind === 'duration' || field.kind === 'picture') continue;
    const { value, problem, left } = readField(field, rest, namingAfter(fields, i));
    if (value !== undefined) values[field.name] = value;
    if (problem !== undefined) problems[field.name] = problem;
    rest = left;
  }
  return { values, problems };
}

function namingAfter(fields: readonly Field[], index: number): number {
  return fields.slice(index + 1).filter(({ kind }) => kind === 'person' || kind === 'email').length;
}
