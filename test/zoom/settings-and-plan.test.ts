import { beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { useZoom } from '../support/zoom.ts';
import { callsOf, connect, failure } from './open.ts';

const sandbox = await useZoom();
let zoom: Zoom;
beforeEach(() => {
  zoom = connect(sandbox);
});

const idOf = (handle: string) => person(handle).zoom?.id ?? '';

describe('settings', () => {
  test('are changed and stay changed', async () => {
    await zoom.settings.update(idOf('ada'), {
      schedule_meeting: { host_video: true },
      in_meeting: { waiting_room: true, who_can_share_screen: 'host' },
    });
    const settings = await zoom.settings.get(idOf('ada'));
    expect(settings).toMatchObject({
      schedule_meeting: { host_video: true },
      in_meeting: { waiting_room: true, who_can_share_screen: 'host' },
    });
  });

  test('an add-on licence is given, and refused to somebody without a licence', async () => {
    const webinar = { feature: { webinar: true, webinar_capacity: 500 } };
    await zoom.settings.update(idOf('ada'), webinar);
    expect((await zoom.settings.get(idOf('ada'))).feature).toMatchObject({ webinar_capacity: 500 });
    expect(await failure(zoom.settings.update(idOf('ben'), webinar))).toMatchObject({
      kind: 'webinar-needs-licence',
      effect: 'none',
    });
  });

  test('without a free add-on licence the error has its size and number', async () => {
    sandbox.account.webinarSeats = { 500: 0 };
    const webinar = { feature: { webinar: true, webinar_capacity: 500 } };
    expect(await failure(zoom.settings.update(idOf('ada'), webinar))).toMatchObject({
      kind: 'no-free-webinar-licence',
      values: { maxNumber: '0', capacity: '500' },
    });
  });
});

describe('schedulers', () => {
  test('one and all of them are removed', async () => {
    const emails = async () => (await zoom.schedulers.list(idOf('mia'))).map(({ email }) => email);
    const all = await zoom.schedulers.list(idOf('mia'));
    const [first] = all;
    expect(all.length).toBeGreaterThan(1);
    await zoom.schedulers.remove(idOf('mia'), first?.id ?? '');
    expect(await emails()).toEqual(all.slice(1).map(({ email }) => email));
    await zoom.schedulers.removeAll(idOf('mia'));
    expect(await emails()).toEqual([]);
    await zoom.schedulers.removeAll(idOf('mia'));
    expect(callsOf(sandbox, 'deleteSchedulers')).toHaveLength(2);
  });
});

const plan = (hosts: number, usage: number) => ({ type: 'some_yearly', hosts, usage, pending: 0 });

describe('the plan', () => {
  test('bought and used licences', async () => {
    const usage = await zoom.plan.usage();
    expect(usage).toEqual({ licensed: { bought: 20, used: expect.any(Number) }, basic: null });
    expect(usage?.licensed.used).toBeGreaterThan(0);
    expect(callsOf(sandbox, 'getUserSummary')).toEqual([]);
  });

  test('without the scope or the right: only how many are used', async () => {
    sandbox.tokens.scopes.delete('billing:read:plan_usage:admin');
    const byScope = await zoom.plan.usage();
    expect(byScope).toEqual({
      licensed: { bought: null, used: expect.any(Number) },
      basic: expect.any(Number),
    });
    sandbox.tokens.scopes.add('billing:read:plan_usage:admin');
    sandbox.account.billing = false;
    expect(await connect(sandbox).plan.usage()).toEqual(byScope);
  });

  test.each([
    ['HTTP 403', { status: 403, body: { code: 403, message: 'Access denied' } }],
    ['a code inside 200', { status: 200, body: { code: 200, message: 'Only available for paid account' } }],
  ])('%s counts as refused', async (_, answer) => {
    sandbox.faults.add({ operation: 'getPlanUsage', kind: 'status', times: 1, ...answer });
    expect(await zoom.plan.usage()).toMatchObject({ licensed: { bought: null } });
  });

  test('null when both are refused, and the token is kept', async () => {
    for (const scope of ['billing:read:plan_usage:admin', 'user:read:summary:admin']) {
      sandbox.tokens.scopes.delete(scope);
    }
    expect(await zoom.plan.usage()).toBeNull();
    expect(await zoom.plan.usage()).toBeNull();
    expect(sandbox.tokens.issued).toBe(1);
  });

  test('an unreachable Zoom does not count as a refusal', async () => {
    sandbox.faults.add({ operation: 'getPlanUsage', kind: 'status', times: 9, status: 500 });
    expect(await failure(zoom.plan.usage())).toMatchObject({ kind: 'zoom-server-error' });
  });

  const answers: [what: string, plans: unknown, licensed: { bought: number | null; used?: number }][] = [
    ['United, as Zoom sends it', { plan_united: plan(100, 72) }, { bought: 100, used: 72 }],
    ['United as a list', { plan_united: [plan(60, 40), plan(40, 32)] }, { bought: 100, used: 72 }],
    ['a base plan as a list', { plan_base: [plan(10, 4)] }, { bought: 10, used: 4 }],
    [
      'one seat in the base plan',
      { plan_base: plan(1, 1), plan_zoom_one: plan(100, 72) },
      { bought: 101, used: 73 },
    ],
    ['Zoom One Premier', { plan_zoom_one_premier: plan(30, 30) }, { bought: 30, used: 30 }],
    [
      'for schools',
      { plan_base: plan(0, 0), plan_zoom_one_edu_enterprise_student: plan(9, 2) },
      { bought: 9, used: 2 },
    ],
    ['numbers as text', { plan_base: { hosts: '20', usage: '7' } }, { bought: 20, used: 7 }],
    [
      'others beside it',
      { plan_base: plan(20, 7), plan_webinar: [plan(5, 5)], plan_zoom_rooms: plan(2, 1) },
      { bought: 20, used: 7 },
    ],
    ['an empty list', { plan_base: plan(20, 7), plan_united: [] }, { bought: 20, used: 7 }],
    ['a free account', { plan_base: plan(0, 0) }, { bought: null }],
    ['no usage', { plan_base: { hosts: 20 } }, { bought: 20 }],
    ['no hosts', { plan_base: { usage: 7 } }, { bought: null, used: 7 }],
    ['an odd plan among others', { plan_base: plan(20, 7), plan_united: ['?'] }, { bought: null }],
    ['no plan', {}, { bought: null }],
    ['a list', [], { bought: null }],
    ['a page', '<html>', { bought: null }],
  ];

  test('is understood as it comes; what is missing is counted from the users or configured', async () => {
    const inUse = 17;
    const configured = connect(sandbox, { licencesBought: () => 500 });
    for (const [what, body, licensed] of answers) {
      sandbox.faults.add({ operation: 'getPlanUsage', kind: 'status', times: 2, status: 200, body });
      const used = licensed.used ?? inUse;
      expect.soft((await zoom.plan.usage())?.licensed, what).toEqual({ bought: licensed.bought, used });
      const bought = licensed.bought ?? 500;
      expect.soft((await configured.plan.usage())?.licensed, what).toEqual({ bought, used });
    }
  });
});
