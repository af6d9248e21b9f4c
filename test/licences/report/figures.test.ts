import { describe, expect, it, test } from 'vitest';
import { invalidBlocks } from '../../../sandbox/slack/block-kit.ts';
import { asIs } from '../../../src/languages/text.ts';
import { figuresOf, yearlyCost } from '../../../src/licences/report/figures.ts';
import { renewalOf } from '../../../src/licences/report/renewal.ts';
import { keptAnswer, reportAnswer, weeklyAnswer } from '../../../src/licences/report/report-answer.ts';
import { renewalNotice } from '../../../src/licences/report/watch-notices.ts';
import type { DayCounts, LicenceReview } from '../../../src/licences/review.ts';
import type { LicencePolicy } from '../../../src/policy/licences.ts';
import { answerMessage } from '../../../src/views/answer.ts';
import { historyOf, licencePolicy, NOW, review, seat } from './seats.ts';

const DAY = 86_400_000;
const kept = (reason: 'owner' | 'upcoming-webinar', says: string) => ({
  kept: [{ reason, says: asIs(says) }],
});
const eight = [
  seat(1),
  seat(2, { idleDays: 65 }),
  seat(3, { idleDays: 60, ...kept('owner', 'Owns the account') }),
  seat(4, { idleDays: 45 }),
  seat(5, { idleDays: 31 }),
  seat(6, { idleDays: 3 }),
  seat(7, { idleDays: null, lastUse: null, ...kept('upcoming-webinar', 'Has a webinar on 3 December') }),
  seat(8, { idleDays: 90, ...kept('upcoming-webinar', 'Has a webinar on 4 December') }),
];

function figures(
  reviewed: LicenceReview = review(eight),
  policy: Partial<LicencePolicy> = {},
  history: readonly DayCounts[] = [],
  waiting = 0,
) {
  return figuresOf({ review: reviewed, history, policy: licencePolicy(policy), waiting, now: NOW });
}

function wordsOf(view: Partial<Parameters<typeof reportAnswer>[0]> = {}): string {
  const answer = reportAnswer({
    figures: figures(),
    seats: eight,
    progress: null,
    history: [],
    now: NOW,
    offers: { reclaim: true, waitingList: true },
    ...view,
  });
  const { blocks } = answerMessage(answer);
  expect(invalidBlocks('message', blocks)).toEqual([]);
  return JSON.stringify(blocks);
}

describe('the figures of the report', () => {
  it('count who has not used a licence, who may lose it and who never does', () => {
    const found = figures();
    expect(found.unused).toEqual([
      { days: 30, count: 6 },
      { days: 60, count: 4 },
      { days: 90, count: 2 },
    ]);
    expect(found).toMatchObject({ idle: 2, kept: 2, idleAfter: 60, price: null, renewal: null });
    expect(found.keptBy).toEqual([
      { reason: 'owner', count: 1 },
      { reason: 'upcoming-webinar', count: 1 },
    ]);
    expect(figures(review(eight), { idleAfter: 45 * DAY }).unused.map((one) => one.days)).toEqual([
      30, 45, 60, 90,
    ]);
  });

  test.each<[string, Parameters<typeof yearlyCost>, string]>([
    ['whole euros', [63, { each: 140, currency: 'EUR' }], '€8,820'],
    ['cents', [3, { each: 139.9, currency: 'EUR' }], '€419.70'],
    ['yen', [2, { each: 20_000, currency: 'JPY' }], '¥40,000'],
    ['no currency', [2, { each: 149.5, currency: null }], '299'],
  ])('say the cost: %s', (_, [count, price], words) => {
    expect(yearlyCost(count, price).words).toBe(words);
  });
});

describe('how many to buy at the renewal', () => {
  const counts = { bought: 450, used: 412, pending: 0, free: 38 };
  const buy = (history: readonly DayCounts[], other: object = {}) =>
    renewalOf({ day: '2027-03-31', now: NOW, counts, idle: 63, waiting: 4, history, ...other });

  it('is those in use, without the idle ones, with those who wait and with usual growth', () => {
    const history = historyOf(101, (i) => ({ used: 402 + i / 10, idle: 63 }));
    expect(buy(history)).toEqual({
      day: '2027-03-31',
      daysLeft: 125,
      used: 412,
      idle: 63,
      waiting: 4,
      growth: { licences: 13, perMonth: 3, days: 100 },
      buy: 412 - 63 + 4 + 13,
      change: 412 - 63 + 4 + 13 - 450,
    });
  });

  it('takes no growth from a few days, from a company that shrinks, or from licences that were taken back', () => {
    expect(buy(historyOf(28, (i) => ({ used: 400 + i }))).growth).toBeNull();
    expect(buy(historyOf(60, (i) => ({ used: 412 - i }))).growth).toEqual({
      licences: 0,
      perMonth: 0,
      days: 59,
    });
    // Taking forty back in the middle leaves the growth of those in real use.
    const reclaimed = historyOf(61, (i) => ({ used: 400 + i - (i > 30 ? 40 : 0), idle: i > 30 ? 0 : 40 }));
    expect(buy(reclaimed).growth?.perMonth).toBe(30);
  });

  it('knows no difference where nobody knows how many were bought', () => {
    const found = buy([], { counts: { ...counts, bought: null, free: null } });
    expect(found).toMatchObject({ buy: 353, change: null });
  });
});

