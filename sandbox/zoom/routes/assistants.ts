import { findUser, type ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { Route, ZoomRequest } from '../route.ts';
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
        .map(({ id, email }) => ({
          id,
          email,
          can_manage_host_private_event: user.privateEvents.includes(id),
        }));
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
        user.privateEvents = user.privateEvents.filter((id) => id !== assistant.id);
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
      user.privateEvents = [];
      return { status: 204 };
    },
  },
];

/** `POST /users/{userId}/assistants`: all of the list or none of it. */
function addAssistants({ account, params: { userId = '' }, body, changed }: ZoomRequest): Reply {
  const user = memberOf(account, userId);
  const wanted = readList(body.assistants);
  if (!account.paid) throw new Refusal(400, 200, `Current account must be paid account: ${user.id}`);
  if (user.type !== 2) throw new Refusal(400, 200, `User must be a Pro or Corp user: ${user.id}`);
  const assistants = new Set(wanted.map((one) => checked(account, user, one.name)));

  for (const assistant of assistants) {
    user.assistants.push(assistant.id);
    changed(user.id, `assistant ${assistant.email} added`);
    const { id, email } = assistant;
    const privateEvents = wanted.some((one) => one.privateEvents && [id, email].includes(one.name));
    if (privateEvents) user.privateEvents.push(id);
  }
  const ids = [...assistants].map(({ id }) => id).join(',');
  return { status: 201, body: { ids, add_at: new Date().toISOString() } };
}

/** What names each assistant, an id or an email, and what they may do. */
function readList(list: unknown): { name: string; privateEvents: boolean }[] {
  if (!Array.isArray(list) || list.length === 0 || list.length > 30) throw invalidFields('assistants');
  return list.map((entry: unknown, index) => {
    const {
      id,
      email,
      can_manage_host_private_event: privateEvents,
    } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>;
    const name = id ?? email;
    if (typeof name !== 'string' || name === '') throw invalidFields(`assistants[${index}].email`);
    return { name, privateEvents: privateEvents === true };
  });
}

function checked(account: ZoomAccount, user: ZoomAccountUser, name: string): ZoomAccountUser {
  const assistant = findUser(account, name);
  if (!assistant) throw new Refusal(400, 200, `Can't find user ${name}.`);
  const { email } = assistant;
  if (assistant === user) throw new Refusal(400, 200, "Can't assign scheduling privilege to yourself.");
  if (assistant.accountId !== account.id) {
    throw new Refusal(400, 200, `User ${email} doesn't belong to current account.`);
  }
  if (assistant.type !== 2) throw new Refusal(400, 200, `User ${email} must be a Pro or Corp user.`);
  if (user.assistants.includes(assistant.id)) {
    throw new Refusal(400, 200, `User ${email} already has the scheduling privilege for you.`);
  }
  return assistant;
}

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
  scheduler.privateEvents = scheduler.privateEvents.filter((id) => id !== user.id);
  changed(user.id, `no longer schedules for ${scheduler.email}`);
}
