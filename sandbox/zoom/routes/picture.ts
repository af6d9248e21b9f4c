import { createHash } from 'node:crypto';
import type { Picture, ZoomAccountUser } from '../account-user.ts';
import { invalidFields, Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { memberOf } from './find.ts';

/** Profile pictures. */
export const pictureRoutes: readonly Route[] = [
  {
    operation: 'uploadPicture',
    method: 'POST',
    path: '/users/:userId/picture',
    scope: 'user:write:profile_picture:admin',
    rate: 'medium',
    multipart: true,
    handle: async ({ account, params: { userId = '' }, form, changed }) => {
      const user = memberOf(account, userId);
      const picture = await readPicture(form);
      user.picture = picture;
      changed(user.id, `picture: ${picture.type}, ${picture.bytes.length} bytes`);
      return { status: 201, body: {} };
    },
  },
];

const largest = 2 * 1024 * 1024;

/** What a file begins with, whatever its name says. */
const beginnings: readonly [Picture['type'], readonly number[]][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
];

/** Reads the part `pic_file` of a form; refuses what Zoom refuses. */
async function readPicture(form: FormData | undefined): Promise<Picture> {
  const part = form?.get('pic_file');
  if (part === undefined || part === null) throw invalidFields('pic_file');
  // A part without a file name is no file: Zoom has this code for it and no words.
  if (typeof part === 'string' || part.name === '') throw new Refusal(400, 120, '');
  if (part.size === 0) throw new Refusal(400, 120, 'File is empty');
  if (part.size > largest) throw new Refusal(400, 120, 'File size cannot exceed 2M');
  const bytes = await part.bytes();
  const type = beginnings.find(([, start]) => start.every((byte, at) => bytes[at] === byte))?.[0];
  if (!type) throw new Refusal(400, 120, 'Only jpg/jpeg, gif or png image file can be uploaded.');
  return { type, bytes, name: createHash('sha256').update(bytes).digest('base64url').slice(0, 22) };
}

/** Path of a user's picture, or an empty text for those who have none. */
export const picturePath = (user: ZoomAccountUser): string =>
  user.picture ? `/p/v2/${user.id}/${user.picture.name}` : '';
