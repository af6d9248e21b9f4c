import { z } from 'zod';
import { define } from '../operation.ts';
import { filled, number } from '../values.ts';

/** A meeting or webinar in a list; only what people are told of it. */
const event = z.looseObject({
  topic: z.string().optional().catch(undefined),
  start_time: z.string().optional().catch(undefined),
  /** Minutes. */
  duration: number.optional().catch(undefined),
});

const meetingsSchema = z.looseObject({ meetings: z.array(event), next_page_token: z.string().optional() });
const webinarsSchema = z.looseObject({ webinars: z.array(event) });

/** A number that counts as not told when it is odd: whoever needs it asks further. */
const count = number.optional().catch(undefined);

/** One page of the hosts of a span of days, and what they hosted in it. */
const hostReportSchema = z.looseObject({
  users: z.array(z.looseObject({ id: filled, meetings: count, participants: count, meeting_minutes: count })),
  next_page_token: z.string().optional(),
});

/** One page of the meetings and webinars that somebody hosted; Zoom lists those with two or more people. */
const meetingReportSchema = z.looseObject({
  meetings: z.array(
    z.looseObject({
      start_time: z.string().optional().catch(undefined),
      duration: count,
      participants_count: count,
      type: count,
    }),
  ),
  next_page_token: z.string().optional(),
});

const groupsSchema = z.looseObject({
  groups: z.array(z.looseObject({ id: z.string(), name: z.string().optional() })).default([]),
  next_page_token: z.string().optional(),
});

/** A user of Zoom Phone. */
export const phoneUserSchema = z.looseObject({
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
    query: ['type', 'page_size', 'next_page_token'],
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
    query: ['page_size', 'next_page_token'],
    success: 200,
    scopes: ['group:read:list_groups:admin'],
    rate: 'medium',
    idempotent: true,
    response: groupsSchema,
    optional: true,
  }),
  reportHosts: define({
    method: 'GET',
    path: '/report/users',
    query: ['type', 'from', 'to', 'page_size', 'next_page_token'],
    success: 200,
    scopes: ['report:read:list_users:admin'],
    rate: 'heavy',
    idempotent: true,
    response: hostReportSchema,
    optional: true,
  }),
  reportMeetings: define({
    method: 'GET',
    path: '/report/users/{userId}/meetings',
    query: ['from', 'to', 'page_size', 'next_page_token'],
    success: 200,
    scopes: ['report:read:user:admin'],
    rate: 'heavy',
    idempotent: true,
    response: meetingReportSchema,
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
