import { text } from '../../languages/text.ts';
import { strayWords, valuesByName } from '../admin/name-value-args.ts';
import type { ParsedArgs } from '../field.ts';
import { checkTyped, checkValue } from '../parse/read-field.ts';
import { findLanguage } from './languages.ts';
import { profileInputs } from './profile-fields.ts';

/** Other names of fields. */
const alsoCalled: Readonly<Record<string, string>> = {
  name: 'displayName',
  title: text`jobTitle`,
  dept: 'department',
  tz: 'timeZone',
  zone: 'timeZone',
  vanityname: 'linkName',
  link: 'linkName',
  personallink: 'linkName',
  personallinkname: 'linkName',
  usepmi: 'personalId',
  pmi: 'personalId',
  personalmeetingid: 'personalId',
  lang: 'language',
  surname: 'lastName',
  newhostkey: 'hostKey',
};

const ON = /^(on|yes|true|use)$/i;
const OFF = /^(off|no|false)$/i;

/** Reads `profile job-title Engineer department Sales`: the name of a field, its value, and so on. */
export function readProfileArgs(words: readonly string[]): ParsedArgs {
  const { given, stray } = valuesByName(words, profileInputs, alsoCalled);
  const values: Record<string, string> = {};
  const problems: Record<string, string> = {};
  if (stray.length > 0) {
    const names = profileInputs.map(({ label }) => label.toLowerCase()).join(', ');
    problems.field = text`${strayWords(stray, true)} There are: ${names}.`;
  }
  for (const field of profileInputs) {
    const text = given[field.name]?.join(' ');
    if (text === undefined) continue;
    if (text === '') {
      problems[field.name] = `What should ${field.label.toLowerCase()} be?`;
      continue;
    }
    if (field.kind === 'secret') {
      problems[field.name] =
        'Please never type a host key into the message box. Choose another one and enter it here.';
      continue;
    }
    const { value, problem } = readValue(field, text);
    if (problem !== undefined) problems[field.name] = problem;
    if (value !== undefined) values[field.name] = value;
  }
  return { values, problems };
}

type ProfileInput = (typeof profileInputs)[number];

function readValue(field: ProfileInput, text: string): { value?: string; problem?: string } {
  switch (field.name) {
    case 'language':
      return checkValue(field, findLanguage(text)?.value ?? text);
    case 'personalId':
      if (ON.test(text)) return { value: 'use' };
      return OFF.test(text)
        ? { value: '' }
        : { problem: `Say “on” or “off” for the personal meeting ID, not “${short(text)}”.` };
    default:
      return checkTyped(field, text);
  }
}

function short(text = ''): string {
  return [...text].length > 500 ? `${[...text].slice(0, 499).join('')}…` : text;
}
