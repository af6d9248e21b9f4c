import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../sandbox/slack/desktop.ts';
import { type OwnProcess, openOwnProcess } from '../simulation/own-process.ts';
import { accountOf, type Pair, pairOf, peopleWith } from '../simulation/people.ts';
import { textOf } from '../support/workplace.ts';
import { until } from './support.ts';

const BUSY = /I’m very busy right now/;
const INTERIM = /is taking a little longer/;

let place: OwnProcess;
afterEach(() => place.close());

const open = async (store: 'sqlite' | 'postgres', pairs: readonly Pair[]) => {
  place = await openOwnProcess(store, { people: peopleWith(pairs), env: { ZOOM_PLAN: 'business' } });
  await place.start();
};
const some = (many: number) => Array.from({ length: many }, (_, i) => pairOf(i));
const says = ({ me }: Pair, line: string) => place.slack.as(me.slackId).command(line, 'C0GENERAL');

/** What each person was told, without the note that it takes longer. */
function outcomesOf(pairs: readonly Pair[]): string[][] {
  const outcomes = new Map(pairs.map(({ me }) => [me.slackId, [] as string[]]));
  for (const channel of place.slack.workspace.channels.values()) {
    for (const message of channel.messages) {
      const words = textOf(message as unknown as Message);
      const whose = channel.kind === 'im' ? channel.user : message.visibleTo;
      if (!INTERIM.test(words)) outcomes.get(whose ?? '')?.push(words);
    }
  }
  return [...outcomes.values()];
}

const WAVE = 50;

const everybodyRead = (pairs: readonly Pair[], words: RegExp, ms: number) =>
  until(() => outcomesOf(pairs).every((ends) => ends.some((one) => words.test(one))), ms);

/** Fifty at a time: as many as a busy machine acknowledges within Slack's three seconds, for which `ok` stands. */
async function inWaves<T>(pairs: readonly Pair[], work: (one: Pair) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let i = 0; i < pairs.length; i += WAVE) {
    results.push(...(await Promise.all(pairs.slice(i, i + WAVE).map(work))));
  }
  return results;
}

/** How often each person's name was changed in Zoom. */
const timesChanged = (pairs: readonly Pair[]) =>
  pairs.map(({ me }) => place.zoom.changes.filter((one) => one.userId === me.zoom?.id).length);

it('three hundred people ask while Zoom hangs: each is heard within three seconds and told something', async () => {
  const pairs = some(300);
  await open('sqlite', pairs);
  place.zoom.faults.add({ times: Number.POSITIVE_INFINITY, kind: 'hang' });
  const heard = await inWaves(pairs, (one) => says(one, '/zoom status'));
  expect(heard.filter((one) => !one.ok)).toEqual([]);
  await everybodyRead(pairs, /./, 25_000);
  const ends = outcomesOf(pairs);
  expect(ends.filter((one) => one.length !== 1)).toEqual([]);
  // A command that waited too long in the queue is refused, not begun.
  expect(ends.filter(([one]) => BUSY.test(one ?? '')).length).toBeGreaterThan(0);
}, 60_000);

it('more ask than can wait: the next is told at once; a change is taken all the same and made later, once', async () => {
  const pairs = some(51);
  await open('sqlite', pairs);
  const [last, ...crowd] = pairs;
  if (!last) throw new Error('Nobody is there');
  const person = place.slack.as(last.me.slackId);
  await says(last, '/zoom check-email');
  const form = await person.waitFor(({ views }) => views.find(({ view }) => view.submit), 15_000);
  place.zoom.faults.add({ times: Number.POSITIVE_INFINITY, kind: 'hang' });
  for (let i = 0; i < 44; i++) await Promise.all(crowd.map((one) => says(one, '/zoom status')));
  expect(await says(last, '/zoom status')).toMatchObject({ ok: true });
  // It is in the acknowledgement itself.
  expect(outcomesOf([last])).toEqual([[expect.stringMatching(BUSY)]]);
  // A form stays open as it was filled in.
  expect(await person.submit(form.id, { email: 'kim@example.com' })).toMatchObject({
    ...{
      ok: false,
      errors: { email: expect.stringMatching(/I’m very busy right now[\s\S]*Nothing is lost/) },
    },
  });
  expect(await says(last, '/zoom profile display-name Kim Late')).toMatchObject({ ok: true });
  expect(timesChanged([last])).toEqual([0]);
  place.zoom.faults.clear();
  await place.stop();
  await place.start();
  await everybodyRead([last], /:white_check_mark:/, 15_000);
  expect(timesChanged([last])).toEqual([1]);
}, 60_000);

describe.each(['sqlite', 'postgres'] as const)('many change something at once, with %s', (store) => {
  const change = (one: Pair) => says(one, `/zoom profile display-name Kim the ${one.number}th`);

  it('two hundred: each is heard within three seconds, and each change is made once', async () => {
    const pairs = some(200);
    await open(store, pairs);
    const heard = await inWaves(pairs, change);
    expect(heard.filter((one) => !one.ok)).toEqual([]);
    await everybodyRead(pairs, /:white_check_mark:/, 150_000);
    expect(timesChanged(pairs)).toEqual(pairs.map(() => 1));
    expect(pairs.map(({ me }) => accountOf(place.zoom, me).displayName)).toEqual(
      pairs.map(({ number }) => `Kim the ${number}th`),
    );
  }, 200_000);

  it('the bot is stopped while most of them wait: the next start makes each, once', async () => {
    const pairs = some(200);
    await open(store, pairs);
    place.zoom.faults.add({ times: Number.POSITIVE_INFINITY, kind: 'late', delayMs: 2_500 });
    const heard = await inWaves(pairs, change);
    expect(heard.filter((one) => !one.ok)).toEqual([]);
    expect(await place.stop()).toMatchObject({ code: 0 });
    expect(timesChanged(pairs).filter((times) => times === 0).length).toBeGreaterThan(20);
    place.zoom.faults.clear();
    await place.start();
    await everybodyRead(pairs, /:white_check_mark:/, 45_000);
    expect(timesChanged(pairs)).toEqual(pairs.map(() => 1));
  }, 200_000);
});
