import { noSuchUser } from './accounts.ts';
import { licenceRows } from './licences.ts';
import type { Rows } from './row.ts';

/** Changing an account: profile, host key, personal link and, in licences.ts, the user type. */
export const updateRows: Rows = {
  updateUser: [
    ...licenceRows,
    noSuchUser,
    { code: 1010, message: 'User not exist or not belong to this account', kind: 'user-not-found' },
    { code: 1120, message: 'Invite not exist', kind: 'invitation-missing' },
    {
      code: 1120,
      message:
        "A valid invitation to join the Zoom account wasn't found for this user. This error happens if you add a user to your account but the user didn't accept the invitation and the invitation expired, making the `userId` invalid.",
      kind: 'invitation-missing',
    },
    {
      code: 300,
      message: 'User cannot update host key. There is a started meeting.',
      kind: 'host-key-meeting-running',
    },
    {
      code: 300,
      message: 'Host key cannot be same as personal audio conference password.',
      kind: 'host-key-same-as-audio-password',
    },
    { code: 1108, message: 'Only paid user can own host key.', kind: 'host-key-needs-licence' },
    { code: 1109, message: 'Host is not Paid user.', kind: 'host-needs-licence' },
    { code: 1109, message: 'Host is not a paid user.', kind: 'host-needs-licence' },
    {
      code: 4100,
      message:
        'User is already taken by a user from your account. Choose another Personal Link Name and try again.',
      kind: 'vanity-name-taken',
    },
    {
      code: 4100,
      message: 'User is already taken. Choose another Personal Link Name and try again.',
      kind: 'vanity-name-taken',
    },
    {
      code: 4100,
      message:
        'User is already taken by another user from your account. Choose another "Personal Link Name".',
      kind: 'vanity-name-taken',
    },
    {
      code: 200,
      message: 'You cannot change PMI information for a "No Meetings License" user.',
      kind: 'pmi-needs-meetings-licence',
    },
    {
      code: 200,
      message: "Only an account administrator can change a user's name.",
      kind: 'admin-only-change',
    },
    {
      code: 200,
      message: 'Only an account administrator can change the host key.',
      kind: 'admin-only-change',
    },
    {
      code: 200,
      message: 'Only an account administrator can change a Personal Meeting ID (PMI).',
      kind: 'admin-only-change',
    },
    {
      code: 200,
      message: 'Only an account administrator can change a vanity name.',
      kind: 'admin-only-change',
    },
    {
      code: 300,
      message: 'Your request could not be completed because the name contains an invalid word: {name}',
      kind: 'name-has-invalid-word',
    },
    { code: 300, message: 'Invalid parameter: password', kind: 'password-invalid' },
    {
      code: 300,
      message: "The `about_me` field is illegal and can't contain hyperlinks or HTML code.",
      kind: 'about-me-invalid',
    },
    {
      code: 300,
      message: 'The `linkedin_url` field is illegal. The URL must contain `linkedin.com`.',
      kind: 'linkedin-invalid',
    },
    { code: 200, kind: 'update-refused' },
    { code: 300, kind: 'invalid-value' },
  ],
};
