import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { ZoomSandbox } from '../../sandbox/zoom/server.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { callsOf, connect, failure, startZoom } from './open.ts';

let sandbox: ZoomSandbox;
let zoom: Zoom;
beforeAll(async () => {
  sandbox = await startZoom();
});
beforeEach(() => {
  sandbox.reset();
  zoom = connect(sandbox);
});
afterAll(() => sandbox.close());

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
    sandbox.faults.clear();
    sandbox.faults.add({ operation: 'getPlanUsage', kind: 'html', status: 200, times: 9 });
    expect(await failure(zoom.plan.usage())).toMatchObject({ kind: 'unreadable-answer' });
  });

  test('an account whose licences are Zoom One’s', async () => {
    const body = {
      plan_base: { type: 'free', hosts: 0, usage: 0 },
      plan_zoom_one: [
        { type: 'zoomone_pro', hosts: '10', usage: '4' },
        { type: 'zoomone_business', hosts: 5, usage: 5 },
      ],
    };
    sandbox.faults.add({ operation: 'getPlanUsage', kind: 'status', times: 1, status: 200, body });
    expect((await zoom.plan.usage())?.licensed).toEqual({ bought: 15, used: 9 });
  });
});
