import { expect, it } from 'vitest';
import { roughDurationWords } from '../../src/commands/parse/duration.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it('about how long something takes, in the words one would say', () => {
  const said: [number, string][] = [
    [0, '1 minute'],
    [29_000, '1 minute'],
    [20 * MINUTE + 10_000, '20 minutes'],
    [HOUR, '1 hour'],
    [90 * MINUTE, '90 minutes'],
    [4 * HOUR, '4 hours'],
    [5 * HOUR + 20 * MINUTE, '5 hours'],
    [DAY, '1 day'],
    [36 * HOUR, '36 hours'],
    [13.6 * DAY, '14 days'],
  ];
  for (const [ms, words] of said) expect.soft(roughDurationWords(ms).words, `${ms}`).toBe(words);
});
