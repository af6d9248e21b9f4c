import { cleanText, isTypeable, oneLine } from '../../clean-text.ts';
import { withEmoji } from '../../emoji.ts';
import { inEnglish, type Text, text } from '../../languages/text.ts';
import { cutPlain } from '../../views/mrkdwn.ts';
import type { AnyValues, Field, ParsedArgs } from '../field.ts';
import { findTimeZone, unknownTimeZone } from '../profile/time-zones.ts';
import { readEnd } from './dates.ts';
import { plainLetters } from './own-language.ts';
import { findEmail, normalise } from './token.ts';

/** A clean value, or a sentence that says what is wrong. */
export interface Checked {
  readonly value?: string;
  readonly problem?: Text;
}

/** Checks a value from the command line or from a form. */
export function checkValue(field: Field, given: string): Checked {
  const typed = normalise(given);
  switch (field.kind) {
    case 'text':
      return checkText(field, withEmoji(given));
    case 'secret':
      return checkText(field, given);
    case 'picture':
    case 'switches':
      return { value: typed };
    case 'toggles':
      return checkToggles(field, typed);
    case 'duration': {
      const value = readEnd(typed);
      return value === undefined ? { problem: noTime(short(typed)) } : { value };
    }
    case 'time-zone': {
      const value = findTimeZone(typed);
      return value === undefined ? { problem: unknownTimeZone(short(typed)) } : { value };
    }
    case 'email': {
      const email = findEmail(typed);
      return email
        ? { value: email }
        : { problem: text`“${short(typed)}” isn’t an email address. It should look like name@example.com.` };
    }
    case 'choice': {
      const word = typed.toLowerCase();
      const meant = field.alsoCalled && Object.hasOwn(field.alsoCalled, word) ? field.alsoCalled[word] : word;
      const option = field.options?.find(
        ({ value, label }) =>
          value.toLowerCase() === meant ||
          inEnglish(label).toLowerCase() === word ||
          ownName(label) === plainLetters(word),
      );
      return option ? { value: option.value } : { problem: notOneOf(field.options, typed) };
    }
    case 'person': {
      if (field.words?.includes(typed.toLowerCase())) return { value: typed.toLowerCase() };
      if (/^[UW][A-Z0-9]{2,}$/.test(typed)) return { value: typed };
      if (field.slackOnly) {
        return {
          problem: text`Who is “${short(typed)}” in Slack? Type @ and pick the person from the list.`,
        };
      }
      const email = findEmail(typed);
      return email
        ? { value: email }
        : {
            problem: text`I couldn’t tell who “${short(typed)}” is. Type @ and pick the person, or give their email address.`,
          };
    }
  }
}

/** An option in the current language, without what explains it: "lizenziert" of "Lizenziert: kein Limit". */
function ownName(label: Text): string {
  return plainLetters(label.words.split(/\s*[:：]/)[0] ?? '');
}

/** What to say of something that is no time. */
export function noTime(typed: string): Text {
  return text`I don’t understand “${typed}” as a time. Write it like 14 days, 2 weeks or until 24 December.`;
}

/**
 * The same for what was typed on the command line: a text that is wrong goes into the form with a sentence about it, as far
 * as it fits, so that nobody types it twice.
 */
export function checkTyped(field: Field, typed: string): Checked {
  const checked = checkValue(field, typed);
  if (checked.problem === undefined || field.kind !== 'text') return checked;
  const letters = [...(field.multiline ? cleanText(typed).trim() : oneLine(typed))];
  const most = field.maxLength ?? MAX_TEXT;
  // Cut between two words where there is a space, unless the word is so long that most would be left out.
  const end = letters.length > most ? letters.lastIndexOf(' ', most) : most;
  const max = end > Math.min(most / 2, most - LONGEST_WORD) && end > 0 ? end : most;
  const left = letters
    .slice(max, max + 200)
    .join('')
    .trim();
  return {
    value: letters.slice(0, max).join(''),
    problem: left === '' ? checked.problem : text`${checked.problem} I left out “${left}”.`,
  };
}

/** The longest word that is kept in one piece: an address. */
const LONGEST_WORD = 128;

/** Checks several typed values by field name; those that are `undefined` are left out. */
export function checkValues(fields: readonly Field[], given: AnyValues): ParsedArgs {
  const values: Record<string, string> = {};
  const problems: Record<string, Text> = {};
  for (const field of fields) {
    const typed = given[field.name];
    if (typed === undefined) continue;
    const { value, problem } = checkTyped(field, typed);
    if (problem !== undefined) problems[field.name] = problem;
    if (value !== undefined) values[field.name] = value;
  }
  return { values, problems };
}

function checkToggles(field: Field, typed: string): Checked {
  const known = field.options?.map((one) => one.value) ?? [];
  const chosen = typed === '' ? [] : typed.split(',').map((one) => one.trim().toLowerCase());
  const stray = chosen.find((one) => !known.includes(one));
  return stray
    ? { problem: notOneOf(field.options, stray) }
    : { value: known.filter((one) => chosen.includes(one)).join(',') };
}

/** Names the choices by the words that are typed. */
function notOneOf(options: Field['options'] = [], typed: string): Text {
  const choices = options.map(({ label }) => inEnglish(label).split(':')[0]).join(', ');
  return text`“${short(typed)}” isn’t one of the choices. Pick one: ${choices}.`;
}

function checkText(field: Field, given: string): Checked {
  if (field.kind === 'secret' && !isTypeable(given))
    return { problem: text`Please use letters, digits and signs that can be typed.` };
  // A password may begin or end with a blank.
  const typed = field.kind === 'secret' ? given : field.multiline ? cleanText(given).trim() : oneLine(given);
  const max = field.maxLength ?? MAX_TEXT;
  if ([...typed].length > max)
    return { problem: text`That’s too long. Please keep it to ${max} characters.` };
  if (field.pattern && !field.pattern.is.test(typed)) return { problem: field.pattern.otherwise };
  return typed === '' ? {} : { value: typed };
}

/** The most characters of a text that has no other limit. */
const MAX_TEXT = 500;

/** What somebody typed, as a sentence quotes it. */
function short(typed: string): string {
  return cutPlain(typed, 60);
}
