import type { Context } from 'hono';
import type { Core } from './core.ts';

/** Takes the content of an upload, as a form's file or as it is; the length must be the one that was announced. */
export async function receiveUpload(c: Context, core: Core, key: string): Promise<Response> {
  const upload = [...core.workspace.uploads.values()].find((one) => one.key === key);
  if (!upload || upload.content) return c.text('upload not found', 404);
  const content = await contentOf(c);
  if (content.byteLength !== upload.length) return c.text('wrong length', 400);
  upload.content = content;
  return c.text(`OK - ${content.byteLength}`);
}

async function contentOf(c: Context): Promise<Uint8Array> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return new Uint8Array(await c.req.arrayBuffer());
  const form = await c.req.formData();
  const [file] = [...form.values()].filter((value) => typeof value !== 'string');
  return new Uint8Array(file ? await file.arrayBuffer() : []);
}
