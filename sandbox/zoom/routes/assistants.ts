import type { Route } from '../route.ts';
import { addAssistants } from './add-assistants.ts';
import { memberOf } from './find.ts';

/** Assistants: those who may schedule for the user. */
export const assistantRoutes: readonly Route[] = [
  {
    operation: 'listAssistants',
    method: 'GET',
    path: '/users/:userId/assistants',
    scope: 'user:read:list_assistants:admin',
    rate: 'medium',
    handle: ({ account, params: { userId = '' } }) => {
      const user = memberOf(account, userId);
      const assistants = account.users
        .filter((other) => user.assistants.includes(other.id))
        .map(({ id, email }) => ({ id, email, can_manage_host_private_event: false }));
      return { status: 200, body: { assistants } };
    },
  },
  {
    operation: 'addAssistants',
    method: 'POST',
    path: '/users/:userId/assistants',
    scope: 'user:write:assistant:admin',
    rate: 'medium',
    handle: addAssistants,
  },
  {
    operation: 'deleteAssistant',
    method: 'DELETE',
    path: '/users/:userId/assistants/:assistantId',
    scope: 'user:delete:assistant:admin',
    rate: 'light',
    handle: ({ account, params: { userId = '', assistantId = '' }, changed }) => {
      const user = memberOf(account, userId);
      const assistant = memberOf(account, assistantId.includes('@') ? '' : assistantId);
      if (user.assistants.includes(assistant.id)) {
        user.assistants = user.assistants.filter((id) => id !== assistant.id);
        changed(user.id, `assistant ${assistant.email} removed`);
      }
      return { status: 204 };
    },
  },
  {
    operation: 'deleteAssistants',
    method: 'DELETE',
    path: '/users/:userId/assistants',
    scope: 'user:delete:assistant:admin',
    rate: 'light',
    handle: ({ account, params: { userId = '' }, changed }) => {
      const user = memberOf(account, userId);
      if (user.assistants.length > 0) changed(user.id, `all ${user.assistants.length} assistants removed`);
      user.assistants = [];
      return { status: 204 };
    },
  },
];
