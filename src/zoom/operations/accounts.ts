import { define } from '../operation.ts';
import { createdUserSchema, newUserSchema } from '../schemas/new-user.ts';
import { statusSchema } from '../schemas/status.ts';
import { userSchema } from '../schemas/user.ts';
import { userListSchema } from '../schemas/user-list.ts';

/** Accounts as a whole: who there is, who comes and goes. */
export const accountOperations = {
  listUsers: define({
    method: 'GET',
    path: '/users',
    query: ['status', 'page_size', 'next_page_token', 'page_number', 'role_id'],
    success: 200,
    scopes: ['user:read:list_users:admin'],
    rate: 'medium',
    idempotent: true,
    response: userListSchema,
  }),
  createUser: define({
    method: 'POST',
    path: '/users',
    success: 201,
    scopes: ['user:write:user:admin'],
    rate: 'light',
    // A repetition is answered "has already been used": a success would look like a failure.
    idempotent: false,
    request: newUserSchema,
    response: createdUserSchema,
  }),
  getUser: define({
    method: 'GET',
    path: '/users/{userId}',
    success: 200,
    scopes: ['user:read:user:admin'],
    rate: 'light',
    idempotent: true,
    response: userSchema,
  }),
  deleteUser: define({
    method: 'DELETE',
    path: '/users/{userId}',
    query: [
      'action',
      'encrypted_email',
      'transfer_email',
      'transfer_meeting',
      'transfer_webinar',
      'transfer_recording',
      'transfer_whiteboard',
      'transfer_clipfiles',
      'transfer_notes',
      'transfer_visitors',
      'transfer_docs',
      'transfer_events',
    ],
    success: 204,
    scopes: ['user:delete:user:admin'],
    rate: 'light',
    // A repetition finds nobody (404), or meets the first one at work (429).
    idempotent: false,
  }),
  updateStatus: define({
    method: 'PUT',
    path: '/users/{userId}/status',
    success: 204,
    scopes: ['user:update:status:admin'],
    rate: 'light',
    // It sets a state.
    idempotent: true,
    request: statusSchema,
  }),
};
