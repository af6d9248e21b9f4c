import { describe, expect, test } from 'vitest';
import { catalogue, everywhere } from '../../../src/zoom/errors/catalogue.ts';
import { actionOf, errorKinds } from '../../../src/zoom/errors/error-kinds.ts';
import { explain } from '../../../src/zoom/errors/explain.ts';
import { template } from '../../../src/zoom/errors/match.ts';
import { de } from '../../../src/zoom/errors/messages/de.ts';
import { en } from '../../../src/zoom/errors/messages/en.ts';
import type { Message } from '../../../src/zoom/errors/messages/messages.ts';
import { ZoomError } from '../../../src/zoom/zoom-error.ts';

/** Values that come from elsewhere than the text of a refusal. */
const further = ['field', 'detail', 'scopes', 'statusPage'];
/** Kinds that the client reports itself, without a row of the catalogue. */
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

test('every kind is the kind of a row or of an error that the client reports itself', () => {
  const reachable = new Set([...rows.map((row) => row.kind), ...own]);
  expect([...reachable].sort()).toEqual([...errorKinds].sort());
});

describe.each(languages)('%s', (locale, { messages, labels, inDoubt }) => {
  test('has a message for every kind, and for nothing else', () => {
    expect(Object.keys(messages).sort()).toEqual([...errorKinds].sort());
  });

  test('has a label for every action, and for nothing else', () => {
    const used = errorKinds.flatMap((kind) => actionOf[kind] ?? []);
    expect(Object.keys(labels).sort()).toEqual([...new Set(used)].sort());
    for (const label of Object.values(labels)) expect(label).toMatch(/^[A-ZÄÖÜ].{2,40}[^.]$/);
  });

  test('says what to do after a change that is in doubt', () => {
    expect(inDoubt).toMatch(/^[A-ZÄÖÜ].*\.$/);
  });

  test('messages are whole sentences with placeholders that Zoom’s texts have', () => {
    for (const kind of errorKinds) {
      const message = messages[kind];
      const known = rows
        .filter((row) => row.kind === kind)
        .flatMap((row) => (row.message === undefined ? [] : template(row.message).placeholders));
      const givenBefore = kind === 'password-too-long' ? ['number'] : [];
      for (const sentence of [message.says, message.saysOther ?? message.says, message.next]) {
        expect.soft(sentence, kind).toMatch(/^[A-ZÄÖÜ[{].*\.$/s);
        expect.soft(sentence, kind).not.toMatch(/['"]| {2}/);
        for (const name of placeholders(sentence)) {
          expect.soft(['subject', ...further, ...known, ...givenBefore], kind).toContain(name);
        }
      }
    }
  });

  test('messages read well without any value', () => {
    for (const kind of errorKinds) {
      const error = new ZoomError({ operation: 'getUser', kind, effect: 'none' });
      const { says, saysOther, next } = explain(error, locale);
      for (const sentence of [says, saysOther ?? says, next]) {
        expect.soft(sentence, kind).not.toMatch(/[[\]|]| {2}| [.,;]/);
        expect.soft(sentence.replace(/\{(subject|statusPage)\}/g, ''), kind).not.toMatch(/[{}]/);
        expect.soft(sentence, kind).toMatch(/^[A-ZÄÖÜ{]/);
      }
    }
  });

  test('messages name the subject only to somebody else', () => {
    for (const kind of errorKinds) {
      const { says, saysOther } = messages[kind];
      expect.soft(says, kind).not.toContain('{subject}');
      if (saysOther !== undefined) expect.soft(saysOther, kind).toContain('{subject}');
    }
  });
});

test('both languages have the same placeholders, and their own sentences', () => {
  for (const kind of errorKinds) {
    const [english, german]: [Message, Message] = [en.messages[kind], de.messages[kind]];
    expect.soft(placeholders(german.says), kind).toEqual(placeholders(english.says));
    expect.soft(placeholders(german.saysOther), kind).toEqual(placeholders(english.saysOther));
    expect.soft(placeholders(german.next), kind).toEqual(placeholders(english.next));
    expect.soft(german.saysOther === undefined, kind).toBe(english.saysOther === undefined);
    expect.soft(german.says, kind).not.toBe(english.says);
    expect.soft(german.next, kind).not.toBe(english.next);
  }
});

const texts = (entries: Iterable<Message>) =>
  [...entries]
    .map(({ says, saysOther, next }) => `${says} ${saysOther ?? ''} ${next}`)
    .join(' ')
    .replace(/\{\w+\}/g, '{}');

test('English is British', () => {
  const american = /licens(?!ed)|\bcolor|organiz|canceled|behavior/gi;
  expect(texts(Object.values(en.messages)).match(american)).toBeNull();
});

test('German says Sie, and has no English left in it', () => {
  const german = texts(Object.values(de.messages));
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
  expect(explain(error).action).toEqual({
    kind: 'command',
    command: 'request-license',
    label: 'Request a licence',
  });
  expect(explain(error, 'de').action).toMatchObject({ label: 'Lizenz beantragen' });
});

test('a change that may have been made is not offered again', () => {
  const fault = { operation: 'addAssistants', kind: 'zoom-timeout' } as const;
  expect(explain(new ZoomError({ ...fault, effect: 'none' })).action?.kind).toBe('retry');
  const doubtful = explain(new ZoomError({ ...fault, effect: 'unknown' }));
  expect(doubtful.action).toBeUndefined();
  expect(doubtful.next).toBe(en.inDoubt);
  expect(explain(new ZoomError({ ...fault, effect: 'unknown' }), 'de').next).toBe(de.inDoubt);
});

test('the locale chooses the language; English is the default', () => {
  const error = new ZoomError({ operation: 'getUser', kind: 'unknown', effect: 'none' });
  for (const locale of ['xx', 'en-GB', 'EN_us', '', 'constructor', 'dex']) {
    expect(explain(error, locale).says).toBe(en.messages.unknown.says);
  }
  for (const locale of ['de', 'de-DE', 'de-AT', 'de_CH', 'DE']) {
    expect(explain(error, locale).says).toBe(de.messages.unknown.says);
  }
});
