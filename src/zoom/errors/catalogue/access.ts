import { noSuchUser } from './accounts.ts';
import type { Row, Rows } from './row.ts';

const user: readonly Row[] = [
  { code: 1001, message: 'User not exist.', kind: 'user-not-found' },
  noSuchUser,
  { code: 1010, message: 'User not belong to this account', kind: 'user-other-account' },
];

/** Passwords, tokens and rights. */
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
