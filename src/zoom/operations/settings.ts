import { define } from '../operation.ts';
import { settingsSchema } from '../schemas/settings.ts';
import { settingsChangesSchema } from '../schemas/settings-changes.ts';

/** A user's settings, add-on licences among them. */
export const settingsOperations = {
  getSettings: define({
    method: 'GET',
    path: '/users/{userId}/settings',
    query: ['option', 'custom_query_fields'],
    success: 200,
    scopes: ['user:read:settings:admin'],
    rate: 'medium',
    idempotent: true,
    response: settingsSchema,
  }),
  updateSettings: define({
    method: 'PATCH',
    path: '/users/{userId}/settings',
    query: ['option'],
    success: 204,
    scopes: ['user:update:settings:admin'],
    rate: 'medium',
    // It sets values: the same values twice leave the same settings.
    idempotent: true,
    request: settingsChangesSchema,
  }),
};
