import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanText, isTypeable, oneLine } from '../src/clean-text.ts';

const anything = fc.string({ unit: 'binary' });

it('whatever was typed is stored well-formed, without control characters', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const clean = cleanText(text);
      expect(clean.isWellFormed()).toBe(true);
      expect(clean.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      expect(cleanText(clean)).toBe(clean);
      expect(oneLine(text)).not.toMatch(/[\n\r\u2028\u2029]|^\s|\s$/);
    }),
  );
});

it.each([
  ['half an emoji \ud83d', 'half an emoji \ufffd'],
  ['one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
  ['a\u0000b\u001b[31m\u009bc\td', 'ab[31mc d'],
  ['Zoë 🎉 李', 'Zoë 🎉 李'],
])('%j is kept as %j', (typed, kept) => expect(cleanText(typed)).toBe(kept));

it('a password of signs that nobody can type is told apart, not changed', () => {
  expect(isTypeable('Violet-Harbour-73 ü🎉')).toBe(true);
  for (const secret of ['Violet\u0000', 'Violet\ud83d', 'Violet\n']) expect(isTypeable(secret)).toBe(false);
});
