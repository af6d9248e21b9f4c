import { afterEach, describe, expect, it } from 'vitest';
import { defaultPolicy, openWorkplace, reply, textOf, type Workplace } from '../support/workplace.ts';
import { hire } from './notices-support.ts';
import { until } from './support.ts';

let open: Workplace | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});
const start = async (store: 'sqlite' | 'postgres', commands = '') => {
  open = await openWorkplace({
    store,
    policy: commands ? `${defaultPolicy}commands: ${commands}\n` : defaultPolicy,
  });
  return open;
};
const cards = (place: Workplace) => place.as('linus').messages('zoom-approvals');
/** What only this person was told so far, as far as it matches. */
const told = (place: Workplace, who: string, words: RegExp) =>
  place
    .as(who)
    .ephemerals()
    .filter((one) => words.test(textOf(one)));

describe.each(['sqlite', 'postgres'] as const)('limits that hold, on %s', (store) => {
  it('six changes at once with a quota of one: one is made, five are told why not', async () => {
    const place = await start(store, '{ profile: { access: self-service, quota: 1 per 30d } }');
    const ada = place.as('ada');
    await Promise.all(
      [1, 2, 3, 4, 5, 6].map((i) => ada.command(`/zoom profile display-name Ada the ${i}th`)),
    );
    await until(() => told(place, 'ada', /You can .* every/).length === 5, 15_000);
    await until(() => told(place, 'ada', /Your Zoom profile is changed/).length === 1, 15_000);
    expect(place.zoom.changes.map((one) => one.operation)).toEqual(['updateUser']);
  }, 30_000);

  it('two previews of the same are confirmed at once: one card; the other can withdraw it and ask anew', async () => {
    const place = await start(store);
    const ada = place.as('ada');
    const previews = () => told(place, 'ada', /Send request/);
    await ada.command('/zoom change-email ada.king@example.com');
    await ada.command('/zoom change-email ada.l@example.com');
    const both = await until(() => previews().length === 2 && previews(), 15_000);
    await Promise.all(both.map((one) => ada.click(one, 'confirm:run')));
    const refused = await reply(ada, /You already asked; it’s waiting for <@U0(GRACE|LINUS)>/, 15_000);
    await until(() => cards(place).length > 0, 15_000);

    await ada.command('/zoom change-email ada.m@example.com');
    await until(() => told(place, 'ada', /You already asked/).length === 2, 15_000);
    expect(cards(place)).toHaveLength(1);

    await ada.click(refused, 'request:cancel');
    await reply(ada, /Your request is withdrawn/, 15_000);
    await ada.command('/zoom change-email ada.n@example.com');
    const again = await until(() => previews().find((one) => /ada\.n@/.test(textOf(one))), 15_000);
    await ada.click(again, 'confirm:run');
    await until(() => cards(place).length === 2, 15_000);
  }, 60_000);
});

it('one person asks a hundred and fifty times, fifty at once: she reads that it is too much, others are answered', async () => {
  const place = await start('sqlite');
  place.zoom.faults.add({ times: 8, kind: 'late', delayMs: 3_000 });
  const [ada, ben] = [place.as('ada'), place.as('ben')];
  // Fifty at a time: as many as a busy machine acknowledges within Slack's three seconds.
  for (let wave = 0; wave < 3; wave++) {
    const asked = await Promise.all(Array.from({ length: 50 }, () => ada.command('/zoom status')));
    expect(asked.filter((one) => !one.ok)).toEqual([]);
  }
  expect(await ben.command('/zoom whoami')).toMatchObject({ ok: true });
  await reply(ben, /This is your Zoom account/, 15_000);
  const refused = () =>
    told(place, 'ada', /I’m still working on what you asked before|I’m very busy right now/);
  const answered = () => told(place, 'ada', /ada@example.com/);
  await until(() => refused().length + answered().length === 150, 30_000);
  expect(refused().length).toBeGreaterThanOrEqual(90);
  expect(answered().length).toBeGreaterThan(0);
}, 60_000);

it('who is looked up by mention counts too; an admin looks after twelve leavers in one minute', async () => {
  const place = await start('sqlite');
  const people = hire(place, 12);
  const [ada, grace] = [place.as('ada'), place.as('grace')];
  for (let i = 0; i < 10; i++) await ada.command('/zoom add-assistant @grace for @ada');
  await until(() => told(place, 'ada', /Grace Hopper|already/).length === 10, 20_000);
  await ada.command('/zoom add-assistant @mia');
  await reply(ada, /a lot of lookups in one minute/, 15_000);
  expect(place.zoom.calls.filter((one) => /mia/i.test(one.path))).toEqual([]);
  for (const one of people) await grace.command(`/zoom deactivate @${one}`);
  await until(() => told(place, 'grace', /Newcomer \d+/).length === 12, 20_000);
  expect(told(place, 'grace', /a lot of lookups/)).toEqual([]);
}, 60_000);

it('a command line that is too long is answered with a word, and nothing is done', async () => {
  const place = await start('sqlite');
  const ada = place.as('ada');
  for (const length of [2_010, 40_000]) {
    expect(
      await ada.command(`/zoom settings ${'x '.repeat(length)}`.slice(0, length + '/zoom '.length)),
    ).toMatchObject({ ok: true });
  }
  await until(() => told(place, 'ada', /longer than I can read in one go: 2,000 characters/).length === 2);
  expect(place.zoom.calls.filter((one) => /settings/.test(one.path))).toEqual([]);
});
