import type { Core } from '../core.ts';
import { makeId, makeSecret } from '../ids.ts';
import { parseJson, type Rec, recsOf, textOf } from '../json.ts';
import { addMessage } from '../messages.ts';
import type { PendingUpload } from '../workspace.ts';
import { ApiError, findWritable, type Method } from './method.ts';

const scopes = ['files:write'];

/** The two calls around an upload: where to send it, and where to show it. */
export const uploadMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': {
    token: 'bot',
    scopes,
    required: ['filename', 'length'],
    perMinute: 100,
    run: begin,
  },
  'files.completeUploadExternal': {
    token: 'bot',
    scopes,
    required: ['files'],
    perMinute: 100,
    run: complete,
  },
};

function begin(core: Core, { filename, length, alt_txt: alt }: Rec): Rec {
  const bytes = Number(length);
  if (!Number.isInteger(bytes) || bytes <= 0) throw new ApiError('invalid_arguments');
  if (textOf(alt) && [...String(alt)].length > 1_000) throw new ApiError('alt_txt_too_large');
  const id = makeId('F');
  const key = makeSecret(16);
  core.workspace.uploads.set(id, {
    name: String(filename),
    length: bytes,
    key,
    alt: textOf(alt),
    content: undefined,
  });
  return { upload_url: `${core.url()}/upload/v1/${key}`, file_id: id };
}

/** Everything is checked before anything is shown. */
function complete(core: Core, args: Rec): Rec {
  const wanted = recsOf(typeof args.files === 'string' ? parseJson(args.files) : args.files);
  if (wanted.length === 0) throw new ApiError('invalid_arguments');
  const found = wanted.map(({ id, title }) => ({ id: String(id), title, upload: arrived(core, id) }));
  const channelId = textOf(args.channel_id) ?? textOf(args.channels);
  const channel = channelId === undefined ? undefined : findWritable(core, channelId);
  for (const { id, upload } of found) {
    core.workspace.uploads.delete(id);
    core.workspace.files.set(id, {
      id,
      name: upload.name,
      mimetype: typeOf(upload.name),
      user: core.workspace.app.userId,
      created: Math.floor(Date.now() / 1000),
      content: upload.content,
      ...(upload.alt === undefined ? {} : { alt: upload.alt }),
    });
  }
  if (channel) {
    const text = textOf(args.initial_comment) ?? '';
    const thread = typeof args.thread_ts === 'string' ? { threadTs: args.thread_ts } : {};
    const files = found.map(({ id }) => id);
    addMessage(core, channel, core.workspace.app.userId, { text, blocks: [] }, { ...thread, files });
  }
  return { files: found.map(({ id, title, upload }) => ({ id, title: title ?? upload.name })) };
}

type Arrived = PendingUpload & { readonly content: Uint8Array };

function arrived(core: Core, id: unknown): Arrived {
  const upload = core.workspace.uploads.get(String(id));
  if (!upload?.content) throw new ApiError('file_not_found');
  return { ...upload, content: upload.content };
}

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

const typeOf = (name: string) =>
  types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
