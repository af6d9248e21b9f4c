import type { ParsedArgs } from '../field.ts';

/**
 * Reads a line in which one word counts, such as `licences chart please`.
 *
 * @param name the field that gets the word
 * @param known the words that it may be
 * @param around words that may stand around it and say nothing more; any other is named to the person
 */
export function readOneWord(
  words: readonly string[],
  name: string,
  known: Readonly<Record<string, unknown>>,
  around: RegExp,
): ParsedArgs {
  const plain = words.map((word) => word.toLowerCase().replace(/[,.?!]$/, ''));
  const found = plain.find((word) => Object.hasOwn(known, word));
  return {
    values: found ? { [name]: found } : {},
    problems: {},
    unread: words.filter((_, i) => plain[i] !== found && !around.test(plain[i] ?? '')),
  };
}
