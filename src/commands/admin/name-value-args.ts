import { type Text, text } from '../../languages/text.ts';
import { cutPlain } from '../../views/mrkdwn.ts';
import type { Field, ParsedArgs } from '../field.ts';
import { checkTyped } from '../parse/read-field.ts';
import { findEmail } from '../parse/token.ts';

/** Words that stand between a name and its value, or before the first name. */
const CONNECTING = new Set(['to', 'is', 'as', '=', '->', '→', ':']);
const LEADING = new Set([...CONNECTING, ...'and the a with for of add-on add-ons user account'.split(' ')]);

/**
 * Reads `@person name value name value`: a value goes on until the next name. Names may be written `firstName`,
 * `first-name`, `first_name` or `first name`, and the person may stand at the end.
 *
 * @param aliases other words for a field's name
 */
export function readNameValues(
  words: readonly string[],
  fields: readonly Field[],
  aliases: Readonly<Record<string, string>> = {},
): ParsedArgs {
  const [person, ...rest] = fields;
  const { who, others } = takePerson(words, (word) => fieldNamed([word], rest, aliases) !== undefined);
  const { given, stray } = valuesByName(others, rest, aliases);
  const values: Record<string, string> = {};
  const problems: Record<string, Text> = {};
  const read = (field: Field | undefined, typed: string | undefined) => {
    if (!field || typed === undefined) return;
    const { value, problem } = checkTyped(field, typed);
    if (problem ?? value === undefined)
      problems[field.name] = problem ?? text`What should ${field.label} be?`;
    if (value !== undefined) values[field.name] = value;
  };
  read(person, who);
  for (const field of rest) read(field, given[field.name]?.join(' '));
  if (stray.length > 0 && person) {
    const unknown = text`${strayWords(stray)} ${choices(rest)}`;
    const known = problems[person.name];
    problems[person.name] = known ? text`${known} ${unknown}` : unknown;
  }
  return { values, problems };
}

/**
 * The values of fields by name, and the words before the first name. A value goes on until the next name; a repeated name is
 * a word of the value: "title Head of title".
 */
export function valuesByName(
  words: readonly string[],
  fields: readonly Field[],
  aliases: Readonly<Record<string, string>>,
): { given: Record<string, string[]>; stray: string[] } {
  const given: Record<string, string[]> = {};
  const stray: string[] = [];
  let name = '';
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const two = fieldNamed(words.slice(i, i + 2), fields, aliases);
    const found = two ?? fieldNamed([word], fields, aliases);
    if (found && !given[found] && !isInValue(given[name], words[i + (two ? 2 : 1)])) {
      name = found;
      given[found] = [];
      if (two) i += 1;
    } else if (name) {
      const isConnecting = given[name]?.length === 0 && CONNECTING.has(word.toLowerCase());
      // "and" and a comma only lead to the next name.
      const leadsOn =
        word.toLowerCase() === 'and' && isName(words.slice(i + 1, i + 3), fields, aliases, given);
      if (!isConnecting && !leadsOn) given[name]?.push(word);
    } else if (!LEADING.has(word.toLowerCase())) stray.push(word);
  }
  for (const list of Object.values(given)) {
    const last = list.at(-1);
    if (last?.endsWith(',')) list[list.length - 1] = last.slice(0, -1);
  }
  return { given, stray };
}

/** A name right after another one, after "of", or at the end of the line is a word of the value: "Head of department". */
function isInValue(value: readonly string[] | undefined, next: string | undefined): boolean {
  if (value === undefined) return false;
  return value.length === 0 || next === undefined || /^(of|the|in|for|our|my)$/i.test(value.at(-1) ?? '');
}

function isName(
  words: readonly string[],
  fields: readonly Field[],
  aliases: Readonly<Record<string, string>>,
  given: Readonly<Record<string, unknown>>,
): boolean {
  const found = fieldNamed(words, fields, aliases) ?? fieldNamed(words.slice(0, 1), fields, aliases);
  return found !== undefined && given[found] === undefined;
}

/** The person stands first; where the first word is a field's name, the person is named later. */
function takePerson(words: readonly string[], isFieldName: (word: string) => boolean) {
  const isSomebody = (word: string) => /^[UW][A-Z0-9]{2,}$/.test(word) || findEmail(word) !== undefined;
  const [first, ...others] = words;
  if (first === undefined || isSomebody(first) || !isFieldName(first)) return { who: first, others };
  const at = words.findIndex(isSomebody);
  if (at < 0) return { who: undefined, others: words };
  const before = words.slice(0, at);
  // "department Sales for @mia"
  const end = /^(for|of)$/i.test(before.at(-1) ?? '') ? at - 1 : at;
  return { who: words[at], others: [...words.slice(0, end), ...words.slice(at + 1)] };
}

function fieldNamed(
  words: readonly string[],
  fields: readonly Field[],
  aliases: Readonly<Record<string, string>>,
): string | undefined {
  const plain = words
    .join('')
    .toLowerCase()
    .slice(0, 60)
    .replace(/[-_:=]/g, '');
  const name = Object.hasOwn(aliases, plain) ? aliases[plain] : plain;
  return fields.find((field) => field.name.toLowerCase() === name?.toLowerCase())?.name;
}

function choices(fields: readonly Field[]): Text {
  const names = fields.map((field) => field.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  return text`After the person, write what to change and how, such as “${names[0] ?? ''} …”. I know ${names.join(', ')}.`;
}

/** "I don’t know “shoe-size”, and left out “42”.", of words that nothing is called. */
export function strayWords([first = '', ...others]: readonly string[], inProfile = false): Text {
  const word = cutPlain(first, 100);
  if (others.length === 0) {
    return inProfile ? text`I don’t know “${word}” in a profile.` : text`I don’t know “${word}”.`;
  }
  const left = cutPlain(others.join(' '), 100);
  return inProfile
    ? text`I don’t know “${word}” in a profile, and left out “${left}”.`
    : text`I don’t know “${word}”, and left out “${left}”.`;
}
