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
import type { Token } from '../../src/commands/parse/token.ts';
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

const words = (tokens: readonly Token[]) => tokens.map(({ slackId, text }) => slackId ?? text).join(' ');

function lineIn(language: Language, typed: string): string {
  const parsed = inLanguage(language, () => parse(typed, commands));
  if (parsed.kind === 'help' && parsed.unknown !== undefined) {
    const offered = (parsed.suggestions ?? []).map(({ name, rest }) => `${name} ${words(rest)}`.trim());
    return `? ${offered.join(', ')}`;
  }
  if (parsed.kind !== 'command') return parsed.kind;
  const { command, problems, subject, people, unread } = parsed;
  const order = command.fields.map(({ name }) => name);
  const values = Object.entries(parsed.values)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([name, value]) => `${name}=${value}`);
  return [
    ...values,
    ...Object.keys(problems).map((name) => `unclear=${name}`),
    ...(subject ? [`for=${subject}`] : []),
    ...(people ? [`people=${people.join(',')}`] : []),
    ...(unread ? [`named=${words(unread)}`] : []),
  ].join(' ');
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

it('a day counts as today until it is over, and goes by the calendar of the person', () => {
  const until = (typed: string, now: string, timeZone: string, locale = 'en-GB') => {
    const calendar = { now: Date.parse(now), timeZone, locale };
    const end = endOf(`until ${typed}`, calendar);
    return end?.kind === 'at' ? dayIn(end.at, calendar) : undefined;
  };
  const newYearsEve = '2026-12-31T22:30:00Z';
  expect.soft(until('31 December', newYearsEve, 'Europe/London')).toBe('Thursday 31 December 2026');
  expect.soft(until('the 31st', newYearsEve, 'Europe/London')).toBe('Thursday 31 December 2026');
  expect.soft(until('tomorrow', newYearsEve, 'Asia/Tokyo')).toBe('Saturday 2 January 2027');
  expect.soft(until('the 31st', '2026-11-26T11:00:00Z', 'Europe/London')).toBe('Thursday 31 December 2026');
  expect.soft(until('Dec 24', '2026-11-26T11:00:00Z', 'Europe/London')).toBe('Thursday 24 December 2026');
  expect.soft(until('12/05', '2026-11-26T11:00:00Z', 'Europe/London')).toBe('Wednesday 12 May 2027');
  expect
    .soft(until('12/05', '2026-11-26T11:00:00Z', 'Europe/London', 'en-US'))
    .toBe('Saturday 5 December 2026');
  expect.soft(until('last Friday', '2026-11-26T11:00:00Z', 'Europe/London')).toBe('Friday 20 November 2026');
  expect
    .soft(until('end of next week', '2026-11-29T11:00:00Z', 'Europe/London'))
    .toBe('Friday 4 December 2026');
  expect
    .soft(until('tomorrow', '2027-03-13T20:00:00Z', 'America/Los_Angeles', 'en-US'))
    .toBe('Sunday 14 March 2027');
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
