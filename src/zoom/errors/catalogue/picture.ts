import { noSuchUser } from './accounts.ts';
import type { Rows } from './row.ts';

/** The profile picture. */
export const pictureRows: Rows = {
  uploadPicture: [
    { code: 1001, message: 'User not exist.', meaning: 'user-not-found' },
    noSuchUser,
    { code: 1010, message: 'User not belong to this account', meaning: 'user-other-account' },
    { code: 120, message: 'File is empty', meaning: 'picture-empty' },
    { code: 120, message: 'File size cannot exceed 2M', meaning: 'picture-too-large' },
    {
      code: 120,
      message: 'Only jpg/jpeg, gif or png image file can be uploaded.',
      meaning: 'picture-wrong-type',
    },
    {
      code: 120,
      message: 'Only jpg/jpeg or png image file can be uploaded.',
      meaning: 'picture-wrong-type',
    },
    // Without a text for a part without a file name.
    { code: 120, meaning: 'picture-refused' },
    {
      code: 300,
      message:
        'Your request was not accepted because the profile picture contains invalid or explicit content.',
      meaning: 'picture-content-refused',
    },
    // Nobody is to be blamed for explicit content by a code alone.
    { code: 300, meaning: 'picture-refused' },
    {
      code: 200,
      message: 'Only an account administrator can change a profile picture.',
      meaning: 'admin-only-change',
    },
    { code: 200, meaning: 'picture-refused' },
  ],
};
