import { expired, idOf, notExistOrBelong, type RefusalCase, stranger, unknown } from './refusal-case.ts';

const [ada, ben, grace, noor] = [idOf('ada'), idOf('ben'), idOf('grace'), idOf('noor')];
const assistant = (email: string) => ({ assistants: [{ email }] });

/** Faults of reading a user and of assistants. */
export const refusalsOfReaders: readonly RefusalCase[] = [
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
      values: { userId: ada },
      before: (account) => {
        account.paid = false;
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
    { values: { userId: ben } },
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
    { values: { email: 'who@example.com' } },
  ],
  [
    'addAssistants',
    200,
    'User {email} already has the scheduling privilege for you.',
    400,
    'POST',
    `/users/${grace}/assistants`,
    assistant('mia@example.com'),
    { values: { email: 'mia@example.com' } },
  ],
  [
    'addAssistants',
    200,
    "User {email} doesn't belong to current account.",
    400,
    'POST',
    `/users/${ada}/assistants`,
    assistant('zoe@elsewhere.example'),
    { values: { email: 'zoe@elsewhere.example' } },
  ],
  [
    'addAssistants',
    200,
    'User {email} must be a Pro or Corp user.',
    400,
    'POST',
    `/users/${ada}/assistants`,
    { assistants: [{ id: ben }] },
    { values: { email: 'ben@example.com' } },
  ],
];
