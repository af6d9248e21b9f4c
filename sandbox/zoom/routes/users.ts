import { findUser } from '../account.ts';
import { Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { userBody } from '../user-body.ts';
import { refuseExpiredInvitation } from './find.ts';
import { updateUser } from './update-user.ts';

/** Reading and changing an account. */
export const userRoutes: readonly Route[] = [
  {
    operation: 'getUser',
    method: 'GET',
    path: '/users/:userId',
    scope: 'user:read:user:admin',
    rate: 'light',
    handle: ({ account, params: { userId = '' } }) => {
      const user = findUser(account, userId);
      if (user?.accountId !== account.id || !user) {
        throw new Refusal(404, 1001, 'User not exist or not belong to this account.');
      }
      refuseExpiredInvitation(user);
      return { status: 200, body: userBody(user) };
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
];
