import { z } from 'zod';

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

/** Answer of createUser. */
export const createdUserSchema = z.looseObject({
  id: z.string(),
  email: z.string(),
  type: z.number().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});
