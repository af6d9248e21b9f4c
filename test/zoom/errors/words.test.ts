import { describe, expect, test } from 'vitest';
import { catalogue, everywhere } from '../../../src/zoom/errors/catalogue.ts';
import { explain } from '../../../src/zoom/errors/explain.ts';
import { meanings } from '../../../src/zoom/errors/meanings.ts';
import { template } from '../../../src/zoom/errors/template.ts';
import { en } from '../../../src/zoom/errors/words/en.ts';
import { ZoomError } from '../../../src/zoom/zoom-error.ts';

/** Values that come from elsewhere than the text of a refusal. */
const further = ['field', 'detail', 'scopes'];
/** Meanings that the client gives of its own, without a row of the catalogue. */
const own = [
  'zoom-unreachable',
  'zoom-timeout',
  'zoom-server-error',
  'unreadable-answer',
  'cancelled',
  'unknown',
];

const rows = [...Object.values(catalogue).flat(), ...everywhere];

test('every meaning has words, and there are words for nothing else', () => {
  expect(Object.keys(en.words).sort()).toEqual([...meanings].sort());
});

test('every meaning can come about', () => {
  const reachable = new Set([...rows.map((row) => row.meaning), ...own]);
  expect([...reachable].sort()).toEqual([...meanings].sort());
});

describe.each(meanings.map((meaning) => [meaning, en.words[meaning]] as const))('%s', (meaning, entry) => {
  const sentences = [entry.says, entry.saysOther ?? entry.says, entry.next];
  const known = rows
    .filter((row) => row.meaning === meaning)
    .flatMap((row) => (row.message === undefined ? [] : template(row.message).placeholders));

  test.each(sentences)('%s', (sentence) => {
    expect(sentence).toMatch(/^[A-Z[{].*\.$/s);
    expect(sentence).not.toMatch(/['"]|licens(?!ed)| {2}/);
    for (const [, name = ''] of sentence.matchAll(/\{(\w+)\}/g)) {
      expect(['subject', ...further, ...known]).toContain(name);
    }
  });

  test('reads well without any value, and never names a value that is not there', () => {
    const error = new ZoomError({ operation: 'getUser', meaning, effect: 'none' });
    const { says, saysOther, next } = explain(error);
    for (const sentence of [says, saysOther ?? says, next]) {
      expect(sentence).not.toMatch(/[[\]|]| {2}| \./);
      expect(sentence.replaceAll('{subject}', '')).not.toMatch(/[{}]/);
      expect(sentence).toMatch(/^[A-Z{]/);
    }
  });

  test('speaks to oneself without naming oneself', () => {
    expect(entry.says).not.toContain('{subject}');
  });
});

test('values stay placeholders: the views fill them in and escape them', () => {
  const values = { email: '<b>mia@example.com' };
  const error = new ZoomError({
    operation: 'addAssistants',
    meaning: 'assistant-needs-licence',
    effect: 'none',
    values,
  });
  expect(explain(error)).toMatchObject({
    meaning: 'assistant-needs-licence',
    says: '{email} needs a Zoom licence before becoming your assistant.',
    saysOther: '{email} needs a Zoom licence before becoming {subject}’s assistant.',
    values,
  });
});

test('a missing licence offers to request one', () => {
  const error = new ZoomError({
    operation: 'addAssistants',
    meaning: 'subject-needs-licence',
    effect: 'none',
  });
  expect(explain(error).remedy).toEqual({
    kind: 'command',
    command: 'request-license',
    label: 'Request a licence',
  });
});

test('a change that may have been made is not offered again', () => {
  const fault = { operation: 'addAssistants', meaning: 'zoom-timeout' } as const;
  expect(explain(new ZoomError({ ...fault, effect: 'none' })).remedy?.kind).toBe('retry');
  const doubtful = explain(new ZoomError({ ...fault, effect: 'unknown' }));
  expect(doubtful.remedy).toBeUndefined();
  expect(doubtful.next).toBe(en.inDoubt);
});

test('a language without words is answered in English', () => {
  const error = new ZoomError({ operation: 'getUser', meaning: 'unknown', effect: 'none' });
  for (const locale of ['xx', 'en-GB', 'EN_us', '', 'constructor']) {
    expect(explain(error, locale).says).toBe(en.words.unknown.says);
  }
});
