import { invitation, noSuchUser, type Row, type Rows } from './common.ts';

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
    {
      code: 300,
      message: 'The next page token is either invalid or has expired.',
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
  checkEmail: [{ code: 300, message: 'Email is required.', kind: 'invalid-value' }, noSuchUser],
  checkVanityName: [{ code: 300, message: 'Vanity name is required.', kind: 'invalid-value' }],
};

/** Changing the email address, which is also the name a person signs in with. */
export const emailRows: Rows = {
  changeEmail: [
    { code: 1000, message: 'Pending user can not change email.', kind: 'pending-email' },
    { code: 1000, message: 'Can not change email of account owner.', kind: 'owner-email' },
    {
      code: 1000,
      message: 'This user is force locked. Contact the Zoom Support Team for help',
      kind: 'user-force-locked',
    },
    { code: 1000, message: 'This user is locked or inactive.', kind: 'user-locked-or-inactive' },
    { code: 1000, message: 'Admin can not change other admins email.', kind: 'other-admin-email' },
    { code: 1000, kind: 'email-change-refused' },
    { code: 1107, message: 'Email domain is blocked', kind: 'email-domain-blocked' },
    {
      code: 1116,
      message:
        "Domain name doesn't match, please contact Zoom customer support to set managed domains for your account",
      kind: 'email-domain-unmanaged',
    },
    { code: 1010, message: 'User not exist or not belong to this account', kind: 'user-not-found' },
    { code: 1001, message: 'User does not exist: {email}.', kind: 'user-not-found' },
    // Documented for createUser only, but an address in use is the same error.
    { code: 1005, message: 'Email {email} has already been used.', kind: 'email-taken' },
    {
      code: 200,
      message: 'Only an account administrator can change email.',
      kind: 'admin-only-change',
    },
  ],
};

/** The profile picture. */
export const pictureRows: Rows = {
  uploadPicture: [
    { code: 1001, message: 'User not exist.', kind: 'user-not-found' },
    noSuchUser,
    { code: 1010, message: 'User not belong to this account', kind: 'user-other-account' },
    { code: 120, message: 'File is empty', kind: 'picture-empty' },
    { code: 120, message: 'File size cannot exceed 2M', kind: 'picture-too-large' },
    {
      code: 120,
      message: 'Only jpg/jpeg, gif or png image file can be uploaded.',
      kind: 'picture-wrong-type',
    },
    {
      code: 120,
      message: 'Only jpg/jpeg or png image file can be uploaded.',
      kind: 'picture-wrong-type',
    },
    // Zoom sends no text for a part without a file name.
    { code: 120, kind: 'picture-refused' },
    {
      code: 300,
      message:
        'Your request was not accepted because the profile picture contains invalid or explicit content.',
      kind: 'picture-content-refused',
    },
    // The code alone does not prove explicit content.
    { code: 300, kind: 'picture-refused' },
    {
      code: 200,
      message: 'Only an account administrator can change a profile picture.',
      kind: 'admin-only-change',
    },
    { code: 200, kind: 'picture-refused' },
  ],
};

const user: readonly Row[] = [
  { code: 1001, message: 'User not exist.', kind: 'user-not-found' },
  noSuchUser,
  { code: 1010, message: 'User not belong to this account', kind: 'user-other-account' },
];

/** Passwords, tokens and permissions. */
export const accessRows: Rows = {
  getPermissions: user,
  getToken: user,
  revokeSsoToken: [noSuchUser],
  updatePassword: [
    noSuchUser,
    { code: 1010, message: 'User not exist or not belong to this account', kind: 'user-not-found' },
    {
      code: 300,
      message: 'Your new password can not match the old password.',
      kind: 'password-same-as-old',
    },
    {
      code: 300,
      message:
        'This password cannot be changed because it has already been changed the maximum number of times over the past 24 hours.',
      kind: 'password-changed-too-often',
    },
    { code: 300, kind: 'password-invalid' },
    { code: 1117, message: "Can not update Admin's password", kind: 'admin-password' },
    {
      code: 1123,
      message: 'Can only update password of Zoom work email account',
      kind: 'password-not-work-email',
    },
    { code: 1124, message: 'Minimum of {number} characters.', kind: 'password-too-short' },
    { code: 1124, message: 'Have at least {number} characters', kind: 'password-too-short' },
    { code: 1125, message: 'Have at least 1 letter (a, b, c...)', kind: 'password-needs-letter' },
    { code: 1125, message: 'Have at least 1 letter (a, b, c…)', kind: 'password-needs-letter' },
    { code: 1126, message: 'Have at least 1 number (1, 2, 3...)', kind: 'password-needs-number' },
    { code: 1126, message: 'Have at least 1 number (1, 2, 3…)', kind: 'password-needs-number' },
    {
      code: 1127,
      message: 'Have at least 1 special character (!, @, #...)',
      kind: 'password-needs-special',
    },
    {
      code: 1127,
      message: 'Have at least 1 special character (!, @, #…)',
      kind: 'password-needs-special',
    },
    {
      code: 1128,
      message: 'Include both Upper case and Lower case characters',
      kind: 'password-needs-both-cases',
    },
    {
      code: 1129,
      message: 'Users cannot reuse any of the last {number} passwords created.',
      kind: 'password-reused',
    },
    { code: 1130, message: "Password can't use the same character.", kind: 'password-one-character' },
    {
      code: 1131,
      message: "Password can't use continuation character.Such as 'abcdef','123456'.",
      kind: 'password-sequence',
    },
    {
      code: 1136,
      message: 'Your password is too easy to guess. Try another one.',
      kind: 'password-too-easy',
    },
  ],
};

/** Assistants (who may schedule for a user) and schedulers (for whom a user may schedule). */
export const assistantRows: Rows = {
  listAssistants: user,
  listSchedulers: user,
  deleteAssistant: user,
  deleteAssistants: user,
  deleteScheduler: user,
  deleteSchedulers: user,
  addAssistants: [
    ...user,
    { code: 200, message: 'Current account must be paid account: {userId}', kind: 'account-not-paid' },
    { code: 200, message: 'User must be a Pro or Corp user: {userId}', kind: 'subject-needs-licence' },
    {
      code: 200,
      message: 'The user must either be a Licensed user or an On-prem user : {userId}.',
      kind: 'subject-needs-licence',
    },
    { code: 200, message: "Can't assign scheduling privilege to yourself.", kind: 'own-assistant' },
    { code: 200, message: "Can't find user {email}.", kind: 'assistant-not-found' },
    {
      code: 200,
      message: 'User {email} already has the scheduling privilege for you.',
      kind: 'already-assistant',
    },
    {
      code: 200,
      message: 'User {email} has already granted scheduling privilege.',
      kind: 'already-assistant',
    },
    {
      code: 200,
      message: "User {email} doesn't belong to current account.",
      kind: 'assistant-other-account',
    },
    { code: 200, message: 'User {email} must be a Pro or Corp user.', kind: 'assistant-needs-licence' },
    {
      code: 200,
      message: 'The user must either be a Licensed user or an On-prem user : {email}.',
      kind: 'assistant-needs-licence',
    },
    { code: 200, kind: 'assistants-refused' },
  ],
};
