import type { ZoomAccountUser } from '../account-user.ts';
import type { Route } from '../route.ts';
import { memberOf } from './find.ts';

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
