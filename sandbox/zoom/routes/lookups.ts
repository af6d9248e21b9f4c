import { findUser } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { memberOf } from './find.ts';

/** Is this address, is this name in use? */
export const lookupRoutes: readonly Route[] = [
  {
    operation: 'checkEmail',
    method: 'GET',
    path: '/users/email',
    scope: 'user:read:email:admin',
    rate: 'light',
    handle: ({ account, query }) => {
      const email = query.get('email') ?? '';
      if (email === '') throw new Refusal(400, 300, 'Email is required.');
      const user = email.includes('@') ? findUser(account, email) : undefined;
      // False for users elsewhere, and for those of the account who sign in by SSO or Google.
      return {
        status: 200,
        body: { existed_email: user?.accountId === account.id && user.login === 'email' },
      };
    },
  },
  {
    operation: 'checkVanityName',
    method: 'GET',
    path: '/users/vanity_name',
    scope: 'user:read:pm_room:admin',
    rate: 'light',
    handle: ({ account, query }) => {
      const name = (query.get('vanity_name') ?? '').toLowerCase();
      if (name === '') throw new Refusal(400, 300, 'Vanity name is required.');
      return {
        status: 200,
        body: { existed: account.users.some((user) => user.vanityName.toLowerCase() === name) },
      };
    },
  },
];

const admin = [
  'User:Read',
  'User:Edit',
  'Group:Read',
  'Group:Edit',
  'AccountSetting:Read',
  'AccountSetting:Edit',
];
const permissions: Readonly<Record<ZoomAccountUser['role'], readonly string[]>> = {
  owner: [...admin, 'Role:Read', 'Role:Edit', 'Billing:Read', 'Billing:Edit', 'SubAccount:Read'],
  admin,
  member: [],
};

/** What a user's role allows. */
export const permissionRoutes: readonly Route[] = [
  {
    operation: 'getPermissions',
    method: 'GET',
    path: '/users/:userId/permissions',
    scope: 'user:read:list_permissions:admin',
    rate: 'light',
    handle: ({ account, params: { userId = '' } }) => ({
      status: 200,
      body: { permissions: permissions[memberOf(account, userId).role] },
    }),
  },
];
