import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../../sandbox/people.ts';
import { startZoom, type ZoomSandbox } from '../../../sandbox/zoom/server.ts';
import type { ZoomAccountUser } from '../../../sandbox/zoom/user.ts';
import { firstRows } from '../../zoom/errors/first-rows.ts';
import { ask } from './ask.ts';

let sandbox: ZoomSandbox;
beforeAll(async () => {
  sandbox = await startZoom();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const idOf = (handle: string) => person(handle).zoom?.id ?? '';
const [ada, ben, grace, owen, noor, otto, lea] = ['ada', 'ben', 'grace', 'owen', 'noor', 'otto', 'lea'].map(
  idOf,
) as [string, string, string, string, string, string, string];
const user = (email: string): ZoomAccountUser => {
  const found = sandbox.account.users.find((one) => one.email === email);
  if (!found) throw new Error(`nobody has ${email}`);
  return found;
};
const room = () => user('room-turing@example.com');

type Case = [
  operation: string,
  code: number,
  /** As documented, with its placeholders. */
  message: string,
  status: number,
  method: string,
  path: string | (() => string),
  body?: unknown,
  more?: { values?: () => Record<string, string>; before?: () => void },
];

const unknown = '/users/nobody@example.com';
const stranger = '/users/zoe@elsewhere.example';
const expired = '/users/nils@example.com';
const assistant = (email: string) => ({ assistants: [{ email }] });
const notExistOrBelong = 'User not exist or not belong to this account';
const taken = 'Choose another Personal Link Name and try again.';

const cases: Case[] = [
  ['getUser', 1001, `${notExistOrBelong}.`, 404, 'GET', unknown],
  ['getUser', 1120, 'Invite not exist', 400, 'GET', expired],

  ['getSettings', 1001, `${notExistOrBelong}.`, 404, 'GET', `${unknown}/settings`],
  ['getSettings', 1010, 'User not belong to this account', 400, 'GET', `${stranger}/settings`],
  ['getSettings', 1120, 'Invite not exist', 400, 'GET', `${expired}/settings`],
  ['getSettings', 1000, 'Can not access pending user settings.', 400, 'GET', `/users/${noor}/settings`],

  ['listAssistants', 1001, 'User not exist.', 404, 'GET', `${unknown}/assistants`],
  ['listAssistants', 1010, 'User not belong to this account', 400, 'GET', `${stranger}/assistants`],
  ['listSchedulers', 1001, 'User not exist.', 404, 'GET', `${unknown}/schedulers`],
  ['listSchedulers', 1010, 'User not belong to this account', 400, 'GET', `${stranger}/schedulers`],
  ['deleteAssistants', 1001, 'User not exist.', 404, 'DELETE', `${unknown}/assistants`],
  ['deleteAssistants', 1010, 'User not belong to this account', 400, 'DELETE', `${stranger}/assistants`],
  ['deleteAssistant', 1001, 'User not exist.', 404, 'DELETE', `${unknown}/assistants/${ada}`],
  [
    'deleteAssistant',
    1010,
    'User not belong to this account',
    400,
    'DELETE',
    `${stranger}/assistants/${ada}`,
  ],

  [
    'addAssistants',
    1001,
    'User not exist.',
    404,
    'POST',
    `${unknown}/assistants`,
    assistant('mia@example.com'),
  ],
  [
    'addAssistants',
    1010,
    'User not belong to this account',
    400,
    'POST',
    `${stranger}/assistants`,
    assistant('mia@example.com'),
  ],
  [
    'addAssistants',
    200,
    'Current account must be paid account: {userId}',
    400,
    'POST',
    `/users/${ada}/assistants`,
    assistant('mia@example.com'),
    {
      values: () => ({ userId: ada }),
      before: () => {
        sandbox.account.paid = false;
      },
    },
  ],
  [
    'addAssistants',
    200,
    'User must be a Pro or Corp user: {userId}',
    400,
    'POST',
    `/users/${ben}/assistants`,
    assistant('mia@example.com'),
    { values: () => ({ userId: ben }) },
  ],
  [
    'addAssistants',
    200,
    "Can't assign scheduling privilege to yourself.",
    400,
    'POST',
    `/users/${ada}/assistants`,
    assistant('ADA@example.com'),
  ],
  [
    'addAssistants',
    200,
    "Can't find user {email}.",
    400,
    'POST',
    `/users/${ada}/assistants`,
    assistant('who@example.com'),
    { values: () => ({ email: 'who@example.com' }) },
  ],
  [
    'addAssistants',
    200,
    'User {email} already has the scheduling privilege for you.',
    400,
    'POST',
    `/users/${grace}/assistants`,
    assistant('mia@example.com'),
    { values: () => ({ email: 'mia@example.com' }) },
  ],
  [
    'addAssistants',
    200,
    "User {email} doesn't belong to current account.",
    400,
    'POST',
    `/users/${ada}/assistants`,
    assistant('zoe@elsewhere.example'),
    { values: () => ({ email: 'zoe@elsewhere.example' }) },
  ],
  [
    'addAssistants',
    200,
    'User {email} must be a Pro or Corp user.',
    400,
    'POST',
    `/users/${ada}/assistants`,
    { assistants: [{ id: ben }] },
    { values: () => ({ email: 'ben@example.com' }) },
  ],

  [
    'changeEmail',
    1000,
    'Pending user can not change email.',
    400,
    'PUT',
    `/users/${noor}/email`,
    { email: 'n@example.com' },
  ],
  [
    'changeEmail',
    1000,
    'Can not change email of account owner.',
    400,
    'PUT',
    `/users/${owen}/email`,
    { email: 'o@example.com' },
  ],
  [
    'changeEmail',
    1000,
    'This user is force locked. Contact the Zoom Support Team for help',
    400,
    'PUT',
    '/users/flora@example.com/email',
    { email: 'f@example.com' },
  ],
  [
    'changeEmail',
    1000,
    'This user is locked or inactive.',
    400,
    'PUT',
    `/users/${lea}/email`,
    { email: 'l@example.com' },
  ],
  [
    'changeEmail',
    1000,
    'This user is locked or inactive.',
    400,
    'PUT',
    `/users/${otto}/email`,
    { email: 'o@example.com' },
  ],
  [
    'changeEmail',
    1107,
    'Email domain is blocked',
    400,
    'PUT',
    `/users/${ada}/email`,
    { email: 'ada@Blocked.example' },
  ],
  [
    'changeEmail',
    1116,
    "Domain name doesn't match, please contact Zoom customer support to set managed domains for your account",
    400,
    'PUT',
    `/users/${ada}/email`,
    { email: 'ada@gmail.com' },
  ],
  ['changeEmail', 1010, notExistOrBelong, 400, 'PUT', `${unknown}/email`, { email: 'x@example.com' }],
  ['changeEmail', 1010, notExistOrBelong, 400, 'PUT', `${stranger}/email`, { email: 'x@example.com' }],

  [
    'updateUser',
    200,
    "You can't add paid users.",
    400,
    'PATCH',
    `/users/${ben}`,
    { type: 2 },
    {
      before: () => {
        sandbox.account.paid = false;
      },
    },
  ],
  [
    'updateUser',
    200,
    'You can add max {maxNumber} paid users.',
    400,
    'PATCH',
    `/users/${ben}`,
    { type: 2 },
    {
      values: () => ({ maxNumber: '3' }),
      before: () => {
        sandbox.account.seats = 3;
      },
    },
  ],
  [
    'updateUser',
    200,
    'Cannot update Room user to free: {userId}',
    400,
    'PATCH',
    () => `/users/${room().id}`,
    { type: 1 },
    { values: () => ({ userId: room().id }) },
  ],
  [
    'updateUser',
    300,
    'User cannot update host key. There is a started meeting.',
    400,
    'PATCH',
    `/users/${ada}`,
    { host_key: '123456' },
    {
      before: () => {
        user('ada@example.com').meetingRunning = true;
      },
    },
  ],
  [
    'updateUser',
    300,
    'Host key cannot be same as personal audio conference password.',
    400,
    'PATCH',
    `/users/${ada}`,
    { host_key: '731064' },
  ],
  ['updateUser', 1010, notExistOrBelong, 400, 'PATCH', unknown, { type: 2 }],
  ['updateUser', 1010, notExistOrBelong, 400, 'PATCH', stranger, { type: 2 }],
  [
    'updateUser',
    1108,
    'User type permission check failed: {userId}',
    400,
    'PATCH',
    `/users/${owen}`,
    { type: 1 },
    { values: () => ({ userId: owen }) },
  ],
  [
    'updateUser',
    1108,
    'Only paid user can own host key.',
    400,
    'PATCH',
    `/users/${ben}`,
    { host_key: '123456' },
  ],
  ['updateUser', 1109, 'Host is not Paid user.', 400, 'PATCH', `/users/${ben}`, { vanity_name: 'ben' }],
  ['updateUser', 1120, 'Invite not exist', 400, 'PATCH', expired, { type: 2 }],
  [
    'updateUser',
    4100,
    `User is already taken by a user from your account. ${taken}`,
    400,
    'PATCH',
    `/users/${ada}`,
    { vanity_name: 'Grace.Hopper' },
  ],
  [
    'updateUser',
    4100,
    `User is already taken. ${taken}`,
    400,
    'PATCH',
    `/users/${ada}`,
    { vanity_name: 'zoe.elsewhere' },
  ],

  ['checkEmail', 300, 'Email is required.', 400, 'GET', '/users/email'],
  ['checkVanityName', 300, 'Vanity name is required.', 400, 'GET', '/users/vanity_name?vanity_name='],
];

describe('every documented fault arises from the state', () => {
  test.each(cases)('%s %i %s', async (operation, code, message, status, method, path, body, more) => {
    more?.before?.();
    const values = more?.values?.() ?? {};
    const users = structuredClone(sandbox.account.users);
    const answer = await ask(sandbox, method, typeof path === 'string' ? path : path(), body);
    const text = message.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    expect(answer).toMatchObject({ status, body: { code, message: text } });
    expect(sandbox.calls.at(-1)).toMatchObject({ operation, method, status, code, message: text });
    expect(sandbox.account.users).toEqual(users);
    expect(sandbox.changes).toEqual([]);
  });

  test('and none is left out', () => {
    const tested = new Set(cases.map(([operation, code, message]) => `${operation} ${code} ${message}`));
    const documented = firstRows.map(([operation, code, message]) => `${operation} ${code} ${message}`);
    expect(documented.filter((row) => !tested.has(row))).toEqual([]);
  });
});
