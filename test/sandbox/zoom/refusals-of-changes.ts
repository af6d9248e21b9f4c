import { findUser } from '../../../sandbox/zoom/account.ts';
import { expired, idOf, notExistOrBelong, type RefusalCase, stranger, unknown } from './refusal-case.ts';

const [ada, ben, owen, noor] = [idOf('ada'), idOf('ben'), idOf('owen'), idOf('noor')];
const [otto, lea, room] = [idOf('otto'), idOf('lea'), idOf('room-turing')];
const taken = 'Choose another Personal Link Name and try again.';

/** Faults of changing a user, and of the lookups. */
export const refusalsOfChanges: readonly RefusalCase[] = [
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
      before: (account) => {
        account.paid = false;
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
      values: { maxNumber: '3' },
      before: (account) => {
        account.seats = 3;
      },
    },
  ],
  [
    'updateUser',
    200,
    'Cannot update Room user to free: {userId}',
    400,
    'PATCH',
    '/users/room-turing@example.com',
    { type: 1 },
    { values: { userId: room } },
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
      before: (account) => {
        const user = findUser(account, ada);
        if (user) user.meetingRunning = true;
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
    { values: { userId: owen } },
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
