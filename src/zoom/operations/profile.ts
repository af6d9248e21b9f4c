import { z } from 'zod';
import { define } from '../operation.ts';

const phoneNumber = z.strictObject({
  /** Country code, such as `+49`. */
  code: z.string().optional(),
  /** Country id, such as `DE`. */
  country: z.string().optional(),
  label: z.enum(['Mobile', 'Office', 'Home', 'Fax']).optional(),
  number: z.string(),
});

/** A licence of one subscription, in accounts with several of the same plan. */
const licenseInfo = z.strictObject({
  /** `MEETING` or `ZOOM_WORKPLACE_BUNDLE`. */
  license_type: z.string(),
  license_option: z.bigint(),
  subscription_id: z.string(),
});

/**
 * What `PATCH /users/{userId}` may change; the limits are those of Zoom's document. Left out: its deprecated phone
 * fields, and `feature.zoom_phone`, whose false takes a phone licence and its numbers away.
 */
export const userChangesSchema = z
  .strictObject({
    /** Never together: `type`, `plan_united_type`, `zoom_one_type`. See `licensing.ts`. */
    type: z.union([z.literal(1), z.literal(2), z.literal(4)]),
    plan_united_type: z.string(),
    zoom_one_type: z.bigint(),
    license_info_list: z.array(licenseInfo).max(2),
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

/**
 * A picture to upload. Which types and sizes are taken (2 MB; jpg and png, gif once) is for Zoom to say. The name is
 * required: without one Zoom answers 400 with code 120 and no text.
 */
export const pictureSchema = z.strictObject({
  name: z.string().min(1).max(255),
  /** Media type, such as `image/png`. */
  type: z.string().regex(/^image\/[\w.+-]+$/),
  content: z.instanceof(Uint8Array),
});

/** Profile, licence type, email address and picture. */
export const profileOperations = {
  updateUser: define({
    method: 'PATCH',
    path: '/users/{userId}',
    success: 204,
    scopes: ['user:update:user:admin'],
    rate: 'light',
    // It sets values: the same values twice leave the same user.
    idempotent: true,
    request: userChangesSchema,
  }),
  changeEmail: define({
    method: 'PUT',
    path: '/users/{userId}/email',
    success: 204,
    scopes: ['user:update:email:admin'],
    rate: 'light',
    // Zoom counts changes (three in 24 hours), and a path by email finds no user once the first attempt worked.
    idempotent: false,
    request: z.strictObject({ email: z.string().min(1).max(127) }),
  }),
  uploadPicture: define({
    method: 'POST',
    path: '/users/{userId}/picture',
    success: 201,
    scopes: ['user:write:profile_picture:admin'],
    rate: 'medium',
    // Uploading the same picture twice leaves the same picture.
    idempotent: true,
    request: pictureSchema,
    filePart: 'pic_file',
  }),
};
