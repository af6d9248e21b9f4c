import { describe, expect, it } from 'vitest';
import type { OpenView } from '../../sandbox/slack/desktop.ts';
import { timeZonesFor } from '../../src/commands/profile/time-zones.ts';
import { reply } from '../support/workplace.ts';
import { changesIn } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as, form } = day;
const at = ({ id: viewId }: OpenView) => ({ kind: 'view', viewId }) as const;

interface Input {
  readonly type: string;
  readonly block_id: string;
  readonly optional?: boolean;
  readonly text?: { readonly text: string };
  readonly element: {
    readonly type: string;
    readonly options?: readonly { readonly text: { readonly text: string }; readonly value: string }[];
    readonly initial_option?: { readonly text: { readonly text: string }; readonly value: string };
    readonly initial_date?: string;
  };
}
const blocksOf = ({ view }: OpenView) => view.blocks as unknown as readonly Input[];
const inputOf = (open: OpenView, name: string) =>
  blocksOf(open).find((one) => one.block_id === name)?.element;
/** The topmost form, once it has a calendar or no longer has one. */
const withCalendar = (handle: string, has: boolean) =>
  as(handle).waitFor((seen) => {
    const top = seen.views.at(-1);
    return top && (inputOf(top, 'duration-date') !== undefined) === has ? top : undefined;
  });
const in10Days = () => new Date(day.place.clock.now() + 10 * 86_400_000).toISOString().slice(0, 10);

describe('until when', () => {
  it('is a choice, and a calendar where a date is to be picked; the date is shown before anything happens', async () => {
    await as('ben').command('/zoom request-license');
    const open = await form('ben', 'request-license');
    const labels = inputOf(open, 'duration')?.options?.map((one) => one.text.text);
    expect(labels).toEqual(['1 week', '2 weeks', '1 month', 'Pick a date…', 'No end date']);
    expect(inputOf(open, 'duration')?.initial_option?.value).toBe('for good');
    await as('ben').choose(at(open), 'reason', 'Workshops');
    await as('ben').choose(at(open), 'duration', 'date');
    await withCalendar('ben', true);
    await as('ben').choose(at(open), 'duration', '7d');
    await withCalendar('ben', false);
    await as('ben').choose(at(open), 'duration', 'date');
    const dated = await withCalendar('ben', true);
    expect(await as('ben').submit('top', { 'duration-date': '2020-01-01' })).toMatchObject({
      errors: { 'duration-date': expect.stringMatching(/is over/) },
    });
    const names = blocksOf(dated).map((one) => one.block_id);
    expect(names.slice(0, 3)).toEqual(['duration', 'duration-date', 'reason']);
    await as('ben').submit('top', { 'duration-date': in10Days() });
    const question = await reply(as('ben'), /Send request/);
    expect(JSON.stringify(question.blocks)).toMatch(/until \w+ \d+ \w+ 20\d\d/);
    expect(JSON.stringify(question.blocks)).toContain('Workshops');
  });

  it('a form that is sent before its calendar came gets it', async () => {
    await as('ben').command('/zoom request-license');
    const open = await form('ben', 'request-license');
    await as('ben').submit(open.id, { duration: 'date' });
    await withCalendar('ben', true);
  });

  it.each([
    ['14d', '14d', undefined],
    ['two weeks', '14d', undefined],
    ['for good', 'for good', undefined],
    ['3 days', '3d', /^For 3 days \(until \w+ \d+ \w+ 20\d\d if it starts today\)$/],
    ['until 24 December 2099', 'date', /Pick a date/],
    [
      'until 24 December 2099 17:00',
      'until 24 December 2099 17:00',
      /^Until Thursday 24 December 2099, 17:00$/,
    ],
  ])('set-license @ben licensed %s, and more: the form starts with it', async (typed, value, label) => {
    await as('grace').command(`/zoom set-license @ben licensed ${typed} on Mondays`);
    const open = await form('grace', 'set-license');
    const end = inputOf(open, 'duration');
    expect(end?.initial_option?.value).toBe(value);
    if (label) expect(end?.initial_option?.text.text).toMatch(label);
    expect(inputOf(open, 'duration-date')?.initial_date).toBe(value === 'date' ? '2099-12-24' : undefined);
    await as('grace').submit('top');
    await reply(as('grace'), /Give \*?Ben Okafor\*? a Zoom licence/);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('what was no time has to be chosen', async () => {
    await as('ben').command('/zoom request-license until the project ends');
    const open = await form('ben', 'request-license');
    expect(inputOf(open, 'duration')?.initial_option).toBeUndefined();
    expect(blocksOf(open).find((one) => one.block_id === 'duration')?.optional).toBe(false);
  });
});

describe('the profile', () => {
  it('has headings, and says “optional” only of what can be emptied', async () => {
    day.user('ada').dept = 'Engines';
    await as('ada').command('/zoom profile');
    const blocks = blocksOf(await form('ada', 'profile'));
    const headings = blocks.filter((one) => one.type === 'header').map((one) => one.text?.text);
    expect(headings).toEqual(['Name', 'Work', 'Time and language', 'Meetings']);
    const optional = blocks.filter((one) => one.type === 'input' && one.optional).map((one) => one.block_id);
    expect(optional).toContain('department');
    expect(optional).not.toContain('firstName');
    expect(optional).not.toContain('timeZone');
  });

  it.each([
    ['Berlin', 'Europe/Berlin'],
    ['KOLN', 'Europe/Berlin'],
    ['CET', 'Europe/Berlin'],
    ['sao paulo', 'America/Sao_Paulo'],
    ['UTC+5:30', 'Asia/Kolkata'],
    ['japan', 'Asia/Tokyo'],
    ['new york', 'America/New_York'],
    ['', 'Europe/London'],
  ])('a time zone is found by %j', async (typed, first) => {
    await as('ada').command('/zoom profile');
    const open = await form('ada', 'profile');
    const offered = await as('ada').options(at(open), 'timeZone', typed);
    expect(offered[0]?.value).toBe(first);
    expect(offered.length).toBeLessThanOrEqual(100);
    if (typed !== 'Berlin') return;
    await as('ada').submit('top', { timeZone: 'Europe/Berlin' });
    await reply(as('ada'), /Time zone: [\s\S]*Europe\/Berlin/);
    expect(day.user('ada').timezone).toBe('Europe/Berlin');
  });

  it('no answer has more than Slack takes', () => {
    for (const typed of ['a', 'e', 'o', 'america', 'utc', '+']) {
      const found = timeZonesFor(typed);
      expect.soft(found.length, typed).toBeLessThanOrEqual(100);
      expect.soft(new Set(found.map(({ value }) => value)).size, typed).toBe(found.length);
    }
  });

  it.each([
    ['language pt-BR', 'language', 'pt-PT'],
    ['language en-GB', 'language', 'en-US'],
    ['language ja', 'language', 'jp-JP'],
    ['time-zone Chicago', 'timezone', 'America/Chicago'],
  ] as const)('%s is understood', async (typed, key, value) => {
    await as('ben').command(`/zoom profile ${typed}`);
    await reply(as('ben'), /Your Zoom profile/);
    expect(day.user('ben')[key] ?? 'en-US').toBe(value);
  });

  it('a language that there is not: the form names those that there are', async () => {
    await as('ada').command('/zoom profile language Klingon');
    const text = JSON.stringify((await form('ada', 'profile')).view.blocks);
    expect(text).toMatch(/“Klingon” isn’t one of the choices\. Pick one: English, German, Spanish/);
  });
});
