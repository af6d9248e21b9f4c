import type { Field, ParsedArgs } from '../field.ts';
import { checkValue } from '../parse/read-field.ts';

/**
 * Reads `@person name value name value`: a value goes on until the next name. Names may be written `firstName`,
 * `first-name` or `first_name`.
 *
 * @param aliases other words for a field's name
 */
export function readNameValues(
  words: readonly string[],
  fields: readonly Field[],
  aliases: Readonly<Record<string, string>> = {},
): ParsedArgs {
  const [person, ...rest] = fields;
  const [who, ...others] = words;
  const given: Record<string, string[]> = {};
  const problems: Record<string, string> = {};
  let name = '';
  for (const word of others) {
    const found = fieldNamed(word, rest, aliases);
    // A repeated name is a word of the value: "title Head of title".
    if (found && !given[found]) {
      name = found;
      given[found] = [];
    } else if (name) given[name]?.push(word);
    else problems[person?.name ?? ''] ??= `I do not know “${word.slice(0, 60)}”. ${choices(rest)}`;
  }
  const values: Record<string, string> = {};
  const read = (field: Field | undefined, text: string | undefined) => {
    if (!field || text === undefined) return;
    const { value, problem } = checkValue(field, text);
    if (problem ?? value === undefined) problems[field.name] = problem ?? `What should ${field.label} be?`;
    else values[field.name] = value ?? '';
  };
  read(person, who);
  for (const field of rest) read(field, given[field.name]?.join(' '));
  return { values, problems };
}

function fieldNamed(word: string, fields: readonly Field[], aliases: Readonly<Record<string, string>>) {
  const plain = word.toLowerCase().replace(/[-_:=]/g, '');
  const name = aliases[plain] ?? fields.find((field) => field.name.toLowerCase() === plain)?.name;
  return fields.find((field) => field.name === name)?.name;
}

function choices(fields: readonly Field[]): string {
  const names = fields.map((field) => field.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  return `After the person, write what to change and how, such as “${names[0] ?? ''} …”. I know ${names.join(', ')}.`;
}
