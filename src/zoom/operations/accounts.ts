import { z } from 'zod';
import { define } from '../operation.ts';
import { filled, flag, link, number, text } from '../values.ts';

/** A licence that one of several subscriptions gives; options have 64 bits, so they are texts. */
const licenceInfo = z.looseObject({
  license_type: z.string().optional(),
  license_option: text.optional(),
  subscription_id: text.optional(),
});

const userFields = z.looseObject({
  id: filled,
  email: filled,
  /** 1 Basic, 2 Licensed, 4 Unassigned without Meetings Basic, 99 None (3 On-prem in older accounts). */
  type: number.optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  display_name: z.string().optional(),
  /** `active`, `inactive`, `pending`; left open, as Zoom may add to it. */
  status: z.string().optional(),
  role_id: text.optional(),
  role_name: z.string().optional(),
  account_id: z.string().optional(),
  pmi: number.optional(),
  use_pmi: flag.optional(),
  personal_meeting_url: link.optional(),
  vanity_url: link.optional(),
  timezone: z.string().optional(),
  language: z.string().optional(),
  dept: z.string().optional(),
  job_title: z.string().optional(),
  company: z.string().optional(),
  location: z.string().optional(),
  pronouns: z.string().optional(),
  manager: z.string().optional(),
  cost_center: z.string().optional(),
  about_me: z.string().optional(),
  host_key: z.string().optional(),
  pic_url: z.string().optional(),
  login_types: z.array(number).optional(),
  plan_united_type: text.optional(),
  zoom_one_type: text.optional(),
  license_info_list: z.array(licenceInfo).optional(),
  created_at: z.string().optional(),
  last_login_time: z.string().optional(),
});

/** Of somebody who has not accepted the invitation Zoom may tell no more than an id or a type. */
function isPending(user: z.output<typeof userFields>): boolean {
  const { id, email, type, status, last_login_time: lastLogin } = user;
  if (status !== undefined) return status === 'pending';
  return (email ?? lastLogin) === undefined && (id ?? type) !== undefined;
}

/**
 * A user as Zoom answers it. Only what the bot reads is checked; Zoom leaves out what is not set, and adds fields
 * without notice. An account that is in use has an id, an email and a type.
 */
export const userSchema = userFields.superRefine((user, context) => {
  if (isPending(user)) return;
  const kinds = { id: 'string', email: 'string', type: 'number' } as const;
  for (const [field, kind] of Object.entries(kinds)) {
    if (user[field] === undefined) context.addIssue({ code: 'custom', path: [field], message: kind });
  }
});

/** Pending users have no id: they are known by their email only. */
const listedUser = userFields
  .pick({
    id: true,
    email: true,
    type: true,
    first_name: true,
    last_name: true,
    display_name: true,
    status: true,
    dept: true,
    role_id: true,
    timezone: true,
    last_login_time: true,
  })
  .extend({ user_created_at: z.string().optional() })
  .refine(({ id, email }) => (id ?? email) !== undefined, 'id or email');

/** One page of users. */
export const userListSchema = z.looseObject({
  users: z.array(listedUser),
  /** The empty string on the last page. */
  next_page_token: z.string().optional(),
  total_records: number.optional(),
  /** As asked for, and how many pages there are. */
  page_number: number.optional(),
  page_count: number.optional(),
});

const newUser = z.strictObject({
  email: z.string().min(1).max(128),
  /** 1 Basic, 2 Licensed, 4 Unassigned without Meetings Basic, 99 None (only with `ssoCreate`). */
  type: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(99)]),
  first_name: z.string().max(64).optional(),
  last_name: z.string().max(64).optional(),
  display_name: z.string().max(128).optional(),
  /** Only with `autoCreate`. */
  password: z.string().min(1).optional(),
  division_ids: z.array(z.string()).max(1).optional(),
  plan_united_type: z.string().optional(),
});

/**
 * Body of createUser. `create`: Zoom writes to the person, who is pending until they accept. `autoCreate`: at once,
 * on a managed domain, with a password. `custCreate`: an API user without sign-in. `ssoCreate`: signs in by SSO.
 */
export const newUserSchema = z
  .strictObject({
    action: z.enum(['create', 'autoCreate', 'custCreate', 'ssoCreate']),
    user_info: newUser,
  })
  .refine(({ action, user_info }) => user_info.password === undefined || action === 'autoCreate', {
    message: 'only autoCreate takes a password',
    path: ['user_info', 'password'],
  });

/** Answer of createUser; it may be empty, or without an id. Who has to know more reads the user. */
export const createdUserSchema = z
  .looseObject({ id: filled, email: filled, type: number.optional() })
  .default({ id: undefined, email: undefined });

/** Body of updateStatus. Deactivating takes all licences away. */
export const statusSchema = z.strictObject({
  action: z.enum(['activate', 'deactivate']),
});

/** Listing, creating, reading, removing, activating and deactivating accounts. */
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
    // A repetition finds no user (404), or is refused while the first one runs (429).
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
