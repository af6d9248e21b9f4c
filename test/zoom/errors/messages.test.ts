import { describe, expect, test } from 'vitest';
import { text } from '../../../src/languages/text.ts';
import { catalogue, everywhere } from '../../../src/zoom/errors/catalogue.ts';
import { actionOf, errorKinds } from '../../../src/zoom/errors/error-kinds.ts';
import { explain } from '../../../src/zoom/errors/explain.ts';
import { template } from '../../../src/zoom/errors/match.ts';
import { inDoubt, labels, messages } from '../../../src/zoom/errors/messages/en.ts';
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

const placeholders = (...sentences: (string | undefined)[]) => {
  const names = sentences.flatMap((one) => [...(one ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  return [...new Set(names)].sort();
};

test('every kind is the kind of a row or of an error that the client reports itself', () => {
  const reachable = new Set([...rows.map((row) => row.kind), ...own]);
  expect([...reachable].sort()).toEqual([...errorKinds].sort());
});

describe('the messages', () => {
  test('has a message for every kind, and for nothing else', () => {
    expect(Object.keys(messages).sort()).toEqual([...errorKinds].sort());
  });

  test('has a label for every action, and for nothing else', () => {
    const used = errorKinds.flatMap((kind) => actionOf[kind] ?? []);
    expect(Object.keys(labels).sort()).toEqual([...new Set(used)].sort());
    for (const label of Object.values(labels)) expect(label.words).toMatch(/^[A-Z].{2,40}[^.]$/);
  });

  test('says what to do after a change that is in doubt', () => {
    expect(inDoubt).toMatch(/^[A-Z].*\.$/);
  });

  test('messages are whole sentences with placeholders that Zoom’s texts have', () => {
    for (const kind of errorKinds) {
      const message = messages[kind];
      const known = rows
        .filter((row) => row.kind === kind)
        .flatMap((row) => (row.message === undefined ? [] : template(row.message).placeholders));
      const givenBefore = kind === 'password-too-long' ? ['number'] : [];
      for (const sentence of [message.says, message.saysOther ?? message.says, message.next]) {
        expect.soft(sentence, kind).toMatch(/^[A-Z[{].*\.$/s);
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
      const { says, saysOther, next } = explain(error);
      for (const sentence of [says, saysOther ?? says, next]) {
        expect.soft(sentence, kind).not.toMatch(/[[\]|]| {2}| [.,;]/);
        expect.soft(sentence.replace(/\{(subject|statusPage)\}/g, ''), kind).not.toMatch(/[{}]/);
        expect.soft(sentence, kind).toMatch(/^[A-Z{]/);
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

const texts = (entries: Iterable<Message>) =>
  [...entries]
    .map(({ says, saysOther, next }) => `${says} ${saysOther ?? ''} ${next}`)
    .join(' ')
    .replace(/\{\w+\}/g, '{}');

test('English is British', () => {
  const american = /licens(?!ed)|\bcolor|organiz|canceled|behavior/gi;
  expect(texts(Object.values(messages)).match(american)).toBeNull();
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
    label: text`Request a licence`,
  });
});

test('a change that may have been made is not offered again', () => {
  const fault = { operation: 'addAssistants', kind: 'zoom-timeout' } as const;
  expect(explain(new ZoomError({ ...fault, effect: 'none' })).action?.kind).toBe('retry');
  const doubtful = explain(new ZoomError({ ...fault, effect: 'unknown' }));
  expect(doubtful.action).toBeUndefined();
  expect(doubtful.next).toBe(inDoubt);
});
