import { firstPassword } from '../password.ts';
import { type RowRequest, row } from './row.ts';
import { at, gone, user } from './state.ts';

const put = (password: string): RowRequest => ({
  method: 'PUT',
  path: at('ada', '/password'),
  body: { password },
});
const good = 'Tangerine-Boat-27';

/** Faults of setting a password; all about Ada, who signs in by email. */
export const passwordRows = [
  row('updatePassword', 300, 'Your new password can not match the old password.', put(firstPassword)),
  row('updatePassword', 1010, 'User not exist or not belong to this account', put(good), {
    set: gone('ada'),
  }),
  row('updatePassword', 1117, "Can not update Admin's password", put(good), {
    set: user('ada', { role: 'admin' }),
  }),
  row('updatePassword', 1123, 'Can only update password of Zoom work email account', put(good), {
    set: user('ada', { login: 'sso' }),
  }),
  row('updatePassword', 1124, 'Minimum of 6 characters.', put('Ab1!x')),
  row('updatePassword', 1124, 'Have at least {number} characters', put('Boat-27'), {
    values: { number: '8' },
  }),
  row('updatePassword', 1125, 'Have at least 1 letter (a, b, c...)', put('8026-4195')),
  row('updatePassword', 1126, 'Have at least 1 number (1, 2, 3...)', put('Tangerine-Boat')),
  row('updatePassword', 1127, 'Have at least 1 special character (!, @, #...)', put('TangerineBoat27'), {
    set: ({ account }) => {
      account.passwordRules.special = true;
    },
  }),
  row('updatePassword', 1128, 'Include both Upper case and Lower case characters', put('tangerine-27')),
  row('updatePassword', 1130, "Password can't use the same character.", put('aaaaaaaa')),
  row(
    'updatePassword',
    1131,
    "Password can't use continuation character.Such as 'abcdef','123456'.",
    put('Xabcdef-27'),
  ),
  row('updatePassword', 1136, 'Your password is too easy to guess. Try another one.', put('Password1')),
];
