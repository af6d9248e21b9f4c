import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ZoomAccountUser } from '../../sandbox/zoom/account-user.ts';
import { daysAgo, hosted } from '../../sandbox/zoom/hosting.ts';
import type { Text } from '../../src/languages/text.ts';
import type { KeptReason } from '../../src/licences/review.ts';
import { type Office, openOffice } from './open.ts';

const wordsIn = (texts: readonly Text[] = []) => texts.map(({ words }) => words);
const inDays = (days: number) => daysAgo(-days);

/** People whom somebody who looks at the last meeting alone would take the licence from. */
const traps: readonly (readonly [name: string, reason: KeptReason, trap: Partial<ZoomAccountUser>])[] = [
  ['owner', 'owner', { role: 'owner' }],
  ['admin', 'admin', { role: 'admin' }],
  ['rooms_4711', 'room', { room: true }],
  ['live', 'live-meeting', { meetingRunning: true }],
  ['planner', 'upcoming-meeting', { meetings: [{ topic: 'Board', startsAt: inDays(9), minutes: 60 }] }],
  ['standing', 'upcoming-meeting', { meetings: [{ topic: 'Any time', startsAt: null, minutes: null }] }],
  [
    'busy',
    'upcoming-meeting',
    {
      meetings: Array.from({ length: 301 }, (_, i) => ({
        topic: 'Sync',
        startsAt: inDays(i + 1),
        minutes: i === 300 ? 45 : 20,
      })),
    },
  ],
  ['speaker', 'upcoming-webinar', { webinar: 500, webinars: [{ topic: 'Launch', startsAt: inDays(30) }] }],
  ['bundle', 'bundle', { profile: { zoom_one_type: 16n } }],
  ['united', 'bundle', { profile: { plan_united_type: '1' } }],
  ['phone', 'phone', { phone: { numbers: ['+442071838750'], plan: 'UK Unlimited' } }],
  ['newcomer', 'new-account', { createdAt: daysAgo(20) }],
  ['boss', 'assistants', {}],
  ['assistant', 'schedules-for', {}],
  ['linus', 'exempt-person', {}],
  ['external', 'exempt-person', {}],
  ['grace', 'exempt-group', {}],
  ['trainer', 'exempt-group', { groups: ['SalesGroup000Zjk4NQw00'] }],
  ['lawyer', 'exempt-department', { dept: ' legal ' }],
  ['away', 'on-leave', {}],
  ['lent', 'granted', {}],
  ['asked', 'request-open', {}],
  ['given', 'min-hold', {}],
  ['invited', 'pending', { status: 'pending' }],
  ['former', 'deactivated', { status: 'inactive' }],
];

/** In use by what they hosted, however it is counted. */
const users: readonly (readonly [name: string, use: Partial<ZoomAccountUser>])[] = [
  ['weekly', { hosted: [hosted(2, { times: 20, everyDays: 7 })] }],
  ['once', { hosted: [hosted(59, { minutes: 41, participants: 2 })] }],
  [
    'hidden',
    {
      hosted: [
        hosted(0, { times: 90, everyDays: 1, minutes: 20, participants: 3 }),
        hosted(50, { minutes: 55, participants: 2 }),
      ],
    },
  ],
  ['host', { hosted: [hosted(30, { minutes: 20, participants: 80, webinar: true })] }],
  ['crowded', { hosted: [hosted(10, { minutes: 30, participants: 250 })] }],
];

/** Really idle: the licence may go. */
const idle: readonly (readonly [name: string, days: number, use: Partial<ZoomAccountUser>])[] = [
  ['never', 180, {}],
  ['shorts', 180, { hosted: [hosted(0, { times: 100, everyDays: 1, minutes: 40, participants: 4 })] }],
  ['alone', 180, { hosted: [hosted(1, { times: 20, minutes: 300, participants: 1 })] }],
  ['lately', 75, { hosted: [hosted(75, { minutes: 41, participants: 2 })] }],
  ['quick', 180, { meetings: [{ topic: 'Quick one', startsAt: inDays(2), minutes: 30 }] }],
  ['back', 180, {}],
  ['dormant', 180, { webinar: 500 }],
];

