import { expect, test } from 'vitest';
import { inWords } from '../../src/views/in-words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test('a length of time is said in one unit, rounded', () => {
  const spans: readonly [ms: number, words: string][] = [
    [-5_000, '0 seconds'],
    [1_000, '1 second'],
    [29_400, '29 seconds'],
    [MINUTE, '1 minute'],
    [45 * MINUTE, '45 minutes'],
    [4 * HOUR + 20 * MINUTE, '4 hours'],
    [DAY, '1 day'],
    [72 * HOUR, '3 days'],
    [30 * DAY, '30 days'],
    [90 * DAY, '3 months'],
    [400 * DAY, '13 months'],
    [800 * DAY, '2 years'],
  ];
  for (const [ms, words] of spans) expect.soft(inWords(ms), `${ms} ms`).toBe(words);
});
