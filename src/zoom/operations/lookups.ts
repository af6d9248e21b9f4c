import { z } from 'zod';
import { define } from '../operation.ts';

/** Is this address, is this name in use? */
export const lookupOperations = {
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
