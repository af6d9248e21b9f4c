import { z } from 'zod';

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
