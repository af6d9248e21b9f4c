import { type DocumentedError, documentedError, type ErrorRequest } from './documented-error.ts';
import { account, at, gone, idOf, moved, user } from './state.ts';

const add = (handle: string, email: string): ErrorRequest => ({
  method: 'POST',
  path: at(handle, '/assistants'),
  body: { assistants: [{ email }] },
});

/** The two faults that these operations share: Ada is unknown, or in another account. */
const unknown = (operation: string, request: ErrorRequest): DocumentedError[] => [
  documentedError(operation, 1001, 'User not exist.', request, { set: gone('ada') }),
  documentedError(operation, 1010, 'User not belong to this account', request, { set: moved('ada') }),
];

/** Faults of assistants and schedulers, and of what can only be asked of a user of the account. */
export const assistantErrors = [
  ...unknown('listAssistants', { method: 'GET', path: at('ada', '/assistants') }),
  documentedError(
    'addAssistants',
    200,
    'Current account must be paid account: {userId}',
    add('ada', 'mia@example.com'),
    {
      set: account({ paid: false }),
      values: { userId: idOf('ada') },
    },
  ),
  documentedError(
    'addAssistants',
    200,
    'User must be a Pro or Corp user: {userId}',
    add('ben', 'mia@example.com'),
    {
      values: { userId: idOf('ben') },
    },
  ),
  documentedError(
    'addAssistants',
    200,
    "Can't assign scheduling privilege to yourself.",
    add('ada', 'ada@example.com'),
  ),
  documentedError('addAssistants', 200, "Can't find user {email}.", add('ada', 'mia@example.com'), {
    set: gone('mia'),
    values: { email: 'mia@example.com' },
  }),
  documentedError(
    'addAssistants',
    200,
    'User {email} already has the scheduling privilege for you.',
    add('ada', 'mia@example.com'),
    { set: user('ada', { assistants: [idOf('mia')] }), values: { email: 'mia@example.com' } },
  ),
  documentedError(
    'addAssistants',
    200,
    "User {email} doesn't belong to current account.",
    add('ada', 'mia@example.com'),
    { set: moved('mia'), values: { email: 'mia@example.com' } },
  ),
  documentedError(
    'addAssistants',
    200,
    'User {email} must be a Pro or Corp user.',
    add('ada', 'ben@example.com'),
    {
      values: { email: 'ben@example.com' },
    },
  ),
  ...unknown('addAssistants', add('ada', 'mia@example.com')),
  ...unknown('deleteAssistants', { method: 'DELETE', path: at('ada', '/assistants') }),
  ...unknown('deleteAssistant', { method: 'DELETE', path: at('ada', `/assistants/${idOf('mia')}`) }),
  ...unknown('listSchedulers', { method: 'GET', path: at('ada', '/schedulers') }),
  ...unknown('deleteSchedulers', { method: 'DELETE', path: at('ada', '/schedulers') }),
  ...unknown('deleteScheduler', { method: 'DELETE', path: at('ada', `/schedulers/${idOf('mia')}`) }),
  ...unknown('getPermissions', { method: 'GET', path: at('ada', '/permissions') }),
  ...unknown('getToken', { method: 'GET', path: at('ada', '/token?type=zak') }),
];
