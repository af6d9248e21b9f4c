import type { Route } from '../route.ts';
import { settingsOf } from '../settings/settings-of.ts';
import { readable, refuseExpiredInvitation } from './find.ts';
import { readOption, refusePending, updateSettings } from './update-settings.ts';

/** A user's settings. */
export const settingsRoutes: readonly Route[] = [
  {
    operation: 'getSettings',
    method: 'GET',
    path: '/users/:userId/settings',
    scope: 'user:read:settings:admin',
    rate: 'medium',
    handle: ({ account, params: { userId = '' }, query }) => {
      readOption(query);
      const user = readable(account, userId);
      refuseExpiredInvitation(user);
      refusePending(user);
      return { status: 200, body: settingsOf(user, query) };
    },
  },
  {
    operation: 'updateSettings',
    method: 'PATCH',
    path: '/users/:userId/settings',
    scope: 'user:update:settings:admin',
    rate: 'medium',
    handle: updateSettings,
  },
];
