import type { AnyValues, Field } from '../field.ts';
import { checkValue } from '../parse/read-field.ts';

/**
 * Reads `email First Last… basic|licensed Department…`: the licence ends the name. What is left out is asked for in
 * the form.
 */
export function readNewUser(words: readonly string[], fields: readonly Field[]) {
  const [email, ...others] = words;
  const at = others.findIndex((word) => /^(basic|licen[cs]ed)$/i.test(word));
  const [first, ...last] = at < 0 ? others : others.slice(0, at);
  const given: AnyValues = {
    email,
    firstName: first,
    lastName: last.join(' ') || undefined,
    licence: others[at]?.replace(/licenced/i, 'licensed'),
    department: at < 0 ? undefined : others.slice(at + 1).join(' ') || undefined,
  };
  const values: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const text = given[field.name];
    if (text === undefined) continue;
    const { value, problem } = checkValue(field, text);
    if (problem !== undefined) problems[field.name] = problem;
    else if (value !== undefined) values[field.name] = value;
  }
  return { values, problems };
}