describe('the report in words', () => {
  it('names the figures, the money, the sum and each person with the reason', () => {
    const history = historyOf(101, (i) => ({ used: i < 50 ? 7 : 8, idle: 2 }));
    const priced = figures(review(eight), { price: 140, currency: 'EUR', renewal: '2027-03-31' }, history, 3);
    const words = wordsOf({ figures: priced, history });
    expect(words).toContain('*12 of 20 Zoom licences are free*');
    expect(words).toContain('6 for 30 days, 4 for 60 days, 2 for 90 days or longer');
    expect(words).toContain('*2 may go back*');
    expect(words).toContain('They cost *€280* a year, at €140 each.');
    expect(words).toContain(
      '*Renewal on 31 March 2027*, in 125 days: buy *11*, 9 fewer than now, €1,260 a year less.',
    );
    expect(words).toContain('8 in use − 2 that may go back + 3 waiting + 2 for growth until then');
    expect(words).toContain('No: has a webinar on 4 December');
    expect(words).toContain('Not before 60 days');
    expect(words).toContain('7 in use on 18 August 2026, 8 now');
    expect(words).toContain('"command:reclaim-licences"');
    expect(words).toContain('"command:waiting-list"');
  });

  it('says what is missing: no number bought, no scope, an old count, people not looked up', () => {
    const poor = review(eight, {
      at: NOW - 4 * DAY,
      basis: 'sign-in',
      missingScopes: ['report:read:list_users:admin'],
      counts: { bought: null, used: 8, pending: 0, free: null },
      oddRows: 1,
      undecided: 2,
    });
    const words = wordsOf({ figures: figures(poor), offers: { reclaim: false, waitingList: false } });
    for (const part of [
      '*8 Zoom licences are in use*',
      'These figures are 4 days old',
      'the last sign-in counts, which Zoom tells up to three days late',
      '`report:read:list_users:admin`',
      '2 people couldn’t be looked up',
      '1 row of Zoom’s lists',
      'Put `bought` under `licences`',
      'Last sign-in',
    ])
      expect.soft(words).toContain(part);
    expect(words).not.toContain('command:reclaim-licences');
    expect(words).not.toMatch(/a year|Renewal/);
  });

  it('is short for an account without licences', () => {
    const none = review([], { counts: { bought: null, used: 0, pending: 0, free: null } });
    const words = wordsOf({ figures: figures(none), seats: [] });
    expect(words).toContain('*Nobody has a Zoom licence*');
    expect(words).not.toContain('data_table');
    expect(words).not.toContain('may go back');
  });

  it('says that a renewal is over', () => {
    const words = wordsOf({ figures: figures(review(eight), { renewal: '2026-03-31' }) });
    expect(words).toContain('31 March 2026 is over');
  });

  it('is taken by Slack with hundreds of people whatever their names are', () => {
    const evil = Array.from({ length: 400 }, (_, i) =>
      seat(i, {
        name: `<!channel> *${'W'.repeat(80)}* ${i}`,
        department: '<https://example.com|Sales> & Co',
        ...(i % 2 ? kept('owner', `Owns <@U0GRACE> ${'and more '.repeat(40)}`) : {}),
      }),
    );
    const many = figures(review(evil));
    const answers = [
      reportAnswer({
        figures: many,
        seats: evil,
        progress: { startedAt: NOW, phase: 'checks', done: 5, total: 400 },
        history: [],
        now: NOW,
        offers: { reclaim: true, waitingList: true },
      }),
      keptAnswer(
        many,
        evil.filter((one) => !one.idle),
      ),
      weeklyAnswer({ figures: many, usedBefore: 390, now: NOW }),
    ];
    for (const answer of answers) {
      const { blocks, text } = answerMessage(answer);
      expect(invalidBlocks('message', blocks)).toEqual([]);
      const formatted = blocks.filter(({ type }) => type !== 'data_table');
      expect(JSON.stringify(formatted) + text).not.toContain('<!channel>');
    }
  });

  it('of the week has no names and says what changed', () => {
    const words = JSON.stringify(
      answerMessage(weeklyAnswer({ figures: figures(), usedBefore: 5, now: NOW })),
    );
    expect(words).toContain('Licences this week: 12 of 20 Zoom licences are free');
    expect(words).toContain('8 (+3 in a week)');
    expect(words).not.toMatch(/Person \d|@example\.com/);
  });

  it('of the renewal names who can act', () => {
    const near = { admins: ['U0GRACE'], day: '2026-11-27', daysLeft: 1 };
    const notice = renewalNotice({ ...near, figures: null });
    expect(notice.text).toContain('<@U0GRACE> Your Zoom contract is renewed tomorrow, on 27 November 2026');
  });
});
