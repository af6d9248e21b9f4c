import type { ParsedArgs } from '../field.ts';
import { checkValue } from '../parse/read-field.ts';
import { findLanguage } from './languages.ts';
import { profileInputs, timeZoneName } from './profile-fields.ts';

/** Other names of fields. */
const alsoCalled: Readonly<Record<string, string>> = {
  name: 'displayname',
  title: 'jobtitle',
  dept: 'department',
  timezone: 'timezone',
  tz: 'timezone',
  vanityname: 'linkname',
  link: 'linkname',
  usepmi: 'personalid',
  pmi: 'personalid',
};
/** What to say where there is no such time zone. */
export const noTimeZone = 'I do not know this time zone. Write it like Europe/Berlin or America/New_York.';

const ON = /^(on|yes|true|use)$/i;
const OFF = /^(off|no|false)$/i;

/** Reads `profile display-name Ada King`: a field's name, in one or two words, and then its value. */
export function readProfileArgs(words: readonly string[]): ParsedArgs {
  if (words.length === 0) return { values: {}, problems: {} };
  const two = fieldNamed(words.slice(0, 2).join(''));
  const field = two ?? fieldNamed(words[0] ?? '');
  if (!field) {
    const names = profileInputs.map(({ label }) => label.toLowerCase()).join(', ');
    return {
      values: {},
      problems: { field: `I do not know “${short(words[0])}” in a profile. There are: ${names}.` },
    };
  }
  const text = words.slice(two ? 2 : 1).join(' ');
  if (text === '') return { values: {}, problems: {} };
  if (field.kind === 'secret') {
    const warning =
      'Please never type a host key into the message box. Choose another one and enter it here.';
    return { values: {}, problems: { [field.name]: warning } };
  }
  const { value, problem } = readValue(field, text);
  return problem
    ? { values: {}, problems: { [field.name]: problem } }
    : { values: { [field.name]: value }, problems: {} };
}

type ProfileInput = (typeof profileInputs)[number];

function readValue(field: ProfileInput, text: string): { value?: string; problem?: string } {
  switch (field.name) {
    case 'timeZone': {
      const name = timeZoneName(text);
      return name ? { value: name } : { problem: noTimeZone };
    }
    case 'language':
      return checkValue(field, findLanguage(text)?.value ?? text);
    case 'personalId':
      if (ON.test(text)) return { value: 'use' };
      return OFF.test(text) ? { value: '' } : { problem: 'Say “on” or “off” for the personal meeting ID.' };
    default:
      return checkValue(field, text);
  }
}

function fieldNamed(typed: string): ProfileInput | undefined {
  const word = typed.toLowerCase().replace(/[-_\s]/g, '');
  const name = alsoCalled[word] ?? word;
  return profileInputs.find((field) =>
    [field.name.toLowerCase(), field.label.toLowerCase().replace(/\s/g, '')].includes(name),
  );
}

function short(text = ''): string {
  return [...text].slice(0, 40).join('');
}
