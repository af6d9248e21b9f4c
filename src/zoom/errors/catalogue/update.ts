import { noSuchUser } from './accounts.ts';
import { licenceRows } from './licences.ts';
import type { Rows } from './row.ts';

/** Changing an account: profile, host key, personal link and, in licences.ts, the user type. */
export const updateRows: Rows = {
  updateUser: [
    ...licenceRows,
    noSuchUser,
    { code: 1010, message: 'User not exist or not belong to this account', meaning: 'user-not-found' },
    { code: 1120, message: 'Invite not exist', meaning: 'invitation-missing' },
    {
      code: 1120,
      message:
        "A valid invitation to join the Zoom account wasn't found for this user. This error happens if you add a user to your account but the user didn't accept the invitation and the invitation expired, making the `userId` invalid.",
      meaning: 'invitation-missing',
    },
    {
      code: 300,
      message: 'User cannot update host key. There is a started meeting.',
      meaning: 'host-key-meeting-running',
    },
    {
      code: 300,
      message: 'Host key cannot be same as personal audio conference password.',
      meaning: 'host-key-same-as-audio-password',
    },
    { code: 1108, message: 'Only paid user can own host key.', meaning: 'host-key-needs-licence' },
    { code: 1109, message: 'Host is not Paid user.', meaning: 'host-needs-licence' },
    { code: 1109, message: 'Host is not a paid user.', meaning: 'host-needs-licence' },
    {
      code: 4100,
      message:
        'User is already taken by a user from your account. Choose another Personal Link Name and try again.',
      meaning: 'vanity-name-taken',
    },
    {
      code: 4100,
      message: 'User is already taken. Choose another Personal Link Name and try again.',
      meaning: 'vanity-name-taken',
    },
    {
      code: 4100,
      message:
        'User is already taken by another user from your account. Choose another "Personal Link Name".',
      meaning: 'vanity-name-taken',
    },
    {
      code: 200,
      message: 'You cannot change PMI information for a "No Meetings License" user.',
      meaning: 'pmi-needs-meetings-licence',
    },
    {
      code: 200,
      message: "Only an account administrator can change a user's name.",
      meaning: 'admin-only-change',
    },
    {
      code: 200,
      message: 'Only an account administrator can change the host key.',
      meaning: 'admin-only-change',
    },
    {
      code: 200,
      message: 'Only an account administrator can change a Personal Meeting ID (PMI).',
      meaning: 'admin-only-change',
    },
    {
      code: 200,
      message: 'Only an account administrator can change a vanity name.',
      meaning: 'admin-only-change',
    },
    {
      code: 300,
      message: 'Your request could not be completed because the name contains an invalid word: {name}',
      meaning: 'name-has-invalid-word',
    },
    { code: 300, message: 'Invalid parameter: password', meaning: 'password-invalid' },
    {
      code: 300,
      message: "The `about_me` field is illegal and can't contain hyperlinks or HTML code.",
      meaning: 'about-me-invalid',
    },
    {
      code: 300,
      message: 'The `linkedin_url` field is illegal. The URL must contain `linkedin.com`.',
      meaning: 'linkedin-invalid',
    },
    { code: 200, meaning: 'update-refused' },
    { code: 300, meaning: 'invalid-value' },
  ],
};
