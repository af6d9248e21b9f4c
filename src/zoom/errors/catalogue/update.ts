import { noSuchUser, type Row, type Rows } from './common.ts';

/** The errors of updateUser that concern the user type and the licences of the account. */
const licenceRows: readonly Row[] = [
  { code: 200, message: "You can't add paid users.", kind: 'paid-users-not-allowed' },
  { code: 200, message: 'You can add max {maxNumber} paid users.', kind: 'no-free-licence' },
  {
    code: 2034,
    message:
      'Your request to convert this user\'s plan type to "{plan}" wasn\'t approved because your account has reached the permitted maximum number of "{maxNumber}" users. Purchase additional licenses or contact the Zoom support team to provision additional users in your account.',
    kind: 'no-free-licence',
  },
  {
    code: 2038,
    message:
      'Your request to convert the plan type of this user was not approved at this time because your account has reached the permitted maximum number. Please purchase additional licenses or contact the Zoom support team to provision additional users in your account.',
    kind: 'no-free-licence',
  },
  {
    code: 3412,
    message:
      'Your request to convert the user type of a "Basic" user to a "{userType}" user was not approved at this time because your account has reached the permitted maximum number of "{maxNumber}" paying users. Please purchase additional licenses or remove existing paying user(s) from your "Users" list or the "Pending Users" list before attempting to convert a user to a paying user.',
    kind: 'no-free-licence',
  },
  { code: 3412, kind: 'no-free-licence' },
  { code: 2038, kind: 'no-free-licence' },
  {
    code: 2038,
    message:
      'Your request to convert the plan type of this user was not approved at this time because the subscription "{subscriptionId}" doesn’t have enough licenses available to assign. Please choose a different subscription and try again.',
    kind: 'subscription-full',
  },
  {
    code: 3412,
    message:
      'Your request to convert the user type of this basic user to a "{userType}" user was not approved at this time because the subscription "{subscriptionId}" has reached the permitted maximum number of "{maxNumber}" paying users. Please choose a different subscription and try again.',
    kind: 'subscription-full',
  },
  {
    code: 300,
    message:
      'The subscription "{subscriptionId}" you entered does not exist. Please choose a different subscription and try again.',
    kind: 'subscription-unknown',
  },
  {
    code: 2033,
    message:
      'Your request to convert the user type to "Basic" was not approved because you have already reached the maximum basic user limit allowed in your account. For additional help regarding this issue, contact the Zoom Customer Support team.',
    kind: 'no-free-basic-seat',
  },
  {
    code: 3412,
    message:
      'Your request to convert the user type of this "{userType}" user to a "Basic" user was not approved at this time because your account has reached the permitted maximum number of "{maxNumber}" Basic users. Remove existing basic user(s) from your "Users" list or the "Pending Users" list before attempting to convert a user to a Basic user.',
    kind: 'no-free-basic-seat',
  },
  {
    code: 2039,
    message: "You can't turn off your Zoom United license now because you don't have enough basic licenses.",
    kind: 'no-free-basic-seat',
  },
  {
    code: 2039,
    message: "You can't turn off your Zoom One license now because you don't have enough basic licenses.",
    kind: 'no-free-basic-seat',
  },
  { code: 2039, message: 'No permission', kind: 'missing-role-permission' },
  { code: 2039, kind: 'no-free-basic-seat' },
  {
    code: 3412,
    message:
      'Your request to convert the user type of a "{userType}" user to a "No-Meeting License" user was not approved at this time because your account has reached the permitted maximum number of "{maxNumber}" No-Meeting License users. Remove the existing No-Meeting License user(s) from your "Users" list or the "Pending Users" list before attempting to convert a user to a No-Meeting License user.',
    kind: 'no-free-no-meetings-seat',
  },
  { code: 200, message: 'Cannot update Room user to free: {userId}', kind: 'room-user' },
  {
    code: 200,
    message: 'A Zoom Room user cannot be changed to a free user type: {userId}',
    kind: 'room-user',
  },
  {
    code: 200,
    message: 'A Zoom Room user cannot be changed to a no-meeting-license user type: {userId}.',
    kind: 'room-user',
  },
  {
    code: 1108,
    message: 'User type permission check failed: {userId}',
    kind: 'type-change-not-permitted',
  },
  {
    code: 1108,
    message: 'Permission requirements to change the user type of this user were not met.',
    kind: 'type-change-not-permitted',
  },
  { code: 1108, kind: 'type-change-not-permitted' },
  {
    code: 300,
    message:
      'You cannot change the user type to "Basic" because this user has an upcoming Zoom Events scheduled.',
    kind: 'upcoming-events',
  },
  {
    code: 300,
    message: 'You can\'t change the "type" or "plan_united_type" or "zoom_one_type" at the same time.',
    kind: 'one-licence-change-at-a-time',
  },
  {
    code: 300,
    message:
      "You can't turn off your Zoom One license now because you are having Zoom One as your basic plan type.",
    kind: 'base-plan-licence',
  },
  {
    code: 300,
    message: 'The value provided for "plan_united_type" parameter is invalid. Try again with a valid value.',
    kind: 'plan-invalid',
  },
  { code: 300, message: "Your account can't set user type as On-prem.", kind: 'on-prem-not-allowed' },
];

/** Changing an account: profile, host key, personal link and user type. */
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
