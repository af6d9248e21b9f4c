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

describe('what each call does', () => {
  test('reads a user by id and by email in any capitals', async () => {
    const byId = await zoom.users.get(idOf('ada'));
    expect(byId).toMatchObject({ id: idOf('ada'), email: 'ada@example.com', type: 2, status: 'active' });
    expect(await zoom.users.get('ADA@Example.com')).toEqual(byId);
  });

  test('assigns and removes a licence', async () => {
    await zoom.users.update(idOf('ben'), { type: 2 });
    expect((await zoom.users.get(idOf('ben'))).type).toBe(2);
    await zoom.users.update(idOf('ben'), { type: 1 });
    expect((await zoom.users.get(idOf('ben'))).type).toBe(1);
    expect(sandbox.changes.map(({ what }) => what)).toEqual([
      'type Basic → Licensed',
      'type Licensed → Basic',
    ]);
  });

  test('changes a profile', async () => {
    await zoom.users.update(idOf('ada'), { job_title: 'Countess', vanity_name: 'ada' });
    expect(await zoom.users.get(idOf('ada'))).toMatchObject({
      job_title: 'Countess',
      vanity_url: 'https://example.zoom.us/my/ada',
    });
  });

  test('changes an email address', async () => {
    await zoom.users.changeEmail(idOf('ben'), 'benedict@example.org');
    expect((await zoom.users.get('benedict@example.org')).id).toBe(idOf('ben'));
  });

  test('adds assistants by id and by email, lists them, removes one and all of them', async () => {
    await zoom.assistants.add(idOf('ada'), [{ id: idOf('mia') }, { email: 'linus@example.com' }]);
    const emails = async () => (await zoom.assistants.list(idOf('ada'))).map(({ email }) => email).sort();
    expect(await emails()).toEqual(['linus@example.com', 'mia@example.com']);
    const schedulers = await zoom.schedulers.list(idOf('linus'));
    expect(schedulers).toEqual([{ id: idOf('ada'), email: 'ada@example.com', pmi: expect.any(Number) }]);
    await zoom.assistants.remove(idOf('ada'), idOf('mia'));
    expect(await emails()).toEqual(['linus@example.com']);
    await zoom.assistants.removeAll(idOf('ada'));
    expect(await emails()).toEqual([]);
  });

  test('reads settings', async () => {
    expect((await zoom.settings.get(idOf('ada'))).feature?.meeting_capacity).toBe(100);
  });

  test('looks up addresses and names', async () => {
    expect(await zoom.lookups.emailExists('ada@example.com')).toBe(true);
    expect(await zoom.lookups.emailExists('nobody@example.com')).toBe(false);
    // Zoom says no for SSO users of our own and for users elsewhere.
    expect(await zoom.lookups.emailExists('sam@example.com')).toBe(false);
    expect(await zoom.lookups.emailExists('zoe@elsewhere.example')).toBe(false);
    expect(await zoom.lookups.vanityNameExists('Zoe.Elsewhere')).toBe(true);
    expect(await zoom.lookups.vanityNameExists('free-name')).toBe(false);
  });
});

