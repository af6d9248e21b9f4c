import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { ZoomAccountUser } from '../../sandbox/zoom/account-user.ts';
import { exactJson, quoteLargeIntegers } from '../../src/zoom/exact-json.ts';
import { bundleOf, licensingOf } from '../../src/zoom/licensing.ts';
import { useZoom } from '../support/zoom.ts';
import { connect, failure } from './open.ts';

const LONG = '576460752303423488';

describe('integers of 64 bits', () => {
  it('keep all their digits on the way in and out; everything else stays as it is', () => {
    const json = `{"a":${LONG},"b":[-${LONG}],"c":"at ${LONG}, \\"${LONG}\\"","d":12345678901234567.5,"e":0.12345678901234567,"f":85746065}`;
    expect(JSON.parse(quoteLargeIntegers(json))).toEqual({
      ...JSON.parse(json),
      a: LONG,
      b: [`-${LONG}`],
    });
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }), fc.string(), (number, text) => {
        const read = JSON.parse(quoteLargeIntegers(exactJson({ number, text })));
        expect(BigInt(read.number)).toBe(number);
        expect(read.text).toBe(text);
      }),
    );
  });

  it.each([
    [{ type: 2 }, 'none'],
    [{ type: 2, zoom_one_type: 0, plan_united_type: '', license_info_list: null }, 'none'],
    [{ type: 2, zoom_one_type: LONG }, `Zoom Workplace plan ${LONG}`],
    [{ type: 2, zoom_one_type: 16, plan_united_type: 'none' }, 'Zoom Workplace plan 16'],
    [{ type: 2, plan_united_type: 4 }, 'Zoom United plan 4'],
    [
      {
        type: 2,
        license_info_list: [
          { license_type: 'ZOOM_WORKPLACE_BUNDLE', license_option: LONG, subscription_id: 's' },
          { odd: 1 },
        ],
      },
      `plan ${LONG} of subscription s`,
    ],
  ])('%j is %s', (user, bundle) => {
    expect(bundleOf(licensingOf(user))).toBe(bundle);
  });
});

describe('on the local Zoom', async () => {
  const sandbox = await useZoom();
  const zoom = connect(sandbox, { plan: 'business', timeoutMs: 30_000 });
  const id = person('mia').zoom?.id ?? '';
  const mia = () => sandbox.account.users.find((one) => one.id === id) as ZoomAccountUser;

  it.each(['base', 'add-on'] as const)(
    'as the %s plan a bundle is taken and comes back as it was',
    async (role) => {
      sandbox.account.workplace = { role, option: '16', seats: { [LONG]: 3 } };
      mia().profile = { zoom_one_type: BigInt(LONG) };
      const former = await zoom.accounts.get(id);
      await zoom.accounts.take(id, 1);
      expect(await zoom.accounts.get(id)).toMatchObject({ type: 1, zoomOne: '0' });
      await zoom.accounts.restore(id, former);
      expect(await zoom.accounts.get(id)).toEqual(former);
      expect(mia().profile.zoom_one_type).toBe(BigInt(LONG));
    },
  );

  it('says Zoom’s reason where a bundle can be taken in no way', async () => {
    mia().profile = { zoom_one_type: BigInt(LONG) };
    const message =
      "You can't turn off your Zoom One license now because you don't have enough basic licenses.";
    const fault = {
      operation: 'updateUser',
      kind: 'status',
      status: 400,
      body: { code: 2039, message },
    } as const;
    sandbox.faults.add({ ...fault, times: 2 });
    expect(await failure(zoom.accounts.take(id, 1))).toMatchObject({ code: 2039, effect: 'none' });
    expect(await zoom.accounts.get(id)).toMatchObject({ type: 2, zoomOne: LONG });
  });

  it('what cannot be asked is unknown, what cannot be reached is an error', async () => {
    sandbox.tokens.scopes.delete('meeting:read:list_meetings:admin');
    expect(await zoom.accounts.liveMeetings(id)).toEqual({ scopes: ['meeting:read:list_meetings:admin'] });
    sandbox.faults.add({
      operation: 'listWebinars',
      kind: 'status',
      status: 200,
      body: { webinars: 'none' },
      times: 1,
    });
    expect(await zoom.accounts.upcomingWebinars(id)).toHaveProperty('scopes');
    sandbox.faults.add({ operation: 'listWebinars', kind: 'status', status: 503, times: 9 });
    expect(await failure(zoom.accounts.upcomingWebinars(id))).toMatchObject({ effect: 'none' });
  });
});
