import { text } from '../../languages/text.ts';
import type { AnyValues, ParsedArgs } from '../field.ts';

/** How much text is looked for, in characters. */
export const MAX_TEXT = 100;

/** What people call the states, the licences and the file. */
const filterWords: Readonly<Record<string, { readonly filter?: string; readonly licence?: string }>> = {
  active: { filter: 'active' },
  inactive: { filter: 'inactive' },
  deactivated: { filter: 'inactive' },
  disabled: { filter: 'inactive' },
  pending: { filter: 'pending' },
  invited: { filter: 'pending' },
  csv: { filter: 'csv' },
  file: { filter: 'csv' },
  export: { filter: 'csv' },
  licensed: { licence: 'licensed' },
  licenced: { licence: 'licensed' },
  pro: { licence: 'licensed' },
  basic: { licence: 'basic' },
  unlicensed: { licence: 'basic' },
  unlicenced: { licence: 'basic' },
  free: { licence: 'basic' },
  'on-prem': { licence: 'on-prem' },
  unassigned: { licence: 'unassigned' },
};
/** Words around the filters that say nothing more. */
const AROUND = new Set(
  'who with are is and a the in as all people users accounts named called license licence'.split(' '),
);

/** Reads `inactive licensed chen`: a state and a licence in any order at the front or the end, and what to look for. */
export function readUserFilters(words: readonly string[]): ParsedArgs {
  const values: Record<string, string> = {};
  const taken = (word: string): boolean => {
    const plain = word.toLowerCase().replace(/[,.]$/, '');
    const filter = Object.hasOwn(filterWords, plain) ? filterWords[plain] : undefined;
    const [name, value] = Object.entries(filter ?? {})[0] ?? [];
    if (!name || !value || values[name] !== undefined) return false;
    values[name] = value;
    return true;
  };
  let rest = words;
  while (rest.length > 0 && (taken(rest[0] ?? '') || isAround(rest, values))) rest = rest.slice(1);
  while (rest.length > 0 && taken(rest.at(-1) ?? '')) rest = rest.slice(0, -1);
  const wanted = rest.join(' ');
  if (values.filter === 'csv' && (wanted || values.licence)) {
    const problem = text`The file has everybody in it. Leave “csv” out to look for some of them.`;
    return {
      values: { ...values, ...(wanted ? { text: wanted.slice(0, MAX_TEXT) } : {}) },
      problems: { filter: problem },
    };
  }
  if (wanted.length > MAX_TEXT)
    return { values, problems: { text: text`Please look for at most ${MAX_TEXT} characters.` } };
  return { values: { ...values, ...(wanted ? { text: wanted } : {}) }, problems: {} };
}

function isAround(words: readonly string[], values: AnyValues): boolean {
  const [first = '', next] = words;
  // "list-users all" is nobody's name, but "list-users is" may be a part of one.
  return (
    AROUND.has(first.toLowerCase()) &&
    (next !== undefined ||
      /^(all|people|users|accounts|licen[cs]e)$/i.test(first) ||
      Object.keys(values).length > 0)
  );
}
