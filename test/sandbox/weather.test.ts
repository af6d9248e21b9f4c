import { expect, it } from 'vitest';
import { type Bolt, openSky } from '../../sandbox/fault-profile.ts';

const foul = { limited: 0.1, failed: 0.05, reset: 0.02, hung: 0.01 };
const drawn = (seed: number): (Bolt | undefined)[] => {
  const sky = openSky({ ...foul, seed });
  return Array.from({ length: 10_000 }, () => sky.draw());
};
const kinds = (all: readonly (Bolt | undefined)[]) => all.map((one) => one?.kind);

it('the weather is as foul as was asked, counts what it did, and is the same for the same seed', () => {
  const sky = openSky({ ...foul, seed: 4 });
  for (let i = 0; i < 10_000; i++) sky.draw();
  expect(sky.met.calls).toBe(10_000);
  expect(sky.met.limited).toBeGreaterThan(900);
  expect(sky.met.limited).toBeLessThan(1_100);
  expect(sky.met.failed).toBeGreaterThan(430);
  expect(sky.met.reset).toBeGreaterThan(140);
  expect(sky.met.hung).toBeGreaterThan(60);
  expect(sky.met.hung).toBeLessThan(140);
  expect(kinds(drawn(4))).toEqual(kinds(drawn(4)));
  expect(kinds(drawn(4))).not.toEqual(kinds(drawn(5)));
});

it('a 429 says until when in seconds, as a date of two kinds, or not at all', () => {
  const waits = drawn(4).flatMap((one) => (one?.kind === 'limited' ? [one.retryAfter] : []));
  for (const form of [/^1$/, /^\d{4}-.*Z$/, /GMT$/])
    expect(waits.filter((one) => one !== null && form.test(one)).length).toBeGreaterThan(100);
  expect(waits.filter((one) => one === null).length).toBeGreaterThan(100);
});
