import { cleanText, isTypeable, oneLine } from '../../clean-text.ts';
import { withEmoji } from '../../emoji.ts';
import type { AnyValues, Field, ParsedArgs } from '../field.ts';
import { parseDuration } from './duration.ts';
import { normalise, parseEmail, type Token, textOf } from './token.ts';

interface Reading {
  readonly value?: string;
  /** What is wrong, in a sentence of plain text. */
  readonly problem?: string;
  readonly left: readonly Token[];
}

/**
 * Reads one field from the front of what is left of the command line.
 *
 * @param expected how many people and addresses the fields after it ask for
 */
export function readField(field: Field, tokens: readonly Token[], expected = 0): Reading {
  const [first, ...left] = tokens;
  if (!first) return { left: tokens };
  if (field.kind === 'text') return { ...checkValue(field, textOf(tokens)), left: [] };
  const { value, problem } = checkValue(field, first.slackId ?? first.text);
  if (value === undefined) return { ...(problem ? { problem } : {}), left };
  // Do not silently ignore a second person that no later field takes.
  const named = left.filter((token) => token.slackId ?? token.email).length;
  const another = field.kind === 'person' && named > expected;
  return { value, ...(another ? { problem: 'One person at a time, please.' } : {}), left };
}

/** Checks a value from the command line or from a form: a clean value, or a sentence that says what is wrong. */
export function checkValue(field: Field, given: string): { value?: string; problem?: string } {
  const text = normalise(given);
  switch (field.kind) {
    case 'text':
      return checkText(field, withEmoji(given));
    case 'secret':
      return checkText(field, given);
    case 'picture':
    case 'switches':
      return { value: text };
    case 'toggles':
      return checkToggles(field, text);
    case 'duration':
      return parseDuration(text) === undefined
        ? { problem: `“${short(text)}” is not a length of time. Write it like 14d, 2w or 8h.` }
        : { value: text.toLowerCase().replace(/\s/g, '') };
    case 'email': {
      const email = parseEmail(text);
      return email
        ? { value: email }
        : { problem: `“${short(text)}” is not an email address. It should look like name@example.com.` };
    }
    case 'choice': {
      const option = field.options?.find((one) => one.value === text.toLowerCase());
      const choices = field.options?.map((one) => one.value).join(', ') ?? '';
      return option
        ? { value: option.value }
        : { problem: `“${short(text)}” is not one of the choices: ${choices}.` };
    }
    case 'person': {
      if (field.words?.includes(text.toLowerCase())) return { value: text.toLowerCase() };
      if (/^[UW][A-Z0-9]{2,}$/.test(text)) return { value: text };
      if (field.slackOnly) {
        return { problem: `Who is “${short(text)}” in Slack? Type @ and pick the person from the list.` };
      }
      const email = parseEmail(text);
      return email
        ? { value: email }
        : {
            problem: `I could not tell who “${short(text)}” is. Type @ and pick the person, or give their email address.`,
          };
    }
  }
}

/** Checks several values by field name; those that are `undefined` are left out. */
export function checkValues(fields: readonly Field[], given: AnyValues): ParsedArgs {
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

function checkToggles(field: Field, text: string): { value?: string; problem?: string } {
  const known = field.options?.map((one) => one.value) ?? [];
  const chosen = text === '' ? [] : text.split(',').map((one) => one.trim().toLowerCase());
  const stray = chosen.find((one) => !known.includes(one));
  return stray
    ? { problem: `“${short(stray)}” is not one of the choices: ${known.join(', ')}.` }
    : { value: known.filter((one) => chosen.includes(one)).join(',') };
}

function checkText(field: Field, given: string): { value?: string; problem?: string } {
  if (field.kind === 'secret' && !isTypeable(given))
    return { problem: 'Please use letters, digits and signs that can be typed.' };
  // A password may begin or end with a blank.
  const text = field.kind === 'secret' ? given : field.multiline ? cleanText(given).trim() : oneLine(given);
  const max = field.maxLength ?? 500;
  if ([...text].length > max) return { problem: `That is too long. Please keep it to ${max} characters.` };
  if (field.pattern && !field.pattern.is.test(text)) return { problem: field.pattern.otherwise };
  return text === '' ? {} : { value: text };
}

function short(text: string): string {
  return [...text].length > 60 ? `${[...text].slice(0, 59).join('')}…` : text;
}
