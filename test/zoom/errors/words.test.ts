import { describe, expect, test } from 'vitest';
import { catalogue, everywhere } from '../../../src/zoom/errors/catalogue.ts';
import { guidance, meanings } from '../../../src/zoom/errors/error-kinds.ts';
import { explain, explainMeaning } from '../../../src/zoom/errors/explain.ts';
import { template } from '../../../src/zoom/errors/template.ts';
import { de } from '../../../src/zoom/errors/words/de.ts';
import { en } from '../../../src/zoom/errors/words/en.ts';
import type { Entry } from '../../../src/zoom/errors/words/words.ts';
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
  // Known before Zoom is asked.
  'zoom-busy',
  'password-too-long',
];

const rows = [...Object.values(catalogue).flat(), ...everywhere];
const languages = [
  ['en', en],
  ['de', de],
] as const;

const placeholders = (...sentences: (string | undefined)[]) => {
  const names = sentences.flatMap((one) => [...(one ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  return [...new Set(names)].sort();
};

test('every kind can come about', () => {
  const reachable = new Set([...rows.map((row) => row.kind), ...own]);
  expect([...reachable].sort()).toEqual([...meanings].sort());
});

describe.each(languages)('%s', (locale, { words, labels, inDoubt }) => {
  test('has words for every kind, and for nothing else', () => {
    expect(Object.keys(words).sort()).toEqual([...meanings].sort());
  });

  test('has a label for every button, and for nothing else', () => {
    const used = meanings.flatMap((kind) => guidance[kind].remedy ?? []);
    expect(Object.keys(labels).sort()).toEqual([...new Set(used)].sort());
    for (const label of Object.values(labels)) expect(label).toMatch(/^[A-ZÄÖÜ].{2,40}[^.]$/);
  });

  test('says what to do after a change that is in doubt', () => {
    expect(inDoubt).toMatch(/^[A-ZÄÖÜ].*\.$/);
  });

  describe.each(meanings.map((kind) => [kind, words[kind]] as const))('%s', (kind, entry) => {
    const sentences = [entry.says, entry.saysOther ?? entry.says, entry.next];
    const known = rows
      .filter((row) => row.kind === kind)
      .flatMap((row) => (row.message === undefined ? [] : template(row.message).placeholders));

    test.each(sentences)('%s', (sentence) => {
      expect(sentence).toMatch(/^[A-ZÄÖÜ[{].*\.$/s);
      expect(sentence).not.toMatch(/['"]| {2}/);
      const givenBefore = kind === 'password-too-long' ? ['number'] : [];
      for (const name of placeholders(sentence)) {
        expect(['subject', ...further, ...known, ...givenBefore]).toContain(name);
      }
    });

    test('reads well without any value, and never names a value that is not there', () => {
      const error = new ZoomError({ operation: 'getUser', kind, effect: 'none' });
      const { says, saysOther, next } = explain(error, locale);
      for (const sentence of [says, saysOther ?? says, next]) {
        expect(sentence).not.toMatch(/[[\]|]| {2}| [.,;]/);
        expect(sentence.replaceAll('{subject}', '')).not.toMatch(/[{}]/);
        expect(sentence).toMatch(/^[A-ZÄÖÜ{]/);
      }
    });

    test('speaks to oneself without naming oneself', () => {
      expect(entry.says).not.toContain('{subject}');
      if (entry.saysOther !== undefined) expect(entry.saysOther).toContain('{subject}');
    });
  });
});

describe('both languages say the same', () => {
  test.each(meanings)('%s', (kind) => {
    const [english, german]: [Entry, Entry] = [en.words[kind], de.words[kind]];
    expect(placeholders(german.says)).toEqual(placeholders(english.says));
    expect(placeholders(german.saysOther)).toEqual(placeholders(english.saysOther));
    expect(placeholders(german.next)).toEqual(placeholders(english.next));
    expect(german.saysOther === undefined).toBe(english.saysOther === undefined);
    expect(german.says).not.toBe(english.says);
    expect(german.next).not.toBe(english.next);
  });
});

const texts = (entries: Iterable<Entry>) =>
  [...entries]
    .map(({ says, saysOther, next }) => `${says} ${saysOther ?? ''} ${next}`)
    .join(' ')
    .replace(/\{\w+\}/g, '{}');

test('English is British', () => {
  const american = /licens(?!ed)|\bcolor|organiz|canceled|behavior/gi;
  expect(texts(Object.values(en.words)).match(american)).toBeNull();
});

test('German says Sie, and has no English left in it', () => {
  const german = texts(Object.values(de.words));
  expect(german.match(/\b(du|dich|dir|dein\w*|euch|euer)\b/gi)).toBeNull();
  expect(german.match(/\b(the|your|please|ask|try|user|licen[cs]e)\b/gi)).toBeNull();
  expect(german.match(/\w*(ae|oe|(?<![aeäz])ue)\w*|[’`]/gi)).toBeNull();
});

test('values stay placeholders: the views fill them in and escape them', () => {
  const values = { email: '<b>mia@example.com' };
  const error = new ZoomError({
    operation: 'addAssistants',
    kind: 'assistant-needs-licence',
    effect: 'none',
    values,
  });
  expect(explain(error)).toMatchObject({
    kind: 'assistant-needs-licence',
    says: '{email} needs a Zoom licence before becoming your assistant.',
    saysOther: '{email} needs a Zoom licence before becoming {subject}’s assistant.',
    values,
  });
});

test('a missing licence offers to request one', () => {
  const error = new ZoomError({
    operation: 'addAssistants',
    kind: 'subject-needs-licence',
    effect: 'none',
  });
  expect(explain(error).remedy).toEqual({
    kind: 'command',
    command: 'request-license',
    label: 'Request a licence',
  });
  expect(explain(error, 'de').remedy).toMatchObject({ label: 'Lizenz beantragen' });
});

test('a fault of one field names the field', () => {
  for (const [kind, field] of [
    ['password-needs-number', 'password'],
    ['email-taken', 'email'],
    ['host-key-same-as-audio-password', 'hostKey'],
    ['vanity-name-taken', 'vanityName'],
    ['picture-too-large', 'picture'],
    ['transfer-to-room', 'transferTo'],
  ] as const) {
    expect(explainMeaning(kind).field).toBe(field);
  }
  expect(explainMeaning('zoom-timeout').field).toBeUndefined();
});

test('a change that may have been made is not offered again', () => {
  const fault = { operation: 'addAssistants', kind: 'zoom-timeout' } as const;
  expect(explain(new ZoomError({ ...fault, effect: 'none' })).remedy?.kind).toBe('retry');
  const doubtful = explain(new ZoomError({ ...fault, effect: 'unknown' }));
  expect(doubtful.remedy).toBeUndefined();
  expect(doubtful.next).toBe(en.inDoubt);
  expect(explain(new ZoomError({ ...fault, effect: 'unknown' }), 'de').next).toBe(de.inDoubt);
});

test('the locale chooses the language; without words for it English answers', () => {
  const error = new ZoomError({ operation: 'getUser', kind: 'unknown', effect: 'none' });
  for (const locale of ['xx', 'en-GB', 'EN_us', '', 'constructor', 'dex']) {
    expect(explain(error, locale).says).toBe(en.words.unknown.says);
  }
  for (const locale of ['de', 'de-DE', 'de-AT', 'de_CH', 'DE']) {
    expect(explain(error, locale).says).toBe(de.words.unknown.says);
  }
});
