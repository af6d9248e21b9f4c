import { z } from 'zod';
import { define } from '../operation.ts';
import { pictureSchema } from '../schemas/picture.ts';
import { userChangesSchema } from '../schemas/user.ts';

/** What an account says of its owner, and the licence. */
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
    // Zoom counts changes (three in 24 hours), and a path by email finds nobody once the first try worked.
    idempotent: false,
    request: z.strictObject({ email: z.string().min(1).max(127) }),
  }),
  uploadPicture: define({
    method: 'POST',
    path: '/users/{userId}/picture',
    success: 201,
    scopes: ['user:write:profile_picture:admin'],
    rate: 'medium',
    // The same picture twice is the same picture.
    idempotent: true,
    request: pictureSchema,
    filePart: 'pic_file',
  }),
};
