import { describe, expect, test } from 'vitest';
import { day, listed, money, number, smallFirst } from '../../src/languages/formats.ts';
import { inLanguage } from '../../src/languages/language.ts';
import { isSame, readText, text } from '../../src/languages/text.ts';
import { allOf, code, lowerFirst, md, mention, moment, readMrkdwn, unbold } from '../../src/views/mrkdwn.ts';

const german = { code: 'de', locale: 'de-DE' };
const at = Date.UTC(2026, 11, 9, 12);

/** As a German stores it, who reads the same as everybody else does. */
const storedByGerman = (message: unknown) => JSON.parse(inLanguage(german, () => JSON.stringify(message)));

describe('a text is stored as what it is written from', () => {
  const written = text`${smallFirst(text`Until`)} ${day(at)}, ${number(1234.5)} for ${money(3, 'EUR')}: ${listed(['a', text`b`])}`;
  const read = readText(storedByGerman(written));

  test('so that each reader has it in their language', () => {
    expect(read.words).toBe('until 9 December 2026, 1,234.5 for €3: a and b');
    expect(inLanguage(german, () => read.words)).toBe(
      'Until 9. Dezember 2026, 1.234,5 for 3\u00A0€: a und b',
    );
  });

  test('and it is the same whoever has stored it, however often', () => {
    expect(isSame(read, written)).toBe(true);
    expect(JSON.stringify(readText(storedByGerman(read)))).toBe(JSON.stringify(written));
  });
});

test('so is mrkdwn that is changed when it is shown', () => {
  const names = allOf([mention('U0ADA'), md`Ben`]);
  const sentence = md`You ${lowerFirst(md`Change it`)} with ${names} by ${moment(at)}: ${unbold(md`*x*`)} ${code(text`y`)}`;
  const read = readMrkdwn(storedByGerman(sentence));
  expect(read.source).toBe(sentence.source);
  expect(inLanguage(german, () => read.source)).toContain('<@U0ADA> und Ben');
  expect(JSON.stringify(readMrkdwn(storedByGerman(read)))).toBe(JSON.stringify(sentence));
});
