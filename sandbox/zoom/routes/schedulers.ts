import type { ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import type { Route, ZoomRequest } from '../route.ts';
import { memberOf } from './find.ts';

/** Schedulers: those whose assistant the user is. */
export const schedulerRoutes: readonly Route[] = [
  {
    operation: 'listSchedulers',
    method: 'GET',
    path: '/users/:userId/schedulers',
    scope: 'user:read:list_schedulers:admin',
    rate: 'medium',
    handle: ({ account, params: { userId = '' } }) => {
      const schedulers = schedulersOf(account, memberOf(account, userId)).map(({ id, email, pmi }) => ({
        id,
        email,
        pmi,
      }));
      return { status: 200, body: { schedulers } };
    },
  },
  {
    operation: 'deleteScheduler',
    method: 'DELETE',
    path: '/users/:userId/schedulers/:schedulerId',
    scope: 'user:delete:scheduler:admin',
    rate: 'light',
    handle: (request) => {
      const { account, params } = request;
      const user = memberOf(account, params.userId ?? '');
      // As with assistants, only an id will do; Zoom's document does not speak of an email here.
      const { schedulerId = '' } = params;
      const scheduler = memberOf(account, schedulerId.includes('@') ? '' : schedulerId);
      if (scheduler.assistants.includes(user.id)) release(request, user, scheduler);
      return { status: 204 };
    },
  },
  {
    operation: 'deleteSchedulers',
    method: 'DELETE',
    path: '/users/:userId/schedulers',
    scope: 'user:delete:scheduler:admin',
    rate: 'light',
    handle: (request) => {
      const user = memberOf(request.account, request.params.userId ?? '');
      for (const scheduler of schedulersOf(request.account, user)) release(request, user, scheduler);
      return { status: 204 };
    },
  },
];

const schedulersOf = (account: ZoomAccount, user: ZoomAccountUser): ZoomAccountUser[] =>
  account.users.filter((other) => other.assistants.includes(user.id));

function release({ changed }: ZoomRequest, user: ZoomAccountUser, scheduler: ZoomAccountUser): void {
  scheduler.assistants = scheduler.assistants.filter((id) => id !== user.id);
  changed(user.id, `no longer schedules for ${scheduler.email}`);
}
