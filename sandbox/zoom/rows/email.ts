import { type RowRequest, row } from './row.ts';
import { at, gone, user } from './state.ts';

const put = (handle: string, email: string): RowRequest => ({
  method: 'PUT',
  path: at(handle, '/email'),
  body: { email },
});

/** Faults of the lookups and of changing an email address. */
export const emailRows = [
  row('checkEmail', 300, 'Email is required.', { method: 'GET', path: '/users/email' }),
  row('checkVanityName', 300, 'Vanity name is required.', {
    method: 'GET',
    path: '/users/vanity_name?vanity_name=',
  }),
  row('changeEmail', 1000, 'Pending user can not change email.', put('noor', 'noor.h@example.com')),
  row('changeEmail', 1000, 'Can not change email of account owner.', put('owen', 'owen.r@example.com')),
  row(
    'changeEmail',
    1000,
    'This user is force locked. Contact the Zoom Support Team for help',
    put('lea', 'lea.n@example.com'),
    { set: user('lea', { forceLocked: true }) },
  ),
  row('changeEmail', 1000, 'This user is locked or inactive.', put('lea', 'lea.n@example.com')),
  row('changeEmail', 1107, 'Email domain is blocked', put('ada', 'ada@blocked.example')),
  row('changeEmail', 1010, 'User not exist or not belong to this account', put('ada', 'ada.k@example.com'), {
    set: gone('ada'),
  }),
  row(
    'changeEmail',
    1116,
    "Domain name doesn't match, please contact Zoom customer support to set managed domains for your account",
    put('ada', 'ada@elsewhere.example'),
  ),
];
