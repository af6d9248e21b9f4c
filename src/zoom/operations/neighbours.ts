import { z } from 'zod';
import { define } from '../operation.ts';

/** A meeting or webinar in a list; only what people are told of it. */
const event = z.looseObject({
  topic: z.string().optional().catch(undefined),
  start_time: z.string().optional().catch(undefined),
});

const meetingsSchema = z.looseObject({ meetings: z.array(event) });
const webinarsSchema = z.looseObject({ webinars: z.array(event) });

const groupsSchema = z.looseObject({
  groups: z.array(z.looseObject({ id: z.string(), name: z.string().optional() })).default([]),
});

const phoneUserSchema = z.looseObject({
  extension_number: z.union([z.number(), z.string()]).optional(),
  phone_numbers: z.array(z.looseObject({ number: z.string().optional() })).optional(),
  calling_plans: z.array(z.looseObject({ name: z.string().optional() })).optional(),
});

/**
 * Optional operations beside the User API: what an account holds and does, so that people know before a change what it
 * takes.
 */
export const neighbourOperations = {
  listMeetings: define({
    method: 'GET',
    path: '/users/{userId}/meetings',
    query: ['type', 'page_size'],
    success: 200,
    scopes: ['meeting:read:list_meetings:admin'],
    rate: 'medium',
    idempotent: true,
    response: meetingsSchema,
    optional: true,
  }),
  listWebinars: define({
    method: 'GET',
    path: '/users/{userId}/webinars',
    query: ['type', 'page_size'],
    success: 200,
    scopes: ['webinar:read:list_webinars:admin'],
    rate: 'medium',
    idempotent: true,
    response: webinarsSchema,
    optional: true,
  }),
  listGroups: define({
    method: 'GET',
    path: '/groups',
    query: ['page_size'],
    success: 200,
    scopes: ['group:read:list_groups:admin'],
    rate: 'medium',
    idempotent: true,
    response: groupsSchema,
    optional: true,
  }),
  addGroupMembers: define({
    method: 'POST',
    path: '/groups/{groupId}/members',
    success: 201,
    scopes: ['group:write:member:admin'],
    rate: 'medium',
    // What a repetition is answered is not documented.
    idempotent: false,
    request: z.strictObject({ members: z.array(z.strictObject({ id: z.string().min(1) })).min(1) }),
    optional: true,
  }),
  getPhoneUser: define({
    method: 'GET',
    path: '/phone/users/{userId}',
    success: 200,
    // For one user; `GET /phone/users`, the list, takes `phone:read:list_users:admin`. The classic scope of both is `phone:read:admin`.
    scopes: ['phone:read:user:admin'],
    rate: 'light',
    idempotent: true,
    response: phoneUserSchema,
    optional: true,
  }),
};
