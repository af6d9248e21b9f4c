import { type RowRequest, row } from './row.ts';
import { at, gone, moved } from './state.ts';

const upload = (bytes: Uint8Array<ArrayBuffer>, filename = 'ada.png'): RowRequest => ({
  method: 'POST',
  path: at('ada', '/picture'),
  multipart: { field: 'pic_file', filename, bytes },
});
/** The smallest thing that passes for a PNG. */
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const tooLarge = new Uint8Array(2 * 1024 * 1024 + 1);
tooLarge.set(png);

/** Faults of uploading a picture. */
export const pictureRows = [
  row('uploadPicture', 120, 'File is empty', upload(new Uint8Array())),
  row('uploadPicture', 120, 'File size cannot exceed 2M', upload(tooLarge)),
  row(
    'uploadPicture',
    120,
    'Only jpg/jpeg, gif or png image file can be uploaded.',
    upload(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')),
  ),
  row('uploadPicture', 1001, 'User not exist.', upload(png), { set: gone('ada') }),
  row('uploadPicture', 1010, 'User not belong to this account', upload(png), { set: moved('ada') }),
];
