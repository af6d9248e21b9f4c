import { expect, it } from 'vitest';
import { createFaultInjector, type InjectedFault } from '../../sandbox/fault-profile.ts';

const profile = { limited: 0.1, failed: 0.05, reset: 0.02, hung: 0.01 };
const drawn = (seed: number): (InjectedFault | undefined)[] => {
  const injector = createFaultInjector({ ...profile, seed });
  return Array.from({ length: 10_000 }, () => injector.draw());
};
const kinds = (all: readonly (InjectedFault | undefined)[]) => all.map((one) => one?.kind);

it('draws faults as often as asked, counts them, and draws the same for the same seed', () => {
  const injector = createFaultInjector({ ...profile, seed: 4 });
  for (let i = 0; i < 10_000; i++) injector.draw();
  expect(injector.met.calls).toBe(10_000);
  expect(injector.met.limited).toBeGreaterThan(900);
  expect(injector.met.limited).toBeLessThan(1_100);
  expect(injector.met.failed).toBeGreaterThan(430);
  expect(injector.met.reset).toBeGreaterThan(140);
  expect(injector.met.hung).toBeGreaterThan(60);
  expect(injector.met.hung).toBeLessThan(140);
  expect(kinds(drawn(4))).toEqual(kinds(drawn(4)));
  expect(kinds(drawn(4))).not.toEqual(kinds(drawn(5)));
});

it('states Retry-After in seconds, as an ISO or HTTP date, or not at all', () => {
  const waits = drawn(4).flatMap((one) => (one?.kind === 'limited' ? [one.retryAfter] : []));
  for (const form of [/^1$/, /^\d{4}-.*Z$/, /GMT$/])
    expect(waits.filter((one) => one !== null && form.test(one)).length).toBeGreaterThan(100);
  expect(waits.filter((one) => one === null).length).toBeGreaterThan(100);
});
