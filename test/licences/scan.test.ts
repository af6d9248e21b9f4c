import { afterEach, expect, test } from 'vitest';
import { daysAgo, hosted } from '../../sandbox/zoom/hosting.ts';
import { callsOf } from '../zoom/open.ts';
import { type Office, openOffice } from './open.ts';

const DAY = 86_400_000;
let office: Office;
afterEach(() => office.close());

const fill = (count: number) => {
  for (let i = 0; i < count; i++) {
    office.hire(`idle${i}`);
    office.hire(`used${i}`, { hosted: [hosted(3, { times: 5, everyDays: 2, minutes: 50 })] });
  }
};
const idleNames = async (reviews = office.reviews) =>
  (await reviews.latest())?.seats.filter(({ idle }) => idle).map(({ name }) => name);
const lookedUp = () => callsOf(office.zoom, 'getUser').map(({ path }) => path);
/** Lets the scan come to this point, and holds it there. */
const until = async (reached: () => boolean) => {
  await expect.poll(reached, { timeout: 20_000, interval: 5 }).toBe(true);
};

test('a scan that was stopped goes on where it was, and asks about nobody twice', async () => {
  office = await openOffice();
  fill(40);
  const first = office.reviews.run().catch((error: Error) => error);
  await until(() => lookedUp().length >= 5);
  await office.reviews.stop();
  expect(await first).toBeInstanceOf(Error);
  expect(await office.reviews.latest()).toBeNull();
  expect(await office.reviews.progress()).toMatchObject({ phase: 'checks', total: 80 });
  const listed = callsOf(office.zoom, 'listUsers').length;
  const reports = callsOf(office.zoom, 'reportHosts').length;

  await office.opened.reopen();
  const next = office.process('next start', office.opened.store);
  await next.run();
  expect(callsOf(office.zoom, 'listUsers')).toHaveLength(listed);
  expect(callsOf(office.zoom, 'reportHosts')).toHaveLength(reports);
  // Those whose look-up was cut off are looked up once more.
  expect(lookedUp().length).toBeLessThan(40 + 17);
  expect(await idleNames(next)).toHaveLength(40);
  expect(await next.progress()).toBeNull();
});

test('a process that hangs loses its scan to another one', async () => {
  office = await openOffice('licences: {}', 'postgres');
  fill(10);
  office.zoom.faults.add({ operation: 'reportHosts', kind: 'hang', times: 1 });
  const hanging = office.reviews.run().catch((error: Error) => error);
  await until(() => callsOf(office.zoom, 'reportHosts').length > 0);
  const other = office.process('other', await office.opened.again());
  await other.poll();
  expect(callsOf(office.zoom, 'reportHosts')).toHaveLength(1);
  office.clock.advance(31_000);
  await other.run();
  expect(await idleNames(other)).toHaveLength(10);
  expect(callsOf(office.zoom, 'listUsers').length).toBeLessThan(10);
  await office.reviews.stop();
  await hanging;
});

test('a scan that was cut off long ago begins anew', async () => {
  office = await openOffice();
  fill(3);
  const late = office.hire('late');
  const first = office.reviews.run().catch((error: Error) => error);
  await until(() => lookedUp().length >= 1);
  await office.reviews.stop();
  await first;
  late.hosted.push(hosted(0));
  office.clock.advance(7 * 3_600_000);
  const next = office.process('next start');
  await next.run();
  expect(await idleNames(next)).toEqual(['idle0', 'idle1', 'idle2']);
});

test('of two processes one scans, and both know the result', async () => {
  office = await openOffice('licences: {}', 'postgres');
  fill(15);
  const other = office.process('other', await office.opened.again());
  await Promise.all([office.reviews.run(), other.run(), office.reviews.request()]);
  expect(callsOf(office.zoom, 'getPlanUsage')).toHaveLength(1);
  expect(lookedUp()).toHaveLength(15);
  expect(await idleNames()).toEqual(await idleNames(other));
  expect(await other.history(10)).toMatchObject([{ used: 30, bought: 1_000, free: 970, idle: 15 }]);
});

test('where the host reports may not be read the last sign-in counts, with its three days', async () => {
  office = await openOffice();
  office.zoom.tokens.scopes.delete('report:read:list_users:admin');
  office.hire('gone', { lastSignIn: daysAgo(63.5) });
  office.hire('perhaps', { lastSignIn: daysAgo(62) });
  office.hire('silent', { lastSignIn: '' });
  office.hire('here', { lastSignIn: daysAgo(1) });
  await office.reviews.run();
  expect(await office.reviews.latest()).toMatchObject({
    basis: 'sign-in',
    missingScopes: ['report:read:list_users:admin'],
  });
  expect(await idleNames()).toEqual(['gone']);
  expect(await office.seat('gone')).toMatchObject({
    idleDays: 63,
    lastUse: { what: 'signed in', precision: 'three-days' },
  });
  expect(await office.seat('silent')).toMatchObject({ idleDays: null, kept: [{ reason: 'unknown' }] });
  const gone = (await office.seat('gone'))?.zoomId ?? '';
  expect((await office.reviews.recheck(gone))?.idle).toBe(true);
});

