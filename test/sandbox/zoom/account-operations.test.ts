import { describe, expect, test } from 'vitest';
import { zoomPanel } from '../../../sandbox/controls.ts';
import { person } from '../../../sandbox/people.ts';
import { findUser } from '../../../sandbox/zoom/account.ts';
import { useZoom } from '../../support/zoom.ts';
import { ask, askWithForm } from './ask.ts';

const sandbox = await useZoom();

const idOf = (handle: string) => person(handle).zoom?.id ?? '';
const ada = idOf('ada');
const what = () => sandbox.changes.map((change) => change.what);

describe('the status', () => {
  const put = (userId: string, body: unknown) => ask(sandbox, 'PUT', `/users/${userId}/status`, body);

  test('deactivating takes the licence and the add-ons; activating does not bring them back', async () => {
    Object.assign(findUser(sandbox.account, ada) ?? {}, { webinar: 500 });
    for (const action of ['deactivate', 'deactivate', 'activate']) {
      expect((await put(ada, { action })).status).toBe(204);
    }
    expect(findUser(sandbox.account, ada)).toMatchObject({ status: 'active', type: 1, webinar: 0 });
    expect(what()).toEqual(['status active → inactive', 'type Licensed → Basic', 'status inactive → active']);
  });

  test('a locked user can be activated', async () => {
    expect((await put(idOf('lea'), { action: 'activate' })).status).toBe(204);
    expect(what()).toEqual(['status locked → active']);
  });

  test('clocking in and out', async () => {
    for (const action of ['clock_in', 'clock_in', 'clock_out']) await put(ada, { action });
    expect(what()).toEqual(['clocked in', 'clocked out']);
  });

  test('names the field that is wrong', async () => {
    for (const [body, field] of [
      [{ action: 'delete' }, 'action'],
      [{}, 'action'],
      [{ action: 'deactivate', transfer_events: true }, 'transfer_email'],
    ] as const) {
      sandbox.reset();

      expect
        .soft((await put(ada, body)).body, JSON.stringify(body))
        .toMatchObject({ code: 300, errors: [{ field }] });
    }
  });
});

describe('the password', () => {
  const put = (password: unknown) => ask(sandbox, 'PUT', `/users/${ada}/password`, { password });

  test('is set, kept as a hash, and told to nobody', async () => {
    expect((await put('Tangerine-Boat-27')).status).toBe(204);
    expect((await put('Tangerine-Boat-27')).body).toMatchObject({ code: 300 });
    expect((await put('Pineapple-Ship-63')).status).toBe(204);
    expect((await put('Tangerine-Boat-27')).body).toEqual({
      code: 1129,
      message: 'Users cannot reuse any of the last 3 passwords created.',
    });
    const kept = JSON.stringify([sandbox.account, sandbox.calls, sandbox.changes]);
    expect(kept).not.toMatch(/Tangerine|Pineapple/);
    expect(what()).toEqual(['password changed', 'password changed']);
  });

  test('is refused when it is missing, no text or too long', async () => {
    for (const [password] of [[undefined], [12345678], ['x'.repeat(33)]] as const) {
      sandbox.reset();

      expect
        .soft((await put(password)).body, JSON.stringify(password))
        .toMatchObject({ errors: [{ field: 'password' }] });
    }
  });

  test('rules can be changed', async () => {
    Object.assign(sandbox.account.passwordRules, { minLength: 12, consecutive: 0 });
    expect((await put('Abcdef97')).body).toMatchObject({ message: 'Have at least 12 characters' });
    expect((await put('Abcdef97Abcdef97')).status).toBe(204);
  });
});

describe('the picture', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
  const upload = (part: Blob | string, name?: string, field = 'pic_file') => {
    const form = new FormData();
    if (typeof part === 'string') form.append(field, part);
    else form.append(field, part, name);
    return askWithForm(sandbox, `/users/${ada}/picture`, form);
  };

  test('is recognized by its content and shown where pic_url says', async () => {
    for (const [type, bytes] of [
      ['image/png', png],
      ['image/jpeg', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1])],
      ['image/gif', new TextEncoder().encode('GIF89a')],
    ] as const) {
      sandbox.reset();

      expect
        .soft((await upload(new Blob([bytes], { type: 'text/plain' }), 'ada.txt')).status, type)
        .toBe(201);
      const { body } = await ask(sandbox, 'GET', `/users/${ada}`);
      const shown = await fetch((body as { pic_url: string }).pic_url);
      expect.soft(shown.headers.get('content-type'), type).toBe(type);
      expect.soft(await shown.bytes(), type).toEqual(bytes);
      expect.soft(what(), type).toEqual([`picture: ${type}, ${bytes.length} bytes`]);
    }
  });

  test('another picture has another address, and the old one is gone', async () => {
    const url = async () =>
      ((await ask(sandbox, 'GET', `/users/${ada}`)).body as { pic_url?: string }).pic_url;
    expect(await url()).toBeUndefined();
    await upload(new Blob([png]), 'a.png');
    const first = (await url()) ?? '';
    await upload(new Blob([png, 'more']), 'b.png');
    expect(await url()).not.toBe(first);
    expect((await fetch(first)).status).toBe(404);
  });

  test('a part without a file name has a code and no words', async () => {
    expect(await upload('not a file')).toMatchObject({ status: 400, body: { code: 120, message: '' } });
  });

  test('no such part, and no form at all', async () => {
    const refused = { status: 400, body: { code: 300, errors: [{ field: 'pic_file' }] } };
    expect(await upload(new Blob([png]), 'a.png', 'file')).toMatchObject(refused);
    expect(await ask(sandbox, 'POST', `/users/${ada}/picture`, {})).toMatchObject(refused);
  });
});

