import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds, type Opened, openFresh } from './open-both.ts';

describe.each(kinds)('an injected clock on %s', (kind) => {
  const clock = { offset: 0, now: () => Date.now() + clock.offset };
  let opened: Opened;
  beforeAll(async () => {
    opened = await openFresh(kind, clock);
  });
  afterAll(() => opened.close());

  it("moves the database's time, also in a query that was built before", async () => {
    const { db, now } = opened.store;
    clock.offset = 0;
    const inAnHour = sql<number>`${now} + 3600000`;
    const query = db.selectNoFrom([now.as('now'), inAnHour.as('later')]);
    const before = await query.executeTakeFirstOrThrow();
    expect(Number(before.now)).toBeGreaterThan(Date.now() - 5_000);
    clock.offset = 86_400_000;
    const after = await query.executeTakeFirstOrThrow();
    expect(Number(after.now)).toBeGreaterThanOrEqual(Number(before.now) + 86_400_000);
    expect(Number(after.later)).toBe(Number(after.now) + 3_600_000);
  });

  it('expires what is cached', async () => {
    const { cache } = opened.store;
    clock.offset = 3_600_000;
    await cache.set('token', 'abc', 60_000);
    expect(await cache.get('token')).toBe('abc');
    clock.offset += 61_000;
    expect(await cache.get('token')).toBeUndefined();
  });
});
