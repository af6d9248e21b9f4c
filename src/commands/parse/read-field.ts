import { cleanText, isTypeable, oneLine } from '../../clean-text.ts';
import { withEmoji } from '../../emoji.ts';
import type { AnyValues, Field, ParsedArgs } from '../field.ts';
import { findTimeZone, noTimeZone } from '../profile/time-zones.ts';
import { readEnd } from './dates.ts';
import { findEmail, normalise } from './token.ts';

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
    case 'duration': {
      const value = readEnd(text);
      return value === undefined
        ? {
            problem: `I don’t understand “${short(text)}” as a time. Write it like 14 days, 2 weeks or until 24 December.`,
          }
        : { value };
    }
    case 'time-zone': {
      const value = findTimeZone(text);
      return value === undefined ? { problem: `“${short(text)}”: ${noTimeZone}` } : { value };
    }
    case 'email': {
      const email = findEmail(text);
      return email
        ? { value: email }
        : { problem: `“${short(text)}” is not an email address. It should look like name@example.com.` };
    }
    case 'choice': {
      const word = text.toLowerCase();
      const meant = field.alsoCalled && Object.hasOwn(field.alsoCalled, word) ? field.alsoCalled[word] : word;
      const option = field.options?.find(
        (one) => one.value.toLowerCase() === meant || one.label.toLowerCase() === word,
      );
      return option ? { value: option.value } : { problem: `“${short(text)}” ${notOneOf(field.options)}` };
    }
    case 'person': {
      if (field.words?.includes(text.toLowerCase())) return { value: text.toLowerCase() };
      if (/^[UW][A-Z0-9]{2,}$/.test(text)) return { value: text };
      if (field.slackOnly) {
        return { problem: `Who is “${short(text)}” in Slack? Type @ and pick the person from the list.` };
      }
      const email = findEmail(text);
      return email
        ? { value: email }
        : {
            problem: `I couldn’t tell who “${short(text)}” is. Type @ and pick the person, or give their email address.`,
          };
    }
  }
}

/**
 * The same for what was typed on the command line: a text that is wrong goes into the form with a sentence about it, as far
 * as it fits, so that nobody types it twice.
 */
export function checkTyped(field: Field, typed: string): { value?: string; problem?: string } {
  const checked = checkValue(field, typed);
  if (checked.problem === undefined || field.kind !== 'text') return checked;
  const letters = [...(field.multiline ? cleanText(typed).trim() : oneLine(typed))];
  const most = field.maxLength ?? MAX_TEXT;
  // Cut between two words where there is a space.
  const end = letters.length > most ? letters.lastIndexOf(' ', most) : most;
  const max = end > most / 2 ? end : most;
  const left = letters
    .slice(max, max + 200)
    .join('')
    .trim();
  return {
    value: letters.slice(0, max).join(''),
    problem: left === '' ? checked.problem : `${checked.problem} I left out “${left}”.`,
  };
}

/** Checks several typed values by field name; those that are `undefined` are left out. */
export function checkValues(fields: readonly Field[], given: AnyValues): ParsedArgs {
  const values: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const text = given[field.name];
    if (text === undefined) continue;
    const { value, problem } = checkTyped(field, text);
    if (problem !== undefined) problems[field.name] = problem;
    if (value !== undefined) values[field.name] = value;
  }
  return { values, problems };
}

function checkToggles(field: Field, text: string): { value?: string; problem?: string } {
  const known = field.options?.map((one) => one.value) ?? [];
  const chosen = text === '' ? [] : text.split(',').map((one) => one.trim().toLowerCase());
  const stray = chosen.find((one) => !known.includes(one));
  return stray
    ? { problem: `“${short(stray)}” ${notOneOf(field.options)}` }
    : { value: known.filter((one) => chosen.includes(one)).join(',') };
}

/** Names the choices as the form does: "Basic" for "Basic: group meetings end after 40 minutes". */
function notOneOf(options: Field['options'] = []): string {
  return `isn’t one of the choices. Pick one: ${options.map(({ label }) => label.split(':')[0]).join(', ')}.`;
}

function checkText(field: Field, given: string): { value?: string; problem?: string } {
  if (field.kind === 'secret' && !isTypeable(given))
    return { problem: 'Please use letters, digits and signs that can be typed.' };
  // A password may begin or end with a blank.
  const text = field.kind === 'secret' ? given : field.multiline ? cleanText(given).trim() : oneLine(given);
  const max = field.maxLength ?? MAX_TEXT;
  if ([...text].length > max) return { problem: `That is too long. Please keep it to ${max} characters.` };
  if (field.pattern && !field.pattern.is.test(text)) return { problem: field.pattern.otherwise };
  return text === '' ? {} : { value: text };
}

/** The most characters of a text that has no other limit. */
const MAX_TEXT = 500;

function short(text: string): string {
  return [...text].length > 60 ? `${[...text].slice(0, 59).join('')}…` : text;
}
