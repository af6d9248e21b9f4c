import { inEnglish, type Text, text } from '../../languages/text.ts';
import { cutPlain } from '../../views/mrkdwn.ts';
import { strayWords, valuesByName } from '../admin/name-value-args.ts';
import type { ParsedArgs } from '../field.ts';
import { readOnOff } from '../parse/on-off.ts';
import { type Checked, checkTyped, checkValue } from '../parse/read-field.ts';
import { findLanguage } from './languages.ts';
import { profileInputs } from './profile-fields.ts';

/** Other names of fields. */
const alsoCalled: Readonly<Record<string, string>> = {
  name: 'displayName',
  title: 'jobTitle',
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

/** Reads `profile job-title Engineer department Sales`: the name of a field, its value, and so on. */
export function readProfileArgs(words: readonly string[]): ParsedArgs {
  const { given, stray } = valuesByName(words, profileInputs, alsoCalled);
  const values: Record<string, string> = {};
  const problems: Record<string, Text> = {};
  if (stray.length > 0) {
    const names = profileInputs.map(({ label }) => inEnglish(label).toLowerCase()).join(', ');
    problems.field = text`${strayWords(stray, true)} There are: ${names}.`;
  }
  for (const field of profileInputs) {
    const typed = given[field.name]?.join(' ');
    if (typed === undefined) continue;
    if (typed === '') {
      problems[field.name] = text`What should ${field.label} be?`;
      continue;
    }
    if (field.kind === 'secret') {
      problems[field.name] =
        text`Please never type a host key into the message box. Choose another one and enter it here.`;
      continue;
    }
    const { value, problem } = readValue(field, typed);
    if (problem !== undefined) problems[field.name] = problem;
    if (value !== undefined) values[field.name] = value;
  }
  return { values, problems };
}

type ProfileInput = (typeof profileInputs)[number];

function readValue(field: ProfileInput, typed: string): Checked {
  switch (field.name) {
    case 'language':
      return checkValue(field, findLanguage(typed)?.value ?? typed);
    case 'personalId':
      if (typed.toLowerCase() === 'use' || readOnOff(typed) === 'on') return { value: 'use' };
      return readOnOff(typed) === 'off'
        ? { value: '' }
        : { problem: text`Say “on” or “off” for the personal meeting ID, not “${cutPlain(typed, 500)}”.` };
    default:
      return checkTyped(field, typed);
  }
}
