import { expect, test } from 'vitest';
import { operations } from '../../src/zoom/operations.ts';

/** Method, path, status of success, scope and rate label, as Zoom's Users document has them. */
const documented = [
  ['listUsers', 'GET', '/users', 200, 'user:read:list_users', 'medium'],
  ['createUser', 'POST', '/users', 201, 'user:write:user', 'light'],
  ['getUser', 'GET', '/users/{userId}', 200, 'user:read:user', 'light'],
  ['updateUser', 'PATCH', '/users/{userId}', 204, 'user:update:user', 'light'],
  ['deleteUser', 'DELETE', '/users/{userId}', 204, 'user:delete:user', 'light'],
  ['listAssistants', 'GET', '/users/{userId}/assistants', 200, 'user:read:list_assistants', 'medium'],
  ['addAssistants', 'POST', '/users/{userId}/assistants', 201, 'user:write:assistant', 'medium'],
  ['deleteAssistants', 'DELETE', '/users/{userId}/assistants', 204, 'user:delete:assistant', 'light'],
  [
    'deleteAssistant',
    'DELETE',
    '/users/{userId}/assistants/{assistantId}',
    204,
    'user:delete:assistant',
    'light',
  ],
  ['listSchedulers', 'GET', '/users/{userId}/schedulers', 200, 'user:read:list_schedulers', 'medium'],
  ['deleteSchedulers', 'DELETE', '/users/{userId}/schedulers', 204, 'user:delete:scheduler', 'light'],
  [
    'deleteScheduler',
    'DELETE',
    '/users/{userId}/schedulers/{schedulerId}',
    204,
    'user:delete:scheduler',
    'light',
  ],
  ['uploadPicture', 'POST', '/users/{userId}/picture', 201, 'user:write:profile_picture', 'medium'],
  ['getSettings', 'GET', '/users/{userId}/settings', 200, 'user:read:settings', 'medium'],
  ['updateSettings', 'PATCH', '/users/{userId}/settings', 204, 'user:update:settings', 'medium'],
  ['updateStatus', 'PUT', '/users/{userId}/status', 204, 'user:update:status', 'light'],
  ['updatePassword', 'PUT', '/users/{userId}/password', 204, 'user:update:password', 'medium'],
  ['getPermissions', 'GET', '/users/{userId}/permissions', 200, 'user:read:list_permissions', 'light'],
  ['getToken', 'GET', '/users/{userId}/token', 200, 'user:read:token', 'light'],
  ['revokeSsoToken', 'DELETE', '/users/{userId}/token', 204, 'user:delete:token', 'light'],
  ['checkEmail', 'GET', '/users/email', 200, 'user:read:email', 'light'],
  ['checkVanityName', 'GET', '/users/vanity_name', 200, 'user:read:pm_room', 'light'],
  ['changeEmail', 'PUT', '/users/{userId}/email', 204, 'user:update:email', 'light'],
] as const;

test('the 23 operations are as Zoom documents them; others are marked as optional', () => {
  for (const [name, method, path, success, scope, rate] of documented) {
    const expected = { method, path, success, scopes: [`${scope}:admin`], rate };
    expect.soft(operations[name], name).toMatchObject(expected);
  }
  const all = Object.entries(operations);
  const required = all.filter(([, one]) => !('optional' in one)).map(([name]) => name);
  expect(required.toSorted()).toEqual(documented.map(([name]) => name).toSorted());
});

test('operations that only read are idempotent', () => {
  for (const one of Object.values(operations)) if (one.method === 'GET') expect(one.idempotent).toBe(true);
});
