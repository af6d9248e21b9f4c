import { z } from 'zod';
import { define } from '../operation.ts';
import { assistantsSchema, newAssistantsSchema, schedulersSchema } from '../schemas/assistants.ts';

/** Who schedules for whom. */
export const assistantOperations = {
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
  deleteScheduler: define({
    method: 'DELETE',
    path: '/users/{userId}/schedulers/{schedulerId}',
    success: 204,
    scopes: ['user:delete:scheduler:admin'],
    rate: 'light',
    // Whoever is gone stays gone.
    idempotent: true,
  }),
  deleteSchedulers: define({
    method: 'DELETE',
    path: '/users/{userId}/schedulers',
    success: 204,
    scopes: ['user:delete:scheduler:admin'],
    rate: 'light',
    // An empty list stays empty.
    idempotent: true,
  }),
};
