import type { Field } from '../field.ts';
import { checkValue } from '../parse/read-field.ts';
import { everything, partNames, partsIn } from './transfers.ts';

const FILLERS = ['and', 'to', 'for', 'everything', 'all'];

/**
 * Reads `@person disassociate|delete [@heir [meetings, recordings…]]`. An heir of whom nothing else is said gets
 * everything.
 */
export function readDeletion(words: readonly string[], fields: readonly Field[]) {
  const values: Record<string, string> = {};
  const problems: Record<string, string> = {};
  const read = (name: string, text: string | undefined) => {
    const field = fields.find((one) => one.name === name);
    if (!field || text === undefined) return;
    const { value, problem } = checkValue(field, text);
    if (problem !== undefined) problems[name] = problem;
    else if (value !== undefined) values[name] = value;
  };
  const [person, action, ...rest] = words;
  read('person', person);
  read('action', action);
  const plain = (word: string) => word.toLowerCase().replace(/,$/, '');
  const others = rest.flatMap((word) => (word.includes('@') ? [word] : word.split(/,\s*/))).filter(Boolean);
  const isPart = (word: string) => partNames.some((name) => name === plain(word));
  const [heir, ...strays] = others.filter((word) => !isPart(word) && !FILLERS.includes(plain(word)));
  read('heir', heir);
  if (strays.length > 0)
    problems.transfer = `I do not know what “${(strays[0] ?? '').slice(0, 60)}” means here.`;
  const chosen = partsIn(others.map(plain).join(','));
  if (heir) values.transfer = chosen.length > 0 ? chosen.join(',') : everything;
  else if (chosen.length > 0) problems.heir = 'Who should get it? Add the person, or leave it out.';
  return { values, problems };
}
