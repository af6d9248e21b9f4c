import { beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { CreateAction, Deletion } from '../../src/zoom/users.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { useZoom } from '../support/zoom.ts';
import { callsOf, connect, failure } from './open.ts';

const sandbox = await useZoom();
let zoom: Zoom;
beforeEach(() => {
  zoom = connect(sandbox);
});

const idOf = (handle: string) => person(handle).zoom?.id ?? '';
const userOf = (email: string) => sandbox.account.users.find((user) => user.email === email);
const queryOf = (operation: string) =>
  Object.fromEntries(new URL(callsOf(sandbox, operation).at(-1)?.path ?? '', 'http://zoom').searchParams);

describe('creating', () => {
  const newcomer = { email: 'nora@example.com', type: 1, first_name: 'Nora', last_name: 'Ng' } as const;

  test.each([
    ['create', 'pending'],
    ['ssoCreate', 'active'],
  ] as const)('%s: the user is %s', async (action: CreateAction, status) => {
    const made = await zoom.users.create({ action, user: newcomer });
    expect(made).toMatchObject({ email: 'nora@example.com', first_name: 'Nora', type: 1 });
    expect(userOf('nora@example.com')).toMatchObject({ id: made.id, status });
  });

  test('autoCreate takes a password, the others do not', async () => {
    const user = { ...newcomer, password: 'Tangerine-Boat-27' };
    await zoom.users.create({ action: 'autoCreate', user });
    expect(userOf('nora@example.com')?.status).toBe('active');
    const wrong = zoom.users.create({ action: 'create', user });
    await expect(wrong).rejects.toThrow(/^createUser: the body does not fit \(user_info.password: \w+\)$/);
  });

  test('is not repeated: a second try would find the address taken', async () => {
    sandbox.faults.add({ operation: 'createUser', kind: 'reset', times: 1, afterApplying: true });
    const error = await failure(zoom.users.create({ action: 'create', user: newcomer }));
    expect(error).toMatchObject({ kind: 'zoom-unreachable', effect: 'unknown' });
    expect(callsOf(sandbox, 'createUser')).toHaveLength(1);
  });

  test('an address in use, a full account', async () => {
    const again = { ...newcomer, email: 'ada@example.com' };
    expect(await failure(zoom.users.create({ action: 'create', user: again }))).toMatchObject({
      kind: 'email-taken',
      values: { email: 'ada@example.com' },
      effect: 'none',
    });
    sandbox.account.seats = 1;
    const licensed = { ...newcomer, type: 2 } as const;
    const error = await failure(zoom.users.create({ action: 'create', user: licensed }));
    expect(error).toMatchObject({ kind: 'no-free-licence', values: { maxNumber: '1' } });
  });
});

describe('deleting', () => {
  test('disassociates by default, and always sends the action', async () => {
    await zoom.users.delete(idOf('ben'));
    expect(queryOf('deleteUser')).toEqual({ action: 'disassociate' });
    expect(userOf('ben@example.com')?.accountId).not.toBe(sandbox.account.id);
    await zoom.users.delete(idOf('mia'), { action: 'delete' });
    expect(queryOf('deleteUser')).toEqual({ action: 'delete' });
    expect(userOf('mia@example.com')).toBeUndefined();
  });

  test('sends each transfer by Zoom’s parameter names', async () => {
    const transfers: Deletion = {
      transferEmail: 'mia@example.com',
      transferMeeting: true,
      transferWebinar: true,
      transferRecording: true,
      transferWhiteboard: true,
      transferClipfiles: true,
      transferNotes: true,
      transferVisitors: true,
      transferDocs: false,
      transferEvents: true,
    };
    await zoom.users.delete(idOf('ben'), { action: 'delete', ...transfers });
    expect(queryOf('deleteUser')).toEqual({
      action: 'delete',
      transfer_email: 'mia@example.com',
      transfer_meeting: 'true',
      transfer_webinar: 'true',
      transfer_recording: 'true',
      transfer_whiteboard: 'true',
      transfer_clipfiles: 'true',
      transfer_notes: 'true',
      transfer_visitors: 'true',
      transfer_docs: 'false',
      transfer_events: 'true',
    });
  });

  test('refuses a transfer without a target', async () => {
    const lost = zoom.users.delete(idOf('ben'), { transferRecording: true });
    await expect(lost).rejects.toThrow(new TypeError('deleteUser: transferRecording needs transferEmail'));
    expect(callsOf(sandbox, 'deleteUser')).toEqual([]);
  });

  test.each([
    ['an admin', 'grace@example.com', {}, 'admin-user'],
    ['a room', 'room-turing@example.com', {}, 'room-user-permanent'],
    ['somebody elsewhere', 'zoe@elsewhere.example', {}, 'user-other-account'],
    ['nobody', 'nobody@example.com', {}, 'user-not-found'],
    ['to oneself', 'ben@example.com', { transferEmail: 'ben@example.com' }, 'transfer-to-same-user'],
    ['to a room', 'ben@example.com', { transferEmail: 'room-turing@example.com' }, 'transfer-to-room'],
  ] as const)('%s: refused', async (_, who, deletion, kind) => {
    expect(await failure(zoom.users.delete(who, deletion))).toMatchObject({ kind, effect: 'none' });
    expect(sandbox.changes).toEqual([]);
  });

  test('is not repeated: a second try would find no user', async () => {
    sandbox.faults.add({
      operation: 'deleteUser',
      kind: 'status',
      status: 502,
      times: 1,
      afterApplying: true,
    });
    expect(await failure(zoom.users.delete(idOf('ben')))).toMatchObject({ effect: 'unknown' });
    expect(callsOf(sandbox, 'deleteUser')).toHaveLength(1);
  });
});

describe('the status', () => {
  test('deactivates and activates', async () => {
    await zoom.users.setStatus(idOf('ben'), 'deactivate');
    expect(userOf('ben@example.com')?.status).toBe('inactive');
    await zoom.users.setStatus(idOf('ben'), 'activate');
    expect(userOf('ben@example.com')?.status).toBe('active');
    expect(sandbox.changes.map(({ what }) => what)).toEqual([
      'status active → inactive',
      'status inactive → active',
    ]);
  });

  test('an admin cannot be deactivated', async () => {
    const error = await failure(zoom.users.setStatus(idOf('grace'), 'deactivate'));
    expect(error).toMatchObject({ kind: 'room-or-admin-status', effect: 'none' });
  });
});
