import { describe, expect, it } from 'vitest';
import {
  type Calendar,
  dayWords,
  endOf,
  endOfDay,
  lastDayEnd,
  readEnd,
  readSince,
  sinceOf,
} from '../../src/commands/parse/dates.ts';
import { inLanguage, loadLanguage } from '../../src/languages/language.ts';

const calendar = (now: string, timeZone: string, locale = 'en-GB'): Calendar => ({
  now: Date.parse(now),
  timeZone,
  locale,
});
const written = (at: number | undefined) =>
  at === undefined ? 'none' : new Date(at).toISOString().slice(0, 16);
function until(typed: string, here: Calendar): string {
  const value = readEnd(`until ${typed}`);
  const end = value === undefined ? undefined : endOf(value, here);
  return end?.kind === 'at' ? written(end.at) : 'none';
}

function since(typed: string, here: Calendar): string {
  const value = readSince(`since ${typed}`, here.locale);
  return value === undefined ? 'none' : written(sinceOf(value, here));
}

/** Where and when it is said, what is said, and the moment in UTC that is meant. */
type Row = readonly [timeZone: string, now: string, typed: string, meant: string];

const clocksSetForward: Row[] = [
  ['Europe/Berlin', '2026-03-28T15:00Z', '28 March', '2026-03-28T22:59'],
  ['Europe/Berlin', '2026-03-28T15:00Z', 'Sunday', '2026-03-29T21:59'],
  ['Europe/Berlin', '2026-03-28T15:00Z', '29 March 01:59', '2026-03-29T00:59'],
  // 02:30 is not there: an hour later on the clock.
  ['Europe/Berlin', '2026-03-28T15:00Z', 'tomorrow 02:30', '2026-03-29T01:30'],
  ['Europe/Berlin', '2026-03-28T15:00Z', 'Friday 17:00', '2026-04-03T15:00'],
  ['America/New_York', '2026-03-06T15:00Z', '8 March 02:30', '2026-03-08T07:30'],
  ['America/St_Johns', '2026-03-06T15:00Z', '8 March 02:30', '2026-03-08T06:00'],
  ['Australia/Lord_Howe', '2026-10-02T15:00Z', '4 October 02:15', '2026-10-03T15:45'],
  ['Africa/Casablanca', '2026-03-10T15:00Z', '22 March', '2026-03-22T22:59'],
];

const clocksSetBack: Row[] = [
  ['Europe/Berlin', '2026-10-24T10:00Z', '25 October', '2026-10-25T22:59'],
  ['Europe/Berlin', '2026-10-24T23:30Z', 'today', '2026-10-25T22:59'],
  ['Europe/Berlin', '2026-10-24T23:30Z', 'tomorrow 9:00', '2026-10-26T08:00'],
  ['America/New_York', '2026-10-30T15:00Z', 'Sunday', '2026-11-02T04:59'],
  ['Australia/Lord_Howe', '2026-04-02T15:00Z', '5 April', '2026-04-05T13:29'],
  ['Africa/Casablanca', '2026-02-10T15:00Z', '15 February', '2026-02-15T23:59'],
];

const changedAtMidnight: Row[] = [
  // Midnight is not there.
  ['America/Santiago', '2026-09-05T15:00Z', 'today', '2026-09-06T03:59'],
  ['America/Santiago', '2026-09-05T15:00Z', 'tomorrow', '2026-09-07T02:59'],
  ['America/Santiago', '2026-09-06T15:00Z', '6 September', '2026-09-07T02:59'],
  ['Africa/Cairo', '2026-04-23T09:00Z', 'Friday', '2026-04-24T20:59'],
  ['Asia/Beirut', '2026-03-27T09:00Z', '29 March', '2026-03-29T20:59'],
  // The last hour of the day is there twice: the day ends with the second one.
  ['America/Santiago', '2026-04-05T02:30Z', 'today', '2026-04-05T03:59'],
  ['America/Santiago', '2026-04-05T03:30Z', 'today', '2026-04-05T03:59'],
  ['America/Santiago', '2026-04-05T03:30Z', 'tomorrow', '2026-04-06T03:59'],
  ['Asia/Beirut', '2026-10-23T09:00Z', '24 October', '2026-10-24T21:59'],
];

