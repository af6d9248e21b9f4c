import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyEntry, LEASE, settleShare } from '../../../src/zoom/limits/account-book.ts';
import { divide } from '../../../src/zoom/limits/divide.ts';

const idle = { people: 0, bulk: false };
const shares = (places: number, demands: Record<string, { people: number; bulk: boolean }>) =>
  Object.fromEntries(divide(places, new Map(Object.entries(demands))));

test('processes without work have the same each', () => {
  expect(shares(20, { a: idle, b: idle, c: idle })).toEqual({ a: 7, b: 7, c: 6 });
});

test('bulk work gets what people leave', () => {
  expect(shares(20, { a: { people: 0, bulk: true }, b: idle, c: { people: 3, bulk: false } })).toEqual({
    ...{ a: 17, b: 0, c: 3 },
  });
});

test('people share when there are more of them than places', () => {
  const many = { people: 50, bulk: false };
  expect(shares(20, { a: many, b: many, c: { people: 1, bulk: true } })).toEqual({ a: 10, b: 9, c: 1 });
});

test('whatever is asked for, all shares together are the limit', () => {
  const demand = fc.record({ people: fc.nat(200), bulk: fc.boolean() });
  const demands = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), demand, {
    minKeys: 1,
    maxKeys: 8,
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), demands, (limit, asked) => {
      const given = [...divide(limit, new Map(Object.entries(asked))).values()];
      expect(given.reduce((sum, one) => sum + one, 0)).toBe(limit);
    }),
  );
});

test('however processes come, ask and are lost, living shares are never more than the limit', () => {
  const turn = fc.record({
    owner: fc.constantFrom('a', 'b', 'c', 'd'),
    demand: fc.record({ people: fc.nat(40), bulk: fc.boolean() }),
    /** How much of what it may use the process is using. */
    use: fc.double({ min: 0, max: 1, noNaN: true }),
    pass: fc.integer({ min: 0, max: LEASE }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.array(turn, { maxLength: 40 }), (limit, turns) => {
      let entry = emptyEntry;
      let now = 1_000;
      for (const { owner, demand, use, pass } of turns) {
        now += pass;
        const had = entry.shares[owner];
        const held = had && had.until > now ? Math.floor(had.places * use) : 0;
        const settled = settleShare(entry, { owner, limit, demand, held }, now);
        entry = settled.entry;
        const alive = Object.values(entry.shares).filter((one) => one.until > now);
        expect(alive.reduce((sum, one) => sum + one.places, 0)).toBeLessThanOrEqual(limit);
        expect(settled.places).toBeLessThanOrEqual(entry.shares[owner]?.places ?? 0);
      }
    }),
  );
});
