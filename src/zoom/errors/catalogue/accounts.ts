import type { Row, Rows } from './row.ts';

/** Zoom's current text for an unknown user, the same on every operation with a user in its path. */
export const noSuchUser: Row = {
  code: 1001,
  message: 'User does not exist: {userId}.',
  kind: 'user-not-found',
};

/** Zoom's texts for somebody who was invited and did not come. */
export const invitation: readonly Row[] = [
  { code: 1120, message: 'Invite not exist', kind: 'invitation-missing' },
  {
    code: 1120,
    message: 'A valid invitation to join the Zoom account was not found for this user.',
    kind: 'invitation-missing',
  },
  {
    code: 1120,
    message:
      'This error is thrown if you added a user in your account but the user did not accept the invitation on time and the invitation expired - thus making the userId invalid.',
    kind: 'invitation-missing',
  },
];

const notExistOrBelong: Row = {
  code: 1001,
  message: 'User not exist or not belong to this account.',
  kind: 'user-not-found',
};

/** Reading an account, and the lookups of an address or a personal link name. */
export const accountRows: Rows = {
  listUsers: [
    {
      code: 300,
      message: 'The next page token is invalid or expired.',
      kind: 'page-token-expired',
    },
    { code: 300, kind: 'invalid-value' },
  ],
  getUser: [notExistOrBelong, noSuchUser, ...invitation],
  getSettings: [
    notExistOrBelong,
    noSuchUser,
    ...invitation,
    { code: 1010, message: 'User not belong to this account', kind: 'user-other-account' },
    { code: 1000, message: 'Can not access pending user settings.', kind: 'pending-settings' },
  ],
  checkEmail: [{ code: 300, message: 'Email is required.', kind: 'email-required' }, noSuchUser],
  checkVanityName: [{ code: 300, message: 'Vanity name is required.', kind: 'vanity-name-required' }],
};
