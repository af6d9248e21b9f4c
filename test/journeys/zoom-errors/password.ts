import { type Change, type Journey, journey, meanwhile, played } from './journey.ts';

const set = (password: string) => ({
  who: 'ada',
  line: 'set-password',
  form: { password, again: password },
});
const good = set('Tangerine-Boat-27');
const checked = played('the form refuses such a password itself, in the same words');
const askForTwelve: Change = ({ account }) => {
  account.passwordRules.minLength = 12;
};

/** Ada sets a password. */
export const password: readonly Journey[] = [
  journey('updatePassword', 300, 'Your new password can not match', 'password-same-as-old', {
    ...set('Sandbox-Secret-42'),
  }),
  journey('updatePassword', 1010, 'User not exist or not belong', 'user-not-found', {
    ...good,
    when: meanwhile(),
  }),
  journey('updatePassword', 1117, "Can not update Admin's password", 'admin-password', good),
  journey('updatePassword', 1123, 'Can only update password of', 'password-not-work-email', {
    ...good,
    when: meanwhile(),
  }),
  journey('updatePassword', 1124, 'Minimum of 6 characters.', 'password-too-short', {
    ...good,
    when: checked,
  }),
  // The form knows Zoom's usual eight; this account asks for more.
  journey('updatePassword', 1124, 'Have at least {number} characters', 'password-too-short', {
    ...set('Tanger-27'),
    set: askForTwelve,
    says: 'Have at least 12 characters',
  }),
  journey('updatePassword', 1125, 'Have at least 1 letter', 'password-needs-letter', {
    ...good,
    when: checked,
  }),
  journey('updatePassword', 1126, 'Have at least 1 number', 'password-needs-number', {
    ...good,
    when: checked,
  }),
  journey('updatePassword', 1127, 'Have at least 1 special', 'password-needs-special', {
    ...set('TangerineBoat27'),
  }),
  journey('updatePassword', 1128, 'Include both Upper case', 'password-needs-both-cases', {
    ...good,
    when: checked,
  }),
  journey('updatePassword', 1130, "Password can't use the same", 'password-one-character', {
    ...good,
    when: checked,
  }),
  // Five in a row is fine for the form, as Zoom's own example has six; this account allows three.
  journey('updatePassword', 1131, "Password can't use continuation", 'password-sequence', {
    ...set('Boat-vwxyz-27'),
  }),
  journey('updatePassword', 1136, 'Your password is too easy', 'password-too-easy', {
    ...good,
    when: checked,
  }),
];
