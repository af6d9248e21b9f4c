import { describe, expect, it } from 'vitest';
import {
  type Calendar,
  dayWords,
  endOf,
  readEnd,
  readSince,
  sinceOf,
} from '../../src/commands/parse/dates.ts';
import { readOnOff } from '../../src/commands/parse/on-off.ts';
import { parse } from '../../src/commands/parse/parse.ts';
import { commands } from '../../src/commands/registry.ts';
import { english, inLanguage, type Language, loadLanguage } from '../../src/languages/language.ts';
import { ends, lines, since, switches } from './own-languages.ts';

/** A Thursday, at noon in Berlin. */
const calendarOf = (locale: string): Calendar => ({
  now: Date.parse('2026-11-26T11:00:00Z'),
  timeZone: 'Europe/Berlin',
  locale,
});

const dayIn = (at: number, calendar: Calendar) => inLanguage(english, () => dayWords(at, calendar).words);

function endIn(language: Language, locale: string, typed: string): string {
  const value = inLanguage(language, () => readEnd(typed));
  if (value === undefined) return 'no time';
  expect
    .soft(
      inLanguage(language, () => readEnd(value)),
      `${typed}, from a form`,
    )
    .toBe(value);
  const end = endOf(value, calendarOf(locale));
  return end?.kind === 'at' ? dayIn(end.at, calendarOf(locale)) : value;
}

function sinceIn(language: Language, locale: string, typed: string): string {
  const calendar = calendarOf(locale);
  const value = inLanguage(language, () => readSince(typed));
  const at = value === undefined ? undefined : sinceOf(value, calendar);
  return at === undefined ? 'no time' : dayIn(at, calendar).replace(/, .*/, '');
}

function lineIn(language: Language, typed: string): string {
  const parsed = inLanguage(language, () => parse(typed, commands));
  if (parsed.kind !== 'command') return parsed.kind;
  const order = parsed.command.fields.map(({ name }) => name);
  const values = Object.entries(parsed.values)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([name, value]) => `${name}=${value}`);
  return [...values, ...Object.keys(parsed.problems).map((name) => `unclear=${name}`)].join(' ');
}

describe.each(Object.keys(ends))('what people type in %s', (locale) => {
  it('ends of a time', async () => {
    const language = await loadLanguage(locale);
    for (const [typed, becomes] of ends[locale] ?? [])
      expect.soft(endIn(language, locale, typed), typed).toBe(becomes);
  });

  it('how far back', async () => {
    const language = await loadLanguage(locale);
    for (const [typed, becomes] of since[locale] ?? [])
      expect.soft(sinceIn(language, locale, typed), typed).toBe(becomes);
  });

  it('on and off', async () => {
    const language = await loadLanguage(locale);
    for (const [is, words = ''] of Object.entries(switches[locale] ?? {}))
      for (const word of words.split(' '))
        expect
          .soft(
            inLanguage(language, () => readOnOff(word)),
            word,
          )
          .toBe(is);
  });

  it('whole lines', async () => {
    const language = await loadLanguage(locale);
    for (const [typed, becomes] of lines[locale] ?? [])
      expect.soft(lineIn(language, typed), typed).toBe(becomes);
  });
});

it('only English is read where nobody’s language is known', () => {
  expect(['bis Freitag', 'zwei Wochen', '2週間', 'pour toujours'].map((typed) => readEnd(typed))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(readOnOff('ja')).toBeUndefined();
});

it('a date is read as it was typed by somebody who has another language by now', () => {
  const end = endOf('until 24. Dezember', calendarOf('en-GB'));
  expect(end?.kind === 'at' && dayIn(end.at, calendarOf('en-GB'))).toBe('Thursday 24 December 2026');
});