const laterToday: Row[] = [
  ['Asia/Kolkata', '2026-11-26T05:30Z', '26 November 14:00', '2026-11-26T08:30'],
  ['Asia/Kolkata', '2026-11-26T05:30Z', 'Thursday 14:00', '2026-11-26T08:30'],
  ['Pacific/Apia', '2026-11-25T20:30Z', '26 November 17:00', '2026-11-26T04:00'],
  ['Europe/Berlin', '2026-11-26T12:00Z', '26 November 13:30', '2026-11-26T12:30'],
  ['Europe/Berlin', '2026-11-26T12:00Z', '13:30', '2026-11-26T12:30'],
  ['Europe/Berlin', '2026-11-26T12:00Z', 'in 3 hours', '2026-11-26T15:00'],
  ['America/Sao_Paulo', '2026-11-26T15:00Z', '26 November 13:00', '2026-11-26T16:00'],
  // An hour that is over is that of the next day, week or year.
  ['Asia/Kolkata', '2026-11-26T05:30Z', '10:00', '2026-11-27T04:30'],
  ['Asia/Kolkata', '2026-11-26T05:30Z', 'Thursday 10:00', '2026-12-03T04:30'],
  ['America/New_York', '2026-11-26T17:30Z', '26 November 10:00', '2027-11-26T15:00'],
  ['America/New_York', '2026-11-26T17:30Z', 'Thursday 10:00', '2026-12-03T15:00'],
];

const leapDays: Row[] = [
  ['Europe/Berlin', '2028-02-10T12:00Z', '29 February', '2028-02-29T22:59'],
  ['Europe/Berlin', '2028-02-10T12:00Z', 'Feb 29', '2028-02-29T22:59'],
  ['Europe/Berlin', '2028-02-10T12:00Z', '29/2', '2028-02-29T22:59'],
  ['Europe/Berlin', '2028-02-10T12:00Z', 'the 29th', '2028-02-29T22:59'],
  ['Europe/Berlin', '2028-02-29T13:00Z', '29 February', '2028-02-29T22:59'],
  ['Europe/Berlin', '2028-02-29T13:00Z', 'the 29th', '2028-02-29T22:59'],
  ['Europe/Berlin', '2028-02-29T13:00Z', 'end of month', '2028-02-29T22:59'],
  ['Europe/Berlin', '2027-03-05T12:00Z', '29 February', '2028-02-29T22:59'],
  ['Europe/Berlin', '2027-02-10T12:00Z', '29 February', 'none'],
  ['Europe/Berlin', '2027-02-10T12:00Z', '29 February 2027', 'none'],
  ['Europe/Berlin', '2028-02-10T12:00Z', '30 February', 'none'],
  ['Europe/Berlin', '2028-02-29T13:00Z', 'tomorrow', '2028-03-01T22:59'],
  ['Europe/Berlin', '2028-02-29T13:00Z', 'in 1 year', '2029-02-28T22:59'],
];

const endsOfMonthAndYear: Row[] = [
  ['Europe/Berlin', '2027-01-31T12:00Z', 'next month', '2027-02-28T22:59'],
  ['Europe/Berlin', '2027-01-31T12:00Z', 'in a month', '2027-02-28T22:59'],
  ['Europe/Berlin', '2027-01-31T12:00Z', 'in 3 months', '2027-04-30T21:59'],
  ['Europe/Berlin', '2027-01-31T12:00Z', 'in 5 days', '2027-02-05T22:59'],
  ['Europe/Berlin', '2027-01-31T12:00Z', 'the 31st', '2027-01-31T22:59'],
  ['Europe/Berlin', '2027-01-31T12:00Z', 'end of next month', '2027-02-28T22:59'],
  ['Europe/Berlin', '2026-12-31T22:30Z', 'end of year', '2026-12-31T22:59'],
  ['Europe/Berlin', '2026-12-31T23:30Z', 'end of year', '2027-12-31T22:59'],
  ['Asia/Kolkata', '2026-12-31T18:31Z', 'today', '2027-01-01T18:29'],
  ['Pacific/Apia', '2026-12-31T10:59Z', 'today', '2026-12-31T10:59'],
];

const over: Row[] = [
  ['Europe/Berlin', '2026-10-26T12:00Z', 'last Sunday', '2026-10-25T22:59'],
  ['Europe/Berlin', '2026-03-30T12:00Z', 'last Sunday', '2026-03-29T21:59'],
  ['Europe/Berlin', '2026-10-26T12:00Z', '3 hours ago', '2026-10-26T09:00'],
];

const strangeZones: Row[] = ['', 'null', 'Mars/Phobos', 'GMT+14'].map((zone) => [
  zone,
  '2026-11-24T12:00Z',
  'Friday 17:00',
  '2026-11-27T17:00',
]);

