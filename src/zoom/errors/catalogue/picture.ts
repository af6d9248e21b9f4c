import { noSuchUser } from './accounts.ts';
import type { Rows } from './row.ts';

/** The profile picture. */
export const pictureRows: Rows = {
  uploadPicture: [
    { code: 1001, message: 'User not exist.', kind: 'user-not-found' },
    noSuchUser,
    { code: 1010, message: 'User not belong to this account', kind: 'user-other-account' },
    { code: 120, message: 'File is empty', kind: 'picture-empty' },
    { code: 120, message: 'File size cannot exceed 2M', kind: 'picture-too-large' },
    {
      code: 120,
      message: 'Only jpg/jpeg, gif or png image file can be uploaded.',
      kind: 'picture-wrong-type',
    },
    {
      code: 120,
      message: 'Only jpg/jpeg or png image file can be uploaded.',
      kind: 'picture-wrong-type',
    },
    // Without a text for a part without a file name.
    { code: 120, kind: 'picture-refused' },
    {
      code: 300,
      message:
        'Your request was not accepted because the profile picture contains invalid or explicit content.',
      kind: 'picture-content-refused',
    },
    // Nobody is to be blamed for explicit content by a code alone.
    { code: 300, kind: 'picture-refused' },
    {
      code: 200,
      message: 'Only an account administrator can change a profile picture.',
      kind: 'admin-only-change',
    },
    { code: 200, kind: 'picture-refused' },
  ],
};