let office: Office;
beforeAll(async () => {
  office = await openOffice(`licences:
  idle_after: 60d
  exempt:
    people: [U0LINUS, external@example.com, { person: away@example.com, until: 2999-01-31 }, { person: back@example.com, until: 2020-01-31 }]
    groups: [S0ADMINS, sales]
    departments: [Legal]`);
  for (const [name, , trap] of traps) office.hire(name, trap);
  for (const [name, use] of users) office.hire(name, use);
  for (const [name, , use] of idle) office.hire(name, use);
  const user = (name: string) => office.zoom.account.users.find(({ email }) => email.startsWith(`${name}@`));
  user('boss')?.assistants.push(user('assistant')?.id ?? '');
  const { store } = office.opened;
  const request = (name: string, state: string, dueAt: number | null) =>
    sql`
      insert into requests (id, state, version, command, input_json, team_id, requester_slack_id, reply_to, due_at,
        subject_zoom_id, resource, attempts, created_at, updated_at)
      values (${name}, ${state}, 1, 'request-license', '{}', 'T1', 'U0BEN', '', ${dueAt}, ${user(name)?.id ?? ''},
        'licence', 1, 1, ${Date.now() - 86_400_000})`.execute(store.db);
  await request('lent', 'done', 1);
  await request('asked', 'pending', null);
  await request('given', 'done', null);
  await office.reviews.run();
});
afterAll(() => office.close());

test('no trap ends in a wrong downgrade, and each is named', async () => {
  const review = await office.reviews.latest();
  expect(review).toMatchObject({ basis: 'host reports', missingScopes: [], oddRows: 0, undecided: 0 });
  const names = review?.seats.filter((one) => one.idle).map(({ email }) => email.split('@')[0]);
  for (const [name] of idle) expect.soft((await office.seat(name))?.kept, name).toEqual([]);
  expect(names?.sort()).toEqual(idle.map(([name]) => name).sort());
  for (const [name, reason] of traps) {
    const seat = await office.seat(name);
    expect.soft(seat?.idle, name).toBe(false);
    expect
      .soft(
        seat?.kept.map((one) => one.reason),
        name,
      )
      .toContain(reason);
    for (const { says } of seat?.kept ?? []) expect.soft(says.words, name).toMatch(/^[A-Z].{8,}[^.]$/);
  }
  for (const [name] of users)
    expect.soft(await office.seat(name), name).toMatchObject({ idle: false, kept: [] });
  for (const [name, days] of idle) expect.soft((await office.seat(name))?.idleDays, name).toBe(days);
  expect(wordsIn((await office.seat('phone'))?.loses)).toEqual([
    'Zoom Phone: UK Unlimited',
    'Phone number: +442071838750',
  ]);
  expect(wordsIn((await office.seat('dormant'))?.loses)).toEqual(['Webinar licence: up to 500 people']);
});

test('right before a change everybody is looked up again, with every protection', async () => {
  const id = (name: string) =>
    office.zoom.account.users.find(({ email }) => email.startsWith(`${name}@`))?.id ?? '';
  for (const [name, reason] of traps.filter(([one]) => one !== 'invited')) {
    const seat = await office.reviews.recheck(id(name));
    expect.soft(seat?.idle, name).toBe(false);
    expect
      .soft(
        seat?.kept.map((one) => one.reason),
        name,
      )
      .toContain(reason);
  }
  for (const [name] of users) expect.soft((await office.reviews.recheck(id(name)))?.idle, name).toBe(false);
  for (const [name] of idle) expect.soft((await office.reviews.recheck(id(name)))?.idle, name).toBe(true);
  // The request that asks does not keep the licence by itself.
  expect((await office.reviews.recheck(id('asked'), 'asked'))?.idle).toBe(true);
  // What has come up since the scan counts.
  const never = office.zoom.account.users.find(({ email }) => email === 'never@example.com');
  never?.hosted.push(hosted(0.5));
  expect(await office.reviews.recheck(id('never'))).toMatchObject({ idle: false, idleDays: 0 });
  if (never) never.type = 1;
  expect(await office.reviews.recheck(id('never'))).toBeNull();
  expect(await office.reviews.recheck('nobody0zJKyaiAyTNCMWji')).toBeNull();
});

test('what the policy lets go goes: bundles, phones, and admins who are not exempt', async () => {
  const reviews = office.process(
    'loose',
    office.opened.store,
    'licences: { admins_exempt: false, may_take: [bundles, phones], min_hold: 1d, idle_after: 7d }',
  );
  const id = (name: string) =>
    office.zoom.account.users.find(({ email }) => email.startsWith(`${name}@`))?.id ?? '';
  for (const name of [
    'owner',
    'admin',
    'bundle',
    'united',
    'phone',
    'newcomer',
    'linus',
    'lawyer',
    'given',
  ]) {
    expect.soft((await reviews.recheck(id(name)))?.kept, name).toEqual([]);
  }
  expect(wordsIn((await reviews.recheck(id('bundle')))?.loses)).toEqual(['Bundle: Zoom Workplace plan 16']);
});
