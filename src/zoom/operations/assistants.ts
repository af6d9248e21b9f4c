import { z } from 'zod';
import { define } from '../operation.ts';
import { flag, number } from '../values.ts';

const assistant = z.looseObject({
  id: z.string().min(1),
  email: z.string().min(1),
  can_manage_host_private_event: flag.optional(),
});

const scheduler = z.looseObject({
  id: z.string().min(1),
  email: z.string().min(1),
  pmi: number.optional(),
});

/** At most 30 and no paging, by Zoom's document; the list may be missing where there are none. */
export const assistantsSchema = z.looseObject({ assistants: z.array(assistant).default([]) });
/** At most 30 and no paging, by Zoom's document; the list may be missing where there are none. */
export const schedulersSchema = z.looseObject({ schedulers: z.array(scheduler).default([]) });

const newAssistant = z
  .strictObject({
    id: z.string().min(1).optional(),
    email: z.string().min(1).optional(),
    can_manage_host_private_event: z.boolean().optional(),
  })
  .refine((one) => (one.id === undefined) !== (one.email === undefined), 'give an id or an email, not both');

/** Body of addAssistants: one to 30 people, each by id or by email. */
export const newAssistantsSchema = z.strictObject({ assistants: z.array(newAssistant).min(1).max(30) });

/** Assistants and schedulers. */
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
  }),
  deleteAssistant: define({
    method: 'DELETE',
    path: '/users/{userId}/assistants/{assistantId}',
    success: 204,
    scopes: ['user:delete:assistant:admin'],
    rate: 'light',
    // Removing twice leaves the same list.
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
    // Removing twice leaves the same list.
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