describe('permissions and tokens', () => {
  test('what a role allows', async () => {
    const of = async (handle: string) =>
      ((await ask(sandbox, 'GET', `/users/${idOf(handle)}/permissions`)).body as { permissions: string[] })
        .permissions;
    expect(await of('owen')).toContain('Billing:Read');
    expect(await of('grace')).toContain('User:Edit');
    expect(await of('ada')).toEqual([]);
  });

  test('a ZAK is a new one each time and stays out of the journal; the old kind is no more', async () => {
    const get = async (query: string) =>
      ((await ask(sandbox, 'GET', `/users/${ada}/token${query}`)).body as { token: string }).token;
    const zak = await get('?type=zak&ttl=60');
    expect(zak).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await get('?type=zak')).not.toBe(zak);
    const old = 'Token is no longer supported. Please use ZAK token instead.';
    expect(await get('')).toBe(old);
    expect(await get('?type=token')).toBe(old);
    expect(JSON.stringify([sandbox.calls, sandbox.changes])).not.toContain(zak);
  });

  test('is refused with a wrong type or lifetime', async () => {
    for (const query of ['?type=jwt', '?type=zak&ttl=-1', '?type=zak&ttl=31536001'] as const) {
      sandbox.reset();

      expect
        .soft((await ask(sandbox, 'GET', `/users/${ada}/token${query}`)).body, query)
        .toMatchObject({ code: 300 });
    }
  });

  test('an SSO session ends once; others have none to end', async () => {
    for (const who of ['sam%40example.com', 'sam%40example.com', ada]) {
      expect((await ask(sandbox, 'DELETE', `/users/${who}/token`)).status).toBe(204);
    }
    expect(what()).toEqual(['SSO session ended']);
    const unknown = await ask(sandbox, 'DELETE', '/users/nobody/token');
    expect(unknown).toMatchObject({ status: 404, body: { message: 'User does not exist: nobody.' } });
  });
});

describe('schedulers', () => {
  const mia = idOf('mia');
  const schedulers = async () =>
    ((await ask(sandbox, 'GET', `/users/${mia}/schedulers`)).body as { schedulers: { id: string }[] })
      .schedulers;

  test('one is taken away, then all the others', async () => {
    expect((await schedulers()).map(({ id }) => id).toSorted()).toEqual(
      [idOf('grace'), idOf('owen')].toSorted(),
    );
    expect((await ask(sandbox, 'DELETE', `/users/${mia}/schedulers/${idOf('grace')}`)).status).toBe(204);
    expect((await ask(sandbox, 'DELETE', `/users/${mia}/schedulers/${idOf('grace')}`)).status).toBe(204);
    expect((await schedulers()).map(({ id }) => id)).toEqual([idOf('owen')]);
    expect((await ask(sandbox, 'DELETE', `/users/${mia}/schedulers`)).status).toBe(204);
    expect(await schedulers()).toEqual([]);
    expect(what()).toEqual([
      'no longer schedules for grace@example.com',
      'no longer schedules for owen@example.com',
    ]);
  });
});

describe('plans', () => {
  test('usage and summary count the same people', async () => {
    const usage = await ask(sandbox, 'GET', '/accounts/me/plans/usage');
    const summary = await ask(sandbox, 'GET', '/users/summary');
    expect(usage.body).toMatchObject({ plan_base: { hosts: 20 }, plan_webinar: expect.any(Array) });
    const { plan_base } = usage.body as { plan_base: { usage: number } };
    expect(summary.body).toMatchObject({ licensed_users_count: plan_base.usage, pending_users_count: 2 });
  });

  test('an account without billing of its own is refused the usage and has the summary', async () => {
    sandbox.account.billing = false;
    expect(await ask(sandbox, 'GET', '/accounts/me/plans/usage')).toMatchObject({
      status: 400,
      body: { code: 200, message: 'Only available for paid account' },
    });
    expect((await ask(sandbox, 'GET', '/users/summary')).status).toBe(200);
  });

  test('the panel names the licences and add-ons of each user', () => {
    const of = (email: string) => zoomPanel(sandbox).users.find((user) => user.email === email);
    expect(of('ben@example.com')?.type).toBe('Basic');
    expect(of('rosa@example.com')?.type).toBe('Licensed, Webinar 500');
    expect(of('tom@example.com')?.type).toBe('Licensed, Large Meeting 500');
    expect(of('uri@example.com')?.type).toBe('Unassigned');
  });
});
