import { expect, test } from 'vitest';
import { byDay } from '../../src/commands/admin/by-day.ts';
import { inLanguage, languageCodes, loadLanguage } from '../../src/languages/language.ts';
import { md } from '../../src/views/mrkdwn.ts';

const HOUR = 3_600_000;
/** Just after midnight of a Thursday in Berlin: in UTC it is still Wednesday. */
const now = Date.parse('2026-11-25T23:30:00Z');
const calendar = { now, timeZone: 'Europe/Berlin', locale: 'de-DE' };

async function headingsIn(code: string, zone = calendar.timeZone): Promise<string[]> {
  const logged = [0, 1, 2, 30, 60].map((hours) => ({ at: now - hours * HOUR }));
  return inLanguage(await loadLanguage(code), () =>
    byDay(logged, () => ({ text: md`entry` }), { ...calendar, timeZone: zone })
      .map(({ text }) => text.source)
      .filter((line) => line !== 'entry'),
  );
}

test('a list has a heading for each day of the reader’s calendar', async () => {
  expect(await headingsIn('en')).toEqual([
    '*Today*',
    '*Yesterday*',
    '*Tuesday 24 November 2026*',
    '*Monday 23 November 2026*',
  ]);
  expect(await headingsIn('en', 'America/New_York')).toEqual([
    '*Today*',
    '*Yesterday*',
    '*Monday 23 November 2026*',
  ]);
});

test('yesterday is the day before, also where today has 25 hours', async () => {
  const late = Date.parse('2026-10-25T22:30:00Z');
  const logged = [0, 24, 26].map((hours) => ({ at: late - hours * HOUR }));
  const lines = await inLanguage(await loadLanguage('en'), () =>
    byDay(logged, () => ({ text: md`entry` }), { ...calendar, now: late }).map(({ text }) => text.source),
  );
  expect(lines).toEqual(['*Today*', 'entry', 'entry', '*Yesterday*', 'entry']);
});

test.each(languageCodes)('a heading begins with a capital letter: %s', async (code) => {
  for (const heading of await headingsIn(code)) expect.soft(heading).not.toMatch(/^\*\p{Ll}/u);
});
