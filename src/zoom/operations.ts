import { z } from 'zod';
import { define } from './operation.ts';
import { assistantsSchema, newAssistantsSchema, schedulersSchema } from './schemas/assistants.ts';
import { settingsSchema } from './schemas/settings.ts';
import { userChangesSchema, userSchema } from './schemas/user.ts';

/**
 * The calls of Zoom's User API that the bot makes. Methods, paths, statuses, scopes and rate labels are those
 * of Zoom's Users document; `idempotent` is our own judgement, the reason stands beside each change.
 */
export const operations = {
  getUser: define({
    method: 'GET',
    path: '/users/{userId}',
    success: 200,
    scopes: ['user:read:user:admin'],
    rate: 'light',
    idempotent: true,
    response: userSchema,
  }),
  updateUser: define({
    method: 'PATCH',
    path: '/users/{userId}',
    success: 204,
    scopes: ['user:update:user:admin'],
    rate: 'light',
    // It sets values: the same values twice leave the same user.
    idempotent: true,
    request: userChangesSchema,
  }),
  changeEmail: define({
    method: 'PUT',
    path: '/users/{userId}/email',
    success: 204,
    scopes: ['user:update:email:admin'],
    rate: 'light',
    // Zoom counts changes (three in 24 hours), and a path by email finds nobody once the first try worked.
    idempotent: false,
    request: z.strictObject({ email: z.string().min(1).max(127) }),
  }),
  getSettings: define({
    method: 'GET',
    path: '/users/{userId}/settings',
    success: 200,
    scopes: ['user:read:settings:admin'],
    rate: 'medium',
    idempotent: true,
    response: settingsSchema,
  }),
  listAssistants: define({
    method: 'GET',
    path: '/users/{userId}/assistants',
    success: 200,
    scopes: ['user:read:list_assistants:admin'],
    rate: 'medium',
    idempotent: true,
    response: assistantsSchema,
  }),
  addAssistants: define({
    method: 'POST',
    path: '/users/{userId}/assistants',
    success: 201,
    scopes: ['user:write:assistant:admin'],
    rate: 'medium',
    // A repetition is answered "already has the scheduling privilege": a success would look like a failure.
    idempotent: false,
    request: newAssistantsSchema,
    response: z.looseObject({ ids: z.string().optional(), add_at: z.string().optional() }),
  }),
  deleteAssistant: define({
    method: 'DELETE',
    path: '/users/{userId}/assistants/{assistantId}',
    success: 204,
    scopes: ['user:delete:assistant:admin'],
    rate: 'light',
    // Whoever is gone stays gone.
    idempotent: true,
  }),
  deleteAssistants: define({
    method: 'DELETE',
    path: '/users/{userId}/assistants',
    success: 204,
    scopes: ['user:delete:assistant:admin'],
    rate: 'light',
    // An empty list stays empty.
    idempotent: true,
  }),
  listSchedulers: define({
    method: 'GET',
    path: '/users/{userId}/schedulers',
    success: 200,
    scopes: ['user:read:list_schedulers:admin'],
    rate: 'medium',
    idempotent: true,
    response: schedulersSchema,
  }),
  checkEmail: define({
    method: 'GET',
    path: '/users/email',
    query: ['email'],
    success: 200,
    scopes: ['user:read:email:admin'],
    rate: 'light',
    idempotent: true,
    response: z.looseObject({ existed_email: z.boolean() }),
  }),
  checkVanityName: define({
    method: 'GET',
    path: '/users/vanity_name',
    query: ['vanity_name'],
    success: 200,
    scopes: ['user:read:pm_room:admin'],
    rate: 'light',
    idempotent: true,
    response: z.looseObject({ existed: z.boolean() }),
  }),
};

/** Name of a call, as used in errors, logs and the list of scopes. */
export type OperationName = keyof typeof operations;