test('nobody is idle on facts that may not be read, and the scopes are named', async () => {
  office = await openOffice('licences: { exempt: { groups: [Event hosts] } }');
  office.zoom.tokens.scopes.delete('meeting:read:list_meetings:admin');
  office.zoom.tokens.scopes.delete('report:read:user:admin');
  office.hire('never');
  office.hire('much', { hosted: [hosted(1, { times: 9, everyDays: 1, minutes: 20 })] });
  await office.reviews.run();
  // Zoom has no such group: a name that is misspelt must not cost anybody the licence.
  expect((await office.seat('never'))?.kept).toMatchObject([{ reason: 'unknown' }]);
  office.zoom.account.groups.push({ id: 'Events000000Zjk4NQw000', name: 'Event Hosts' });
  await office.reviews.run();
  const review = await office.reviews.latest();
  expect(review?.missingScopes).toEqual(['meeting:read:list_meetings:admin', 'report:read:user:admin']);
  expect(await idleNames()).toEqual([]);
  expect((await office.seat('never'))?.kept[0]?.says.words).toContain('meeting:read:list_meetings:admin');
  expect(await office.seat('much')).toMatchObject({ idleDays: 0, lastUse: { precision: 'span' } });
});

test('rows that cannot be read cost nobody the licence', async () => {
  office = await openOffice();
  const user = office.hire('odd', { hosted: [hosted(5)] });
  office.hire('never');
  const row = { id: user.id, meetings: 'many', participants: {}, meeting_minutes: null };
  const answer = (users: unknown[]) => ({
    operation: 'reportHosts',
    kind: 'status' as const,
    status: 200,
    body: { users, next_page_token: '' },
    times: 1,
  });
  // The newest days: one row without an id, then one without numbers; nobody else hosted anything.
  office.zoom.faults.add(answer([{ email: 'odd@example.com', meetings: 3 }]));
  office.zoom.faults.add(answer([row]));
  await office.reviews.run();
  expect(await office.seat('odd')).toMatchObject({ idle: false, idleDays: 5 });
  expect(await idleNames()).toEqual(['never']);
  expect((await office.reviews.latest())?.oddRows).toBe(1);

  // A call that fails for a moment is made once more at the end.
  office.zoom.faults.add({ operation: 'listSchedulers', kind: 'status', status: 500, times: 4 });
  await office.reviews.run();
  expect(await idleNames()).toEqual(['never']);

  // A list that tells no licences: each of them is looked up.
  office.zoom.account.sparse = true;
  await office.reviews.run();
  expect((await office.reviews.latest())?.seats.map(({ name }) => name)).toEqual(['never', 'odd']);

  // An account that Zoom does not answer about.
  office.zoom.account.sparse = false;
  office.zoom.faults.add({
    operation: 'getSettings',
    kind: 'status',
    status: 400,
    body: { code: 300 },
    times: 9,
  });
  await office.reviews.run();
  expect((await office.seat('never'))?.kept).toMatchObject([{ reason: 'unknown' }]);
});

test('a licence that came since the last scan is held for a while first', async () => {
  office = await openOffice();
  const late = office.hire('late', { type: 1 });
  office.hire('old');
  await office.reviews.run();
  late.type = 2;
  office.clock.advance(DAY);
  await office.reviews.run();
  expect(await office.seat('late')).toMatchObject({
    idle: false,
    kept: [{ reason: 'min-hold' }],
    idleDays: 0,
  });
  // Held long enough by the policy, and not unused for long enough yet.
  office.clock.advance(40 * DAY);
  await office.reviews.run();
  expect(await office.seat('late')).toMatchObject({ idle: false, kept: [], idleDays: 40 });
  expect(await idleNames()).toEqual(['old']);
  const rows = await office.opened.store.db
    .selectFrom('licence_seats')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  expect(Number(rows?.count)).toBe(2);
  expect(await office.reviews.history(100)).toHaveLength(3);
});

test('at night, where the policy has the settings, and not before the first night', async () => {
  office = await openOffice();
  office.hire('never');
  const silent = office.process('silent', office.opened.store, '');
  await office.reviews.poll();
  expect(await office.reviews.progress()).toBeNull();
  office.clock.advance(DAY);
  await silent.poll();
  expect(await silent.progress()).toBeNull();
  await office.reviews.poll();
  await expect.poll(() => idleNames(), { timeout: 10_000 }).toEqual(['never']);
  const before = office.zoom.calls.length;
  await office.reviews.poll();
  expect(office.zoom.calls).toHaveLength(before);
});
