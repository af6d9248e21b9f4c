import { accountId } from '../account.ts';
import { documentedError, type ErrorRequest } from './documented-error.ts';
import { account, ivy } from './state.ts';

const email = 'ivy@example.com';

const create = (info: Record<string, unknown> = {}, action = 'create'): ErrorRequest => ({
  method: 'POST',
  path: '/users',
  body: { action, user_info: { email, type: 1, first_name: 'Ivy', last_name: 'Tan', ...info } },
});
const licensed = create({ type: 2 });

/** Faults of creating a user: all about Ivy, who has no account yet. */
export const createErrors = [
  documentedError('createUser', 200, 'No privilege.', create(), {
    set: account({ privileges: ['User:Read'] }),
  }),
  documentedError('createUser', 200, 'You can add max {maxNumber} free users.', create(), {
    set: account({ basicSeats: 3 }),
    values: { maxNumber: '3' },
  }),
  documentedError('createUser', 200, "You can't add paid users.", licensed, {
    set: account({ paid: false }),
  }),
  documentedError('createUser', 200, 'You can add max {maxNumber} paid users.', licensed, {
    set: account({ seats: 3 }),
    values: { maxNumber: '3' },
  }),
  documentedError('createUser', 200, 'No permission, please contact Zoom customer support.', create(), {
    set: account({ creationStopped: true }),
  }),
  documentedError(
    'createUser',
    300,
    'Invalid parameter: password',
    create({ password: 'short' }, 'autoCreate'),
  ),
  documentedError(
    'createUser',
    1000,
    'The user cannot be changed because s/he is a Call-queue manager or Auto-receptionist operator.',
    create(),
    { set: ivy({ phoneRole: 'call-queue-manager' }) },
  ),
  documentedError('createUser', 1005, 'Email {email} has already been used.', create(), {
    set: ivy({ accountId }),
    values: { email },
  }),
  documentedError('createUser', 1107, 'Email domain is blocked', create(), {
    set: account({ blockedDomains: ['example.com'] }),
  }),
  documentedError(
    'createUser',
    1116,
    "Email address {email} doesn't match limited domains: {domains}",
    create(),
    {
      set: account({ limitedDomains: ['example.org', 'example.net'] }),
      values: { email, domains: 'example.org, example.net' },
    },
  ),
  documentedError('createUser', 1108, 'User type permission check failed.', licensed, {
    set: account({ privileges: ['User:Read', 'User:Edit'] }),
  }),
  documentedError('createUser', 1009, 'The user {email} already holds an active account.', create(), {
    set: ivy({ type: 2 }),
    values: { email },
  }),
  documentedError(
    'createUser',
    1135,
    "New User already exists in another cluster, current don't support add another cluster user, email: {email}",
    create(),
    { set: ivy({ cluster: 'eu01' }), values: { email } },
  ),
  documentedError(
    'createUser',
    2002,
    'Only available for Enabled Pre-provisioning SSO Partners',
    create({}, 'ssoCreate'),
    { set: account({ ssoPreProvisioning: false }) },
  ),
  documentedError('createUser', 4130, 'Group not exist: {groupId}', create(), {
    set: account({ newUserGroups: ['GoneGroup0000Zjk4NQw00'] }),
    values: { groupId: 'GoneGroup0000Zjk4NQw00' },
  }),
  documentedError('createUser', 4130, 'IM Group not exist: {imGroupId}', create(), {
    set: account({ newUserImGroups: ['GoneChat00000Zjk4NQw00'] }),
    values: { imGroupId: 'GoneChat00000Zjk4NQw00' },
  }),
];
