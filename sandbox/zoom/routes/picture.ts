import { readPicture } from '../picture.ts';
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
