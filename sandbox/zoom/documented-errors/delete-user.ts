import { documentedError, type ErrorRequest } from './documented-error.ts';
import { account, at, expired, gone, idOf, moved, user } from './state.ts';

const remove = (handle: string, query = ''): ErrorRequest => ({ method: 'DELETE', path: at(handle, query) });
const transfer = (email: string) =>
  remove('ada', `?action=delete&transfer_email=${encodeURIComponent(email)}&transfer_meeting=true`);
const put = (handle: string, action: string): ErrorRequest => ({
  method: 'PUT',
  path: at(handle, '/status'),
  body: { action },
});

/** Faults of deleting and unlinking, and of activating and deactivating. */
export const deleteErrors = [
  documentedError('deleteUser', 200, 'Cannot delete a user out of your account', remove('ada'), {
    set: moved('ada'),
  }),
  documentedError('deleteUser', 200, 'Cannot delete a Zoom Rooms user.', remove('ada'), {
    set: user('ada', { room: true }),
  }),
  documentedError('deleteUser', 200, 'Can not transfer to a Zoom Rooms user.', transfer('mia@example.com'), {
    set: user('mia', { room: true }),
  }),
  documentedError(
    'deleteUser',
    300,
    "The transfer-to email address cannot be the same as the unlinked or deleted user's email address.",
    transfer('ada@example.com'),
  ),
  documentedError(
    'deleteUser',
    1000,
    'The user cannot be deleted because s/he is a Call-queue manager or Auto-receptionist operator.',
    remove('ada'),
    { set: user('ada', { phoneRole: 'auto-receptionist-operator' }) },
  ),
  documentedError(
    'deleteUser',
    1001,
    'Destination user is not belongs to the same account.',
    transfer('mia@example.com'),
    { set: moved('mia') },
  ),
  documentedError('deleteUser', 1010, 'User not exist or not belong to this account', remove('ada'), {
    set: gone('ada'),
  }),
  documentedError('deleteUser', 1107, 'Can not disassociate the user with managed domain', remove('ada'), {
    set: account({ claimedDomains: ['example.com'] }),
  }),
  documentedError('deleteUser', 1117, 'Can not disassociate Admin user', remove('ada'), {
    set: user('ada', { role: 'admin' }),
  }),
  documentedError('deleteUser', 1120, 'Invite not exist', remove('noor'), { set: expired }),

  documentedError(
    'updateStatus',
    200,
    'Zoom Room and Admin users can not be activated or deactivated.',
    put('ada', 'deactivate'),
    { set: user('ada', { role: 'admin' }) },
  ),
  documentedError(
    'updateStatus',
    1000,
    'This user is force locked. Contact the Zoom Support Team for help',
    put('lea', 'activate'),
    { set: user('lea', { forceLocked: true }) },
  ),
  documentedError(
    'updateStatus',
    1010,
    'User not exist or not belong to this account: {userId}',
    put('ada', 'deactivate'),
    { set: gone('ada'), values: { userId: idOf('ada') } },
  ),
];
