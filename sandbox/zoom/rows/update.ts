import { type RowRequest, row } from './row.ts';
import { account, at, expired, gone, idOf, user } from './state.ts';

const patch = (handle: string, body: Record<string, unknown>): RowRequest => ({
  method: 'PATCH',
  path: at(handle),
  body,
});
const get = (handle: string): RowRequest => ({ method: 'GET', path: at(handle) });
const taken = 'Choose another Personal Link Name and try again.';

/** Faults of reading and of changing a user. */
export const updateRows = [
  row('getUser', 1001, 'User not exist or not belong to this account.', get('ada'), { set: gone('ada') }),
  row('getUser', 1120, 'Invite not exist', get('noor'), { set: expired }),

  row('updateUser', 200, "You can't add paid users.", patch('ben', { type: 2 }), {
    set: account({ paid: false }),
  }),
  row('updateUser', 200, 'You can add max {maxNumber} paid users.', patch('ben', { type: 2 }), {
    set: account({ seats: 3 }),
    values: { maxNumber: '3' },
  }),
  row('updateUser', 200, 'Cannot update Room user to free: {userId}', patch('ada', { type: 1 }), {
    set: user('ada', { room: true }),
    values: { userId: idOf('ada') },
  }),
  row(
    'updateUser',
    300,
    'User cannot update host key. There is a started meeting.',
    patch('ada', { host_key: '123456' }),
    { set: user('ada', { meetingRunning: true }) },
  ),
  row(
    'updateUser',
    300,
    'Host key cannot be same as personal audio conference password.',
    patch('ada', { host_key: '864209' }),
    { set: user('ada', { audioPassword: '864209' }) },
  ),
  row('updateUser', 1010, 'User not exist or not belong to this account', patch('ben', { type: 2 }), {
    set: gone('ben'),
  }),
  row('updateUser', 1108, 'User type permission check failed: {userId}', patch('ben', { type: 2 }), {
    set: account({ privileges: ['User:Read', 'User:Edit'] }),
    values: { userId: idOf('ben') },
  }),
  row('updateUser', 1108, 'Only paid user can own host key.', patch('ben', { host_key: '123456' })),
  row('updateUser', 1109, 'Host is not Paid user.', patch('ben', { vanity_name: 'ben.okafor' })),
  row('updateUser', 1120, 'Invite not exist', patch('noor', { type: 2 }), { set: expired }),
  row(
    'updateUser',
    4100,
    `User is already taken by a user from your account. ${taken}`,
    patch('ada', { vanity_name: 'grace.hopper' }),
  ),
  row('updateUser', 4100, `User is already taken. ${taken}`, patch('ada', { vanity_name: 'zoe.elsewhere' })),
];