describe.each(
  Object.entries({
    clocksSetForward,
    clocksSetBack,
    changedAtMidnight,
    laterToday,
    leapDays,
    endsOfMonthAndYear,
    over,
    strangeZones,
  }),
)('until when: %s', (_, rows) => {
  it.each(rows)('%s, %s: until %s', (timeZone, now, typed, meant) => {
    expect(until(typed, calendar(now, timeZone))).toBe(meant);
  });
});

it('a leap day is one in every language', async () => {
  const said: [string, string][] = [
    ['de-DE', 'bis 29. Februar'],
    ['fr-FR', "jusqu'au 29 février"],
    ['es-ES', 'hasta el 29 de febrero'],
    ['pt-BR', 'até 29 de fevereiro'],
    ['ja-JP', '2月29日まで'],
  ];
  for (const [locale, typed] of said) {
    const end = inLanguage(await loadLanguage(locale), () => {
      const value = readEnd(typed);
      return value && endOf(value, calendar('2028-02-29T13:00Z', 'Europe/Berlin', locale));
    });
    expect.soft(end, typed).toEqual({ kind: 'at', at: Date.parse('2028-02-29T22:59Z') });
  }
});

it.each<Row>([
  ['Europe/Berlin', '2026-03-30T08:00Z', 'yesterday', '2026-03-28T23:00'],
  ['Europe/Berlin', '2026-10-26T08:00Z', '25 October', '2026-10-24T22:00'],
  // From the first minute that there is.
  ['America/Santiago', '2026-09-07T08:00Z', 'yesterday', '2026-09-06T04:00'],
  ['Africa/Cairo', '2026-04-25T08:00Z', 'Friday', '2026-04-23T22:00'],
  // A time of day that is still to come was yesterday.
  ['Europe/Berlin', '2026-11-26T12:00Z', '17:00', '2026-11-25T16:00'],
  ['Europe/Berlin', '2026-11-26T12:00Z', '09:00', '2026-11-26T08:00'],
  ['Europe/Berlin', '2026-11-26T12:00Z', 'midnight', '2026-11-25T23:00'],
  ['Europe/Berlin', '2026-11-26T12:00Z', 'Thursday 17:00', '2026-11-19T16:00'],
  ['Europe/Berlin', '2027-01-01T08:00Z', '31 December', '2026-12-30T23:00'],
  ['Europe/Berlin', '2028-03-05T12:00Z', '29 February', '2028-02-28T23:00'],
  ['Europe/Berlin', '2031-03-05T12:00Z', '29 February', '2028-02-28T23:00'],
  ['Europe/Berlin', '2026-03-31T12:00Z', 'a month ago', '2026-02-27T23:00'],
])('%s, %s: since %s', (timeZone, now, typed, meant) => {
  expect(since(typed, calendar(now, timeZone))).toBe(meant);
});

it('every day of a year ends at 23:59, whatever the clocks do', () => {
  const zones =
    'Europe/Berlin America/New_York America/Sao_Paulo Australia/Lord_Howe Africa/Casablanca Asia/Kolkata Pacific/Apia America/St_Johns America/Santiago Africa/Cairo Asia/Beirut';
  for (const timeZone of zones.split(' ')) {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    for (let day = 0; day < 366; day++) {
      const noon = Date.UTC(2028, 0, 1 + day, 12);
      const end = endOfDay(noon, { timeZone });
      const [date] = clock.format(noon).split(' ');
      expect.soft(clock.format(end), `${timeZone} ${date}`).toBe(`${date} 23:59`);
      expect.soft(clock.format(end + 60_000) > `${date} 23:59`, `${timeZone} ${date}`).toBe(true);
    }
  }
});

it.each([
  ['2026-03-28T22:30Z', 14, '2026-04-11T21:59'],
  ['2026-10-17T22:15Z', 14, '2026-11-01T22:59'],
  ['2027-01-31T12:00Z', 30, '2027-03-02T22:59'],
  ['2028-02-28T12:00Z', 1, '2028-02-29T22:59'],
])('the last day in Berlin of a time that begins %s and lasts %i days', (now, days, end) => {
  expect(written(lastDayEnd(days * 86_400_000, calendar(now, 'Europe/Berlin')))).toBe(end);
});

it('an end at the end of a day is written as that day, in the reader’s time zone', () => {
  const end = Date.parse('2026-04-05T03:59Z');
  expect(dayWords(end, { timeZone: 'America/Santiago' }).words).toBe('Saturday 4 April 2026');
  expect(dayWords(end, { timeZone: 'Mars/Phobos' }).words).toBe('Sunday 5 April 2026, 03:59');
});
