import { type Journey, journey, meanwhile, played } from './journey.ts';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 3]);
const upload = {
  who: 'ada',
  line: 'picture',
  form: { picture: [{ name: 'ada.png', mimetype: 'image/png', content: png.toString('base64') }] },
};
const checked = played('the bot refuses such a file itself, before Zoom sees it');

/** Ada uploads a picture. */
export const picture: readonly Journey[] = [
  journey('uploadPicture', 120, 'File is empty', 'picture-empty', { ...upload, when: checked }),
  journey('uploadPicture', 120, 'File size cannot exceed 2M', 'picture-too-large', {
    ...upload,
    when: checked,
  }),
  journey('uploadPicture', 120, 'Only jpg/jpeg, gif or png', 'picture-wrong-type', {
    ...upload,
    when: checked,
  }),
  journey('uploadPicture', 1001, 'User not exist.', 'user-not-found', { ...upload, when: meanwhile() }),
  journey('uploadPicture', 1010, 'User not belong', 'user-other-account', { ...upload, when: meanwhile() }),
];
