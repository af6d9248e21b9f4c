import type { Row, Rows } from './common.ts';

const supportMustPermit = 'adding-users-not-permitted';

const licences: readonly Row[] = [
  { code: 200, message: 'You can add max {maxNumber} free users.', kind: 'no-free-basic-seat' },
  { code: 200, message: "You can't add paid users.", kind: 'paid-users-not-allowed' },
  { code: 200, message: 'You can add max {maxNumber} paid users.', kind: 'no-free-licence' },
  {
    code: 2034,
    message:
      'Your request to add a new {plan} user could not be approved at this time because your account has reached the permitted maximum number of {maxNumber} users. Please purchase additional licenses or contact the Zoom support team to provision additional users in your account.',
    kind: 'no-free-licence',
  },
  {
    code: 2033,
    message:
      "Your request to add a basic user wasn't approved because you've already reached the maximum basic user limit allowed in your account. For additional help regarding this issue, contact the Zoom Customer Support team.",
    kind: 'no-free-basic-seat',
  },
  {
    code: 3412,
    message:
      "Your request to add a basic user couldn't be approved at this time because your account has reached the permitted maximum number of {maxNumber} basic users. Please remove existing basic user(s) from your Users list or the Pending Users list before attempting to add another user.",
    kind: 'no-free-basic-seat',
  },
  {
    code: 3412,
    message:
      'Your request to add a new "{userType}" user couldn\'t be approved at this time because your account has reached the permitted maximum number of "{maxNumber}" paying users. Please purchase additional licenses or contact the Zoom support team to provision additional users in your account.',
    kind: 'no-free-licence',
  },
  {
    code: 3412,
    message:
      'Your request to add a new "{userType}" user could not be approved at this time because the subscription {subscriptionId} has reached the permitted maximum number of "{maxNumber}" paying users. Please choose a different subscription and try again.',
    kind: 'subscription-full',
  },
  { code: 3412, kind: 'no-free-licence' },
  {
    code: 2038,
    message:
      'Your request to add a new Zoom One user could not be approved at this time because your account has reached the permitted maximum number. Please purchase additional licenses or contact the Zoom support team to provision additional users in your account.',
    kind: 'no-free-licence',
  },
  {
    code: 2038,
    message:
      'Your request to add a new Zoom One user could not be approved at this time because the subscription "{subscriptionId}" doesn’t have enough licenses available to assign. Please choose a different subscription and try again.',
    kind: 'subscription-full',
  },
  { code: 2038, kind: 'no-free-licence' },
  {
    code: 300,
    message:
      'The subscription "{subscriptionId}" you entered does not exist. Please choose a different subscription and try again.',
    kind: 'subscription-unknown',
  },
  {
    code: 300,
    message: 'The value provided for `plan_united_type` parameter is invalid. Try again with a valid value.',
    kind: 'plan-invalid',
  },
  { code: 300, message: "Your account can't set user type as On-prem.", kind: 'on-prem-not-allowed' },
  { code: 1108, message: 'User type permission check failed.', kind: 'type-change-not-permitted' },
  {
    code: 1108,
    message: 'Permission requirements to change the user type of this user were not met.',
    kind: 'type-change-not-permitted',
  },
  {
    code: 1102,
    message: 'You cannot enable the Zoom Phone feature because you do not have any available licenses.',
    kind: 'no-free-phone-licence',
  },
];

const addresses: readonly Row[] = [
  { code: 1005, message: 'Email {email} has already been used.', kind: 'email-taken' },
  { code: 1005, message: 'Email "{email}" has already been used.', kind: 'email-taken' },
  {
    code: 1009,
    message: 'The user {email} already holds an active account.',
    kind: 'email-has-zoom-account',
  },
  { code: 1107, message: 'Email domain is blocked', kind: 'email-domain-blocked' },
  {
    code: 11321,
    message: 'Email domain is blocked by Zoom Trust & Safety.',
    kind: 'email-domain-blocked',
  },
  {
    code: 1116,
    message: "Email address {email} doesn't match limited domains: {domains}",
    kind: 'email-domain-not-allowed',
  },
  {
    code: 1135,
    message:
      "New User already exists in another cluster, current don't support add another cluster user, email: {email}",
    kind: 'email-in-other-region',
  },
];

/** Adding a user. */
export const creationRows: Rows = {
  createUser: [
    ...licences,
    ...addresses,
    {
      code: 200,
      message: 'No permission, please contact Zoom customer support.',
      kind: supportMustPermit,
    },
    {
      code: 2016,
      message: 'No permission. Please contact Zoom Customer Support.',
      kind: supportMustPermit,
    },
    { code: 200, kind: 'create-refused' },
    { code: 300, message: 'Invalid parameter: password', kind: 'password-invalid' },
    {
      code: 300,
      message: 'Your request could not be completed because the name contains an invalid word: `{name}`.',
      kind: 'name-has-invalid-word',
    },
    { code: 300, kind: 'invalid-value' },
    {
      code: 1000,
      message:
        'The user cannot be changed because s/he is a Call-queue manager or Auto-receptionist operator.',
      kind: 'phone-role-holder',
    },
    {
      code: 1000,
      message:
        'The user cannot be changed because they are a Call-queue manager or Auto-receptionist operator.',
      kind: 'phone-role-holder',
    },
    // Zoom gave 2002 another meaning and the old one a code of its own.
    {
      code: 2002,
      message: 'Only available for Enabled Pre-provisioning SSO Partners',
      kind: 'create-refused',
    },
    {
      code: 2032,
      message:
        'The ssoCreate option is only available for SSO Partners that have enabled the pre-provision option. Contact the Zoom Support team to learn more.',
      kind: 'create-refused',
    },
    {
      code: 2002,
      message:
        'SSO has not been enabled for this account. Contact the Zoom support team to enable this option.',
      kind: 'create-refused',
    },
    { code: 2002, kind: 'create-refused' },
    { code: 2035, message: 'GPA accounts cannot add users.', kind: 'partner-account' },
    {
      code: 2036,
      message: 'Other accounts cannot invite GPA account owners.',
      kind: 'partner-account-owner',
    },
    { code: 2037, message: 'Force forbidden user can not be invited.', kind: 'user-forbidden' },
    { code: 4130, message: 'Group not exist: {groupId}', kind: 'group-not-found' },
    { code: 4130, message: 'IM Group not exist: {groupId}', kind: 'group-not-found' },
    { code: 4130, message: 'Group does not exist: {groupId}.', kind: 'group-not-found' },
  ],
};
