import { afterAll, beforeAll, expect, test } from 'vitest';
import { findUser } from '../../../sandbox/zoom/account.ts';
import { documentedErrors } from '../../../sandbox/zoom/documented-errors.ts';
import { daysAgo } from '../../../sandbox/zoom/hosting.ts';
import type { ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import type { Operation } from '../../../src/zoom/operation.ts';
import { operations } from '../../../src/zoom/operations.ts';
import type { Zoom } from '../../../src/zoom/zoom.ts';
import { send } from '../../sandbox/zoom/ask.ts';
import { connect, startZoom } from '../open.ts';
import { checkExchange, documentedFor } from './check-exchange.ts';

let sandbox: ZoomSandbox;
let zoom: Zoom;
const called = new Set<string>();
const problems = new Set<string>();
beforeAll(async () => {
  sandbox = await startZoom();
  zoom = connect(sandbox);
  sandbox.watch((exchange) => {
    called.add(exchange.operation);
    for (const problem of checkExchange(exchange)) problems.add(problem);
  });
});
afterAll(() => sandbox.close());

const ada = 'ada@example.com';
const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
const nobodysMeetings = { transferMeeting: false, transferWebinar: false, transferRecording: false };

/** Every call that the client can make, with all that can be said in it. */
const calls: ((zoom: Zoom) => Promise<unknown>)[] = [
  ({ users }) => users.list({ status: 'active', pageSize: 30 }),
  ({ users }) => users.list({ status: 'pending', number: 1 }),
  async ({ users }) => {
    const { nextPageToken } = await users.list({ pageSize: 3 });
    await users.list({ pageSize: 3, nextPageToken });
  },
  ({ users }) => users.get(ada),
  ({ users }) => users.get('noor@example.com'),
  ({ users }) => users.get('sam@example.com'),
  ({ users }) =>
    users.create({
      action: 'create',
      user: {
        email: 'nora@example.com',
        type: 1,
        first_name: 'Nora',
        last_name: 'Ng',
        display_name: 'Nora Ng',
      },
    }),
  ({ users }) =>
    users.create({
      action: 'autoCreate',
      user: { email: 'n2@example.com', type: 2, password: 'Tangerine-27x' },
    }),
  ({ users }) =>
    users.update(ada, {
      type: 2,
      first_name: 'Ada',
      last_name: 'King',
      display_name: 'Ada King',
      company: 'Engines',
      dept: '',
      job_title: 'Analyst',
      location: 'London',
      pronouns: 'she/her',
      timezone: 'Europe/London',
      language: 'en-US',
      vanity_name: 'ada.king',
      use_pmi: true,
      host_key: '123456',
      about_me: 'Numbers',
    }),
  ({ users }) => users.uploadPicture(ada, { name: 'ada.png', type: 'image/png', content: picture }),
  ({ users }) => users.permissions(ada),
  ({ users }) => users.permissions('owen@example.com'),
  ({ users }) => users.zak(ada, { ttl: 60 }),
  ({ users }) => users.revokeSsoToken('sam@example.com'),
  ({ users }) => users.setPassword(ada, 'Tangerine-Boat-27'),
  ({ settings }) => settings.get(ada),
  ({ settings }) =>
    settings.update(ada, {
      feature: { webinar: true, webinar_capacity: 500, large_meeting: true, large_meeting_capacity: 500 },
      schedule_meeting: { host_video: true, join_before_host: false },
      in_meeting: { waiting_room: true, who_can_share_screen: 'host' },
      email_notification: { jbh_reminder: true },
      recording: { auto_recording: 'cloud' },
    }),
  ({ assistants }) => assistants.add(ada, [{ email: 'mia@example.com' }]),
  ({ assistants }) => assistants.list(ada),
  async ({ assistants }) => {
    for (const { id } of await assistants.list(ada)) await assistants.remove(ada, id);
    await assistants.removeAll(ada);
  },
  ({ schedulers }) => schedulers.list('mia@example.com'),
  async ({ schedulers }) => {
    const [first] = await schedulers.list('mia@example.com');
    await schedulers.remove('mia@example.com', first?.id ?? '');
    await schedulers.removeAll('mia@example.com');
  },
  ({ lookups }) => lookups.emailExists(ada),
  ({ lookups }) => lookups.vanityNameExists('ada.king'),
  ({ plan }) => plan.usage(),
  async ({ plan }) => {
    sandbox.account.billing = false;
    await plan.usage();
    sandbox.account.billing = true;
  },
  async ({ plan }) => {
    const united = { type: 'zunited_biz_yearly', name: 'Zoom United', hosts: 100, usage: 72, pending: 0 };
    sandbox.account.plans = { plan_united: united, plan_zoom_one_premier: united, plan_zoom_one: [united] };
    await plan.usage();
  },
  async ({ reports }) => {
    const [from, to] = [daysAgo(27), daysAgo(0)].map((time) => time.slice(0, 10)) as [string, string];
    for await (const _ of reports.hosts({ from, to }));
    for await (const _ of reports.meetings(ada, { from, to }));
  },
  async ({ ties, accounts }) => {
    const user = findUser(sandbox.account, 'linus@example.com');
    if (user)
      user.meetings = Array.from({ length: 301 }, () => ({
        topic: 'Sync',
        startsAt: daysAgo(-3),
        minutes: 30,
      }));
    if (user) user.phone = { numbers: ['+442071838750'], plan: 'UK' };
    await ties.of('linus@example.com');
    await ties.groups();
    await ties.of('rosa@example.com');
    await accounts.inventory('linus@example.com');
  },
  ({ users }) => users.setStatus('ben@example.com', 'deactivate'),
  ({ users }) => users.setStatus('ben@example.com', 'activate'),
  ({ users }) => users.changeEmail(ada, 'ada.king@example.com'),
  ({ users }) =>
    users.delete('ben@example.com', {
      action: 'delete',
      transferEmail: 'mia@example.com',
      transferMeeting: true,
    }),
  ({ users }) => users.delete('rosa@example.com', { ...nobodysMeetings, transferEvents: false }),
  async (client) => {
    sandbox.account.sparse = true;
    await client.users.list({ status: 'pending' });
    await client.users.get('noor@example.com');
  },
];

test('every request of ours and every answer of the local Zoom is as Zoom documents it', async () => {
  for (const call of calls) await call(zoom);
  expect([...problems]).toEqual([]);
  const all: readonly [string, Operation][] = Object.entries(operations);
  for (const [name, { method, path, optional }] of all) {
    const documented = documentedFor(method, path);
    expect.soft(documented?.path.replace(/\{\w+\}/g, '{}'), name).toBe(path.replace(/\{\w+\}|\bme\b/g, '{}'));
    if (!optional || /^report/.test(name)) expect.soft(called, name).toContain(name);
  }
});

test('every refusal of the local Zoom has the status that is documented for its code', async () => {
  problems.clear();
  for (const row of documentedErrors) {
    sandbox.reset();
    row.set?.(sandbox);
    await send(sandbox, row.request(sandbox));
  }
  // What is wrong in these requests on purpose is not looked at.
  const answers = [...problems].filter((one) => !/: the (body|query|path|value)|content type/.test(one));
  expect(answers).toEqual([]);
});
