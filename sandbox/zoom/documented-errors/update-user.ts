import { firstPassword } from '../password.ts';
import { documentedError, type ErrorRequest } from './documented-error.ts';
import { account, at, expired, gone, idOf, moved, user } from './state.ts';

const patch = (handle: string, body: Record<string, unknown>): ErrorRequest => ({
  method: 'PATCH',
  path: at(handle),
  body,
});
const get = (handle: string): ErrorRequest => ({ method: 'GET', path: at(handle) });
const taken = 'Choose another Personal Link Name and try again.';

/** Faults of reading and of changing a user. */
export const updateErrors = [
  documentedError('getUser', 1001, 'User not exist or not belong to this account.', get('ada'), {
    set: gone('ada'),
  }),
  documentedError('getUser', 1120, 'Invite not exist', get('noor'), { set: expired }),

  documentedError('updateUser', 200, "You can't add paid users.", patch('ben', { type: 2 }), {
    set: account({ paid: false }),
  }),
  documentedError('updateUser', 200, 'You can add max {maxNumber} paid users.', patch('ben', { type: 2 }), {
    set: account({ seats: 3 }),
    values: { maxNumber: '3' },
  }),
  documentedError('updateUser', 200, 'Cannot update Room user to free: {userId}', patch('ada', { type: 1 }), {
    set: user('ada', { room: true }),
    values: { userId: idOf('ada') },
  }),
  documentedError(
    'updateUser',
    300,
    'User cannot update host key. There is a started meeting.',
    patch('ada', { host_key: '123456' }),
    { set: user('ada', { meetingRunning: true }) },
  ),
  documentedError(
    'updateUser',
    300,
    'Host key cannot be same as personal audio conference password.',
    patch('ada', { host_key: '864209' }),
    { set: user('ada', { audioPassword: '864209' }) },
  ),
  documentedError(
    'updateUser',
    1010,
    'User not exist or not belong to this account',
    patch('ben', { type: 2 }),
    {
      set: gone('ben'),
    },
  ),
  documentedError(
    'updateUser',
    1108,
    'User type permission check failed: {userId}',
    patch('ben', { type: 2 }),
    {
      set: account({ privileges: ['User:Read', 'User:Edit'] }),
      values: { userId: idOf('ben') },
    },
  ),
  documentedError(
    'updateUser',
    1108,
    'Only paid user can own host key.',
    patch('ben', { host_key: '123456' }),
  ),
  documentedError('updateUser', 1109, 'Host is not Paid user.', patch('ben', { vanity_name: 'ben.okafor' })),
  documentedError('updateUser', 1120, 'Invite not exist', patch('noor', { type: 2 }), { set: expired }),
  documentedError(
    'updateUser',
    4100,
    `User is already taken by a user from your account. ${taken}`,
    patch('ada', { vanity_name: 'grace.hopper' }),
  ),
  documentedError(
    'updateUser',
    4100,
    `User is already taken. ${taken}`,
    patch('ada', { vanity_name: 'zoe.elsewhere' }),
  ),
];

const putEmail = (handle: string, email: string): ErrorRequest => ({
  method: 'PUT',
  path: at(handle, '/email'),
  body: { email },
});

/** Faults of the lookups and of changing an email address. */
export const emailErrors = [
  documentedError('checkEmail', 300, 'Email is required.', { method: 'GET', path: '/users/email' }),
  documentedError('checkVanityName', 300, 'Vanity name is required.', {
    method: 'GET',
    path: '/users/vanity_name?vanity_name=',
  }),
  documentedError(
    'changeEmail',
    1000,
    'Pending user can not change email.',
    putEmail('noor', 'noor.h@example.com'),
  ),
  documentedError(
    'changeEmail',
    1000,
    'Can not change email of account owner.',
    putEmail('owen', 'owen.r@example.com'),
  ),
  documentedError(
    'changeEmail',
    1000,
    'This user is force locked. Contact the Zoom Support Team for help',
    putEmail('lea', 'lea.n@example.com'),
    { set: user('lea', { forceLocked: true }) },
  ),
  documentedError(
    'changeEmail',
    1000,
    'This user is locked or inactive.',
    putEmail('lea', 'lea.n@example.com'),
  ),
  documentedError('changeEmail', 1107, 'Email domain is blocked', putEmail('ada', 'ada@blocked.example')),
  documentedError(
    'changeEmail',
    1010,
    'User not exist or not belong to this account',
    putEmail('ada', 'ada.k@example.com'),
    {
      set: gone('ada'),
    },
  ),
  documentedError(
    'changeEmail',
    1116,
    "Domain name doesn't match, please contact Zoom customer support to set managed domains for your account",
    putEmail('ada', 'ada@elsewhere.example'),
  ),
];

