import { z } from 'zod';

/**
 * A user as Zoom answers it. Only what the bot reads is checked; Zoom leaves out what is not set, and adds
 * fields without notice.
 */
export const userSchema = z.looseObject({
  id: z.string(),
  email: z.string(),
  /** 1 Basic, 2 Licensed, 4 Unassigned without Meetings Basic, 99 None (3 On-prem in older accounts). */
  type: z.number(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  display_name: z.string().optional(),
  /** `active`, `inactive`, `pending`; left open, as Zoom may add to it. */
  status: z.string().optional(),
  role_id: z.union([z.string(), z.number()]).optional(),
  role_name: z.string().optional(),
  account_id: z.string().optional(),
  pmi: z.number().optional(),
  use_pmi: z.boolean().optional(),
  personal_meeting_url: z.string().optional(),
  vanity_url: z.string().optional(),
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
  login_types: z.array(z.number()).optional(),
  created_at: z.string().optional(),
  last_login_time: z.string().optional(),
});

const phoneNumber = z.strictObject({
  /** Country code, such as `+49`. */
  code: z.string().optional(),
  /** Country id, such as `DE`. */
  country: z.string().optional(),
  label: z.enum(['Mobile', 'Office', 'Home', 'Fax']).optional(),
  number: z.string(),
});

/**
 * What `PATCH /users/{userId}` may change; the limits are those of Zoom's document. Left out: its deprecated phone
 * fields, and `feature.zoom_phone`, whose false takes a phone licence and its numbers away.
 */
export const userChangesSchema = z
  .strictObject({
    type: z.union([z.literal(1), z.literal(2), z.literal(4)]),
    first_name: z.string().max(64),
    last_name: z.string().max(64),
    display_name: z.string().max(128),
    company: z.string().max(255),
    dept: z.string(),
    job_title: z.string().max(128),
    location: z.string().max(256),
    cost_center: z.string(),
    /** Email address or display name of somebody in the account. */
    manager: z.string(),
    phone_numbers: z.array(phoneNumber).max(3),
    pronouns: z.string(),
    pronouns_option: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    timezone: z.string(),
    language: z.string(),
    vanity_name: z.string(),
    pmi: z.number().int(),
    use_pmi: z.boolean(),
    host_key: z.string().min(6).max(10),
    about_me: z.string().max(150),
    linkedin_url: z.string(),
  })
  .partial();
