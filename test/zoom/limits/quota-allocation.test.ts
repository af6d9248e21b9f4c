import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, emptyQuota, LEASE, settleShare } from '../../../src/zoom/limits/quota-allocation.ts';

const idle = { people: 0, bulk: false };
const shares = (slots: number, demands: Record<string, { people: number; bulk: boolean }>) =>
  Object.fromEntries(allocate(slots, new Map(Object.entries(demands))));

test('idle processes get equal shares', () => {
  expect(shares(20, { a: idle, b: idle, c: idle })).toEqual({ a: 7, b: 7, c: 6 });
});

test('bulk work gets what people do not ask for', () => {
  expect(shares(20, { a: { people: 0, bulk: true }, b: idle, c: { people: 3, bulk: false } })).toEqual({
    a: 17,
    b: 0,
    c: 3,
  });
});

test('processes share evenly when people ask for more slots than there are', () => {
  const many = { people: 50, bulk: false };
  expect(shares(20, { a: many, b: many, c: { people: 1, bulk: true } })).toEqual({ a: 10, b: 9, c: 1 });
});

test('all shares together are the limit, whatever the demands', () => {
  const demand = fc.record({ people: fc.nat(200), bulk: fc.boolean() });
  const demands = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), demand, {
    minKeys: 1,
    maxKeys: 8,
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), demands, (limit, asked) => {
      const given = [...allocate(limit, new Map(Object.entries(asked))).values()];
      expect(given.reduce((sum, one) => sum + one, 0)).toBe(limit);
    }),
    { seed: 1 },
  );
});

test('shares with a valid lease are never more than the limit, whatever processes join, ask and disappear', () => {
  const turns = fc.record({
    owner: fc.constantFrom('a', 'b', 'c', 'd'),
    demand: fc.record({ people: fc.nat(40), bulk: fc.boolean() }),
    /** How much of what it may use the process is using. */
    use: fc.double({ min: 0, max: 1, noNaN: true }),
    pass: fc.integer({ min: 0, max: LEASE }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.array(turns, { maxLength: 40 }), (limit, turns) => {
      let quota = emptyQuota;
      let now = 1_000;
      for (const { owner, demand, use, pass } of turns) {
        now += pass;
        const had = quota.shares[owner];
        const inFlight = had && had.until > now ? Math.floor(had.slots * use) : 0;
        const settled = settleShare(quota, { owner, limit, demand, inFlight }, now);
        quota = settled.quota;
        const alive = Object.values(quota.shares).filter((one) => one.until > now);
        expect(alive.reduce((sum, one) => sum + one.slots, 0)).toBeLessThanOrEqual(limit);
        expect(settled.slots).toBeLessThanOrEqual(quota.shares[owner]?.slots ?? 0);
      }
    }),
    { seed: 1 },
  );
});
