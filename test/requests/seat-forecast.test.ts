import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { createLogger } from '../../src/log.ts';
import { expectedFor, type Forecast, readForecast } from '../../src/requests/seat-forecast.ts';
import { createWaitingList } from '../../src/requests/waiting-list.ts';
import { placeWords } from '../../src/views/place.ts';
import { kinds, type Opened, openFresh } from '../store/open-both.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 26, 12);
const end = (days: number, slackId: string | null = 'U0BEN') => ({ at: NOW + days * DAY, slackId });

/** Where somebody stands, what is known, and what they read of the expected time. */
const known: readonly (readonly [
  why: string,
  position: number,
  forecast: Partial<Forecast>,
  words: RegExp,
])[] = [
  ['nothing is known', 1, {}, /^next in line; nobody can say yet when one comes free$/],
  [
    'nothing is known, for the last of many',
    40,
    {},
    /^40th in line; nobody can say yet when one comes free$/,
  ],
  ['too few came free to foretell from', 1, { freed: 2 }, /nobody can say yet/],
  ['three in 90 days, the first', 1, { freed: 3 }, /26 Dec .*one comes free about every 30 days/],
  ['three in 90 days, the third', 3, { freed: 3 }, /24 Feb .*one comes free about every 30 days/],
  ['one a day', 10, { freed: 90 }, /6 Dec .*one comes free about every day/],
  ['many a day', 10, { freed: 2_000 }, /26 Nov .*several come free a day/],
  ['one seat ends, for the first', 1, { ends: [end(5)] }, /1 Dec .*when <@U0BEN>’s ends/],
  ['one seat ends, for the second', 2, { ends: [end(5)] }, /nobody can say yet/],
  ['two end, for the second', 2, { ends: [end(5), end(9, 'U0MIA')] }, /5 Dec .*<@U0MIA>’s ends/],
  ['it is of somebody who is not in Slack', 1, { ends: [end(5, null)] }, /given for a time ends/],
  ['an end before the rate', 1, { ends: [end(5)], freed: 3 }, /1 Dec .*<@U0BEN>’s ends/],
  ['the rate before an end', 1, { ends: [end(60)], freed: 9 }, /6 Dec .*every 10 days/],
  ['the rate goes on after the last end', 2, { ends: [end(5)], freed: 3 }, /25 Jan .*every 30 days/],
];

test('the expected time: from ends and from the rate, whichever is sooner, and none where nothing is known', () => {
  for (const [why, position, forecast, words] of known) {
    const expected = expectedFor(position, { now: NOW, ends: [], freed: 0, ...forecast });
    expect.soft(placeWords({ position, expected }).source, why).toMatch(words);
  }
});

const mia = {
  slackId: 'U0MIA',
  name: 'Mia Chen',
  email: 'mia@example.com',
  zoomId: 'zMia',
  licence: 'Licensed',
  status: 'active',
} as const;

describe.each(kinds)('licences that came free, on %s', (kind) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openFresh(kind);
  });
  afterAll(() => opened.close());

  let made = 0;
  /** A request that was carried out so many days ago. */
  async function stored(
    command: string,
    data: object,
    more: { state?: string; ago?: number; plan?: object },
  ) {
    const { t } = await opened.store.db.selectNoFrom(opened.store.now.as('t')).executeTakeFirstOrThrow();
    const at = Number(t) - (more.ago ?? 1) * DAY;
    await opened.store.db
      .insertInto('requests')
      .values({
        id: `req_${made++}`,
        state: more.state ?? 'done',
        version: 1,
        command,
        input_json: JSON.stringify({ values: {}, subject: null, slash: '/zoom' }),
        team_id: 'T0HOME',
        requester_slack_id: 'U0GRACE',
        reply_to: opened.store.seal.close('reply-to', JSON.stringify({ url: null, replace: false })),
        plan_json: JSON.stringify({
          changes: [],
          requester: mia,
          subject: mia,
          own: false,
          reason: null,
          resource: 'licence',
          data,
          ...more.plan,
        }),
        attempts: 0,
        created_at: at,
        updated_at: at,
      } as never)
      .execute();
  }
  async function freed(): Promise<number> {
    const logger = createLogger('error', [], { write: () => undefined });
    const { store } = opened;
    // It is kept for ten minutes otherwise.
    await store.cache.delete('seats:freed');
    return (await readForecast({ store, commands, waitingList: createWaitingList(store), logger })).freed;
  }

  it('counts those that were taken back, and those that were given for a time that ended; nothing else, and nothing older', async () => {
    expect(await freed()).toBe(0);
    await stored('set-license', { licence: 'basic', formerType: 2 }, {});
    await stored('set-license', { licence: 'basic', formerType: 2 }, { ago: 89 });
    await stored('request-license', { formerType: 1, extension: false }, { state: 'undone' });
    expect(await freed()).toBe(3);
    await stored('set-license', { licence: 'basic', formerType: 2 }, { ago: 91 });
    await stored('set-license', { licence: 'basic', formerType: 2 }, { state: 'failed' });
    await stored('set-license', { licence: 'licensed', formerType: 1 }, {});
    await stored(
      'set-license',
      { licence: 'basic', formerType: 4 },
      { plan: { subject: { ...mia, licence: 'Unassigned' } } },
    );
    await stored('request-license', { formerType: 1, extension: false }, {});
    // One that cannot be read is no reason to foretell nothing.
    await stored('set-license', { licence: 'gold' }, {});
    expect(await freed()).toBe(3);
  });
});
