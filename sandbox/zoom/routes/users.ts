import { findUser } from '../account.ts';
import { Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { userBody } from '../user-body.ts';
import { createUser } from './create-user.ts';
import { deleteUser } from './delete-user.ts';
import { refuseExpiredInvitation } from './find.ts';
import { listUsers } from './list-users.ts';
import { updateUser } from './update-user.ts';

/** Listing, creating, reading, changing and deleting users. */
export const userRoutes: readonly Route[] = [
  {
    operation: 'listUsers',
    method: 'GET',
    path: '/users',
    scope: 'user:read:list_users:admin',
    rate: 'medium',
    handle: listUsers,
  },
  {
    operation: 'createUser',
    method: 'POST',
    path: '/users',
    scope: 'user:write:user:admin',
    rate: 'light',
    noPrivilege: 'No privilege.',
    handle: createUser,
  },
  {
    operation: 'getUser',
    method: 'GET',
    path: '/users/:userId',
    scope: 'user:read:user:admin',
    rate: 'light',
    handle: ({ account, params: { userId = '' }, origin }) => {
      const user = findUser(account, userId);
      if (user?.accountId !== account.id || !user) {
        throw new Refusal(404, 1001, 'User not exist or not belong to this account.');
      }
      refuseExpiredInvitation(user);
      return { status: 200, body: userBody(user, origin) };
    },
  },
  {
    operation: 'updateUser',
    method: 'PATCH',
    path: '/users/:userId',
    scope: 'user:update:user:admin',
    rate: 'light',
    handle: updateUser,
  },
  {
    operation: 'deleteUser',
    method: 'DELETE',
    path: '/users/:userId',
    scope: 'user:delete:user:admin',
    rate: 'light',
    handle: deleteUser,
  },
];
