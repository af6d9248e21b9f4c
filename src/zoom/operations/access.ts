import { z } from 'zod';
import { define } from '../operation.ts';
import { flag, text } from '../values.ts';

/** Lookups of an email address and of a personal link name. */
export const lookupOperations = {
  checkEmail: define({
    method: 'GET',
    path: '/users/email',
    query: ['email'],
    success: 200,
    scopes: ['user:read:email:admin'],
    rate: 'light',
    idempotent: true,
    response: z.looseObject({ existed_email: flag }),
  }),
  checkVanityName: define({
    method: 'GET',
    path: '/users/vanity_name',
    query: ['vanity_name'],
    success: 200,
    scopes: ['user:read:pm_room:admin'],
    rate: 'light',
    idempotent: true,
    response: z.looseObject({ existed: flag }),
  }),
};

/** Passwords, tokens and permissions. */
export const accessOperations = {
  updatePassword: define({
    method: 'PUT',
    path: '/users/{userId}/password',
    success: 204,
    scopes: ['user:update:password:admin'],
    rate: 'medium',
    // A repetition is answered "can not match the old password", and Zoom counts the changes of a day.
    idempotent: false,
    // Zoom checks its length; password-rules.ts checks it before.
    request: z.strictObject({ password: z.string().min(1) }),
  }),
  getPermissions: define({
    method: 'GET',
    path: '/users/{userId}/permissions',
    success: 200,
    scopes: ['user:read:list_permissions:admin'],
    rate: 'light',
    idempotent: true,
    // The list is missing for people without any.
    response: z.looseObject({ permissions: z.array(text).default([]) }),
  }),
  getToken: define({
    method: 'GET',
    path: '/users/{userId}/token',
    query: ['type', 'ttl'],
    success: 200,
    scopes: ['user:read:token:admin'],
    rate: 'light',
    idempotent: true,
    // In place of a token of the deprecated type Zoom answers 200 with a sentence.
    response: z.looseObject({ token: z.string().regex(/^\S+$/) }),
  }),
  revokeSsoToken: define({
    method: 'DELETE',
    path: '/users/{userId}/token',
    success: 204,
    scopes: ['user:delete:token:admin'],
    rate: 'light',
    // A user who is signed out stays signed out.
    idempotent: true,
  }),
};