describe('ids and addresses', () => {
  const addresses = [
    'a+b@example.com',
    '100%25@example.com',
    'o’brien@example.com',
    '李雷@example.com',
    'a&b=c?d#e@example.com',
  ];

  test.each(addresses)('%s arrives as it is, in the path', async (email) => {
    const ada = sandbox.account.users.find((user) => user.email === 'ada@example.com');
    if (ada) ada.email = email;
    expect((await zoom.users.get(email)).email).toBe(email);
  });

  test.each(addresses)('%s arrives as it is, in the query and in the body', async (email) => {
    await zoom.users.changeEmail(idOf('ben'), email);
    expect(await zoom.lookups.emailExists(email)).toBe(true);
  });

  const wrong = ['me', 'ME', ' me ', '', '  ', 'a/b', '..', '.', 'a\\b', '\ud800'];
  test.each(wrong)('%j never reaches Zoom', async (userId) => {
    const calls: (() => Promise<unknown>)[] = [
      () => zoom.users.get(userId),
      () => zoom.users.update(userId, { type: 2 }),
      () => zoom.users.changeEmail(userId, 'x@example.com'),
      () => zoom.users.delete(userId),
      () => zoom.users.setStatus(userId, 'deactivate'),
      () => zoom.users.setPassword(userId, 'Tangerine-Boat-27'),
      () =>
        zoom.users.uploadPicture(userId, { name: 'a.png', type: 'image/png', content: new Uint8Array(1) }),
      () => zoom.users.permissions(userId),
      () => zoom.users.zak(userId),
      () => zoom.users.revokeSsoToken(userId),
      () => zoom.settings.get(userId),
      () => zoom.settings.update(userId, {}),
      () => zoom.assistants.list(userId),
      () => zoom.assistants.add(userId, [{ id: 'x' }]),
      () => zoom.assistants.remove(userId, 'x'),
      () => zoom.assistants.remove(idOf('ada'), userId),
      () => zoom.assistants.removeAll(userId),
      () => zoom.schedulers.list(userId),
      () => zoom.schedulers.remove(userId, 'x'),
      () => zoom.schedulers.remove(idOf('ada'), userId),
      () => zoom.schedulers.removeAll(userId),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow(TypeError);
    expect(sandbox.calls).toEqual([]);
  });

  test.each([
    ['nobody', []],
    ['somebody without id and email', [{}]],
    ['somebody by both', [{ id: 'x', email: 'x@example.com' }]],
    ['too many', Array.from({ length: 31 }, (_, n) => ({ id: `x${n}` }))],
  ])('%s is not sent as assistants', async (_, assistants) => {
    await expect(zoom.assistants.add(idOf('ada'), assistants)).rejects.toThrow(TypeError);
    expect(sandbox.calls).toEqual([]);
  });
});

describe('what Zoom refuses', () => {
  test('comes with code, kind and values, and surely without effect', async () => {
    const error = await failure(zoom.assistants.add(idOf('ada'), [{ email: 'ben@example.com' }]));
    expect(error).toMatchObject({
      operation: 'addAssistants',
      status: 400,
      code: 200,
      zoomMessage: 'User ben@example.com must be a Pro or Corp user.',
      kind: 'assistant-needs-licence',
      values: { email: 'ben@example.com' },
      effect: 'none',
    });
    expect(callsOf(sandbox, 'addAssistants')).toHaveLength(1);
  });

  test('a full account names its limit', async () => {
    sandbox.account.seats = 1;
    const error = await failure(zoom.users.update(idOf('ben'), { type: 2 }));
    expect(error).toMatchObject({ kind: 'no-free-licence', values: { maxNumber: '1' } });
  });

  test('a missing scope is named', async () => {
    sandbox.tokens.scopes.delete('user:write:assistant:admin');
    const error = await failure(zoom.assistants.add(idOf('ada'), [{ id: idOf('mia') }]));
    expect(error).toMatchObject({
      kind: 'missing-scopes',
      code: 4711,
      scopes: ['user:write:assistant:admin'],
      values: { scopes: 'user:write:assistant:admin' },
    });
  });

  test('a field that does not fit is named', async () => {
    const error = await failure(zoom.users.changeEmail(idOf('ben'), 'no-address'));
    expect(error).toMatchObject({
      kind: 'invalid-value',
      values: { field: 'email', detail: 'Invalid field.' },
    });
  });

  test('the error of a daily limit has its end', async () => {
    for (const name of ['b1', 'b2', 'b3']) await zoom.users.changeEmail(idOf('ben'), `${name}@example.com`);
    const error = await failure(zoom.users.changeEmail(idOf('ben'), 'b4@example.com'));
    expect(error).toMatchObject({ kind: 'rate-limited-day', status: 429, effect: 'none' });
    const hours = ((error.retryAt?.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
  });
});

test('ping proves the token and the API', async () => {
  await zoom.ping();
  expect(sandbox.calls.map(({ operation, status }) => [operation, status])).toEqual([
    ['token', 200],
    ['checkVanityName', 200],
  ]);
  const nowhere = connect(sandbox, { apiUrl: 'http://127.0.0.1:9/v2' });
  expect(await failure(nowhere.ping())).toMatchObject({ kind: 'zoom-unreachable', effect: 'none' });
});
