import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/log.ts';
import { erasePerson } from '../../src/requests/erase-person.ts';
import { createRetention } from '../../src/requests/retention.ts';
import { createStandInStore } from '../../src/stand-ins/stand-in-store.ts';
import { createClock } from '../simulation/clock.ts';
import { kinds, type Opened, openFresh } from './open-both.ts';

const grace = { slackId: 'U0GRACE', name: 'Grace Hopper' };
const linus = { slackId: 'U0LINUS', name: 'Linus Pauling' };
const owen = { slackId: 'U0OWEN', name: 'Owen Reyes' };
const HOUR = 3_600_000;

describe.each(kinds)('stand-ins on %s', (kind) => {
  const clock = createClock();
  let opened: Opened;
  beforeAll(async () => {
    opened = await openFresh(kind, clock);
  });
  afterAll(() => opened.close());
  afterEach(async () => void (await opened.store.db.deleteFrom('stand_ins').execute()));
  const standIns = () => createStandInStore(opened.store);
  const begun = async (...[away, standIn, until]: Parameters<ReturnType<typeof standIns>['begin']>) => {
    const stored = await standIns().begin(away, standIn, until);
    if ('kind' in stored) throw new Error(`It could not begin: ${stored.kind}`);
    return stored.standIn;
  };
  const soon = () => clock.now() + HOUR;
  const events = async () => {
    const rows = await opened.store.db
      .selectFrom('audit')
      .select(['event', 'actor', 'detail'])
      .orderBy('seq')
      .execute();
    return rows.map((one) => `${one.event} ${one.actor} ${one.detail.split(',')[0]}`);
  };

  it('ten at once for one person: the last one holds, and all are in the log', async () => {
    const before = (await events()).length;
    await Promise.all(Array.from({ length: 10 }, () => begun(grace, linus, soon())));
    expect(await standIns().active()).toHaveLength(1);
    expect((await events()).slice(before)).toHaveLength(19);
  });

  it('two who name each other at the same moment: one does, so nobody is without a decision', async () => {
    const both = await Promise.all([
      standIns().begin(grace, linus, soon()),
      standIns().begin(linus, grace, soon()),
    ]);
    expect(both.filter((one) => 'kind' in one)).toHaveLength(1);
    const [begun] = await standIns().active();
    const standsIn = begun?.standIn.slackId === linus.slackId ? linus : grace;
    expect(await standIns().begin(standsIn, owen, soon())).toHaveProperty('kind', 'stands-in');
  });

  it('ends once at its time, however many look; what is untold is told by one', async () => {
    const { id } = await begun(grace, linus, soon());
    expect((await Promise.all([1, 2, 3].map(() => standIns().claimUntold()))).flat()).toHaveLength(1);
    await standIns().told(id, 'begun');
    clock.advance(2 * HOUR);
    expect(await standIns().active()).toEqual([]);
    const ended = (await Promise.all([1, 2, 3, 4].map(() => standIns().endOver()))).flat();
    expect(ended).toHaveLength(1);
    expect(await standIns().end(id, 'back', 'U0GRACE')).toBeNull();
    expect((await events()).at(-1)).toBe('stand-in-over frontdesk U0LINUS in place of U0GRACE');
    const [claimed] = await standIns().claimUntold();
    expect(claimed?.untold).toEqual(['close', 'over-to-away', 'over-to-stand-in']);
    // The process is lost: another one goes on half a minute later.
    expect(await standIns().claimUntold(id)).toEqual([]);
    clock.advance(31_000);
    expect(await standIns().claimUntold(id)).toHaveLength(1);
    await standIns().told(id, 'everything');
    clock.advance(31_000);
    expect(await standIns().claimUntold()).toEqual([]);
  });

  it('who was never told that it began, is not told that it is over', async () => {
    const { id } = await begun(grace, linus, soon());
    const ended = await standIns().end(id, 'back', 'U0GRACE');
    expect(ended?.standIn.untold).toEqual(['close']);
  });

  it('goes with the time that policy keeps, and with a person who is erased', async () => {
    const { id } = await begun(grace, linus, soon());
    await standIns().end(id, 'back', 'U0GRACE');
    await begun(owen, linus, clock.now() + 2_000 * HOUR);
    clock.advance(1_000 * HOUR);
    const logger = createLogger('error');
    await createRetention({ store: opened.store, policy: { keep: 900 * HOUR }, logger, clock })();
    expect(await standIns().find(id)).toBeNull();
    expect(await standIns().active()).toHaveLength(1);
    await erasePerson(opened.store, 'U0LINUS', 'erase');
    expect(await standIns().active()).toEqual([]);
    const log = JSON.stringify(await opened.store.db.selectFrom('audit').selectAll().execute());
    expect(log).not.toMatch(/U0LINUS|Linus/);
    expect(log).toContain('U0OWEN');
  });
});
