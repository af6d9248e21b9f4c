import { findUser } from '../account.ts';
import { Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { settingsBody } from '../settings-body.ts';
import { refuseExpiredInvitation } from './find.ts';

/** A user's settings. */
export const settingsRoutes: readonly Route[] = [
  {
    operation: 'getSettings',
    method: 'GET',
    path: '/users/:userId/settings',
    scope: 'user:read:settings:admin',
    rate: 'medium',
    handle: ({ account, params: { userId = '' } }) => {
      const user = findUser(account, userId);
      if (!user) throw new Refusal(404, 1001, 'User not exist or not belong to this account.');
      if (user.accountId !== account.id) throw new Refusal(400, 1010, 'User not belong to this account');
      refuseExpiredInvitation(user);
      if (user.status === 'pending') throw new Refusal(400, 1000, 'Can not access pending user settings.');
      return { status: 200, body: settingsBody(user) };
    },
  },
];
