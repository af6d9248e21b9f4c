import { expect, test } from 'vitest';
import type { Field } from '../../src/commands/field.ts';
import { checkValue } from '../../src/commands/parse/read-field.ts';
import { text } from '../../src/languages/text.ts';

const email: Field = { name: 'email', label: text`Email`, kind: 'email' };
const person: Field = { name: 'person', label: text`Who?`, kind: 'person', words: ['all'] };
const reason: Field = { name: 'reason', label: text`Why?`, kind: 'text', multiline: true, maxLength: 20 };
const options = [{ value: 'basic', label: text`Basic` }];
const choice: Field = { name: 'licence', label: text`Licence`, kind: 'choice', options };

const clean = [
  [email, ' Ada@Example.com ', 'ada@example.com'],
  [email, '\u200Bada@example.com\u202C', 'ada@example.com'],
  [person, 'U0MIA', 'U0MIA'],
  [person, 'All', 'all'],
  [person, 'mia@example.com\u00A0', 'mia@example.com'],
  [choice, 'BASIC', 'basic'],
  [reason, ' two\nlines\u200D “here” ', 'two\nlines\u200D “here”'],
] as const;

test('values are cleaned', () => {
  for (const [field, given, value] of clean) {
    expect.soft(checkValue(field, given), given).toEqual({ value });
  }
});

const wrong = [
  [email, 'ada at example.com', /“ada at example\.com” isn’t an email address/],
  [person, 'mia', /couldn’t tell who “mia” is/],
  [choice, 'gold', /“gold” isn’t one of the choices\. Pick one: Basic\./],
  [reason, 'x'.repeat(21), /too long\. Please keep it to 20 characters\./],
] as const;

test('a wrong value gets a sentence that says what is wrong', () => {
  for (const [field, given, sentence] of wrong) {
    expect.soft(checkValue(field, given).problem?.words, given).toMatch(sentence);
  }
});

test('a text of spaces alone is no value', () => {
  expect(checkValue(reason, ' \n ')).toEqual({});
});