const putPassword = (password: string): ErrorRequest => ({
  method: 'PUT',
  path: at('ada', '/password'),
  body: { password },
});
const good = 'Tangerine-Boat-27';

/** Faults of setting a password; all about Ada, who signs in by email. */
export const passwordErrors = [
  documentedError(
    'updatePassword',
    300,
    'Your new password can not match the old password.',
    putPassword(firstPassword),
  ),
  documentedError('updatePassword', 1010, 'User not exist or not belong to this account', putPassword(good), {
    set: gone('ada'),
  }),
  documentedError('updatePassword', 1117, "Can not update Admin's password", putPassword(good), {
    set: user('ada', { role: 'admin' }),
  }),
  documentedError(
    'updatePassword',
    1123,
    'Can only update password of Zoom work email account',
    putPassword(good),
    {
      set: user('ada', { login: 'sso' }),
    },
  ),
  documentedError('updatePassword', 1124, 'Minimum of 6 characters.', putPassword('Ab1!x')),
  documentedError('updatePassword', 1124, 'Have at least {number} characters', putPassword('Boat-27'), {
    values: { number: '8' },
  }),
  documentedError('updatePassword', 1125, 'Have at least 1 letter (a, b, c...)', putPassword('8026-4195')),
  documentedError(
    'updatePassword',
    1126,
    'Have at least 1 number (1, 2, 3...)',
    putPassword('Tangerine-Boat'),
  ),
  documentedError(
    'updatePassword',
    1127,
    'Have at least 1 special character (!, @, #...)',
    putPassword('TangerineBoat27'),
    {
      set: ({ account }) => {
        account.passwordRules.special = true;
      },
    },
  ),
  documentedError(
    'updatePassword',
    1128,
    'Include both Upper case and Lower case characters',
    putPassword('tangerine-27'),
  ),
  documentedError('updatePassword', 1130, "Password can't use the same character.", putPassword('aaaaaaaa')),
  documentedError(
    'updatePassword',
    1131,
    "Password can't use continuation character.Such as 'abcdef','123456'.",
    putPassword('Xabcdef-27'),
  ),
  documentedError(
    'updatePassword',
    1136,
    'Your password is too easy to guess. Try another one.',
    putPassword('Password1'),
  ),
];

const upload = (bytes: Uint8Array<ArrayBuffer>, filename = 'ada.png'): ErrorRequest => ({
  method: 'POST',
  path: at('ada', '/picture'),
  multipart: { field: 'pic_file', filename, bytes },
});
/** The smallest thing that passes for a PNG. */
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const tooLarge = new Uint8Array(2 * 1024 * 1024 + 1);
tooLarge.set(png);

/** Faults of uploading a picture. */
export const pictureErrors = [
  documentedError('uploadPicture', 120, 'File is empty', upload(new Uint8Array())),
  documentedError('uploadPicture', 120, 'File size cannot exceed 2M', upload(tooLarge)),
  documentedError(
    'uploadPicture',
    120,
    'Only jpg/jpeg, gif or png image file can be uploaded.',
    upload(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')),
  ),
  documentedError('uploadPicture', 1001, 'User not exist.', upload(png), { set: gone('ada') }),
  documentedError('uploadPicture', 1010, 'User not belong to this account', upload(png), {
    set: moved('ada'),
  }),
];
