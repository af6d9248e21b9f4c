import type { Core } from './core.ts';
import type { StateValues } from './desktop.ts';
import { makeId } from './ids.ts';
import { isRec, type Rec, textOf } from './json.ts';
import type { StoredFile } from './workspace.ts';

/** Keeps what a person chose in `file_input`s and puts Slack's file objects in its place. */
export function storeUploads(core: Core, user: string, values: StateValues): StateValues {
  const blocks = Object.entries(values).map(([blockId, actions]) => {
    const stored = Object.entries(actions).map(([actionId, state]) => {
      const files = state.files?.map((file) => toFile(core, user, file));
      return [actionId, files ? { ...state, files } : state];
    });
    return [blockId, Object.fromEntries(stored)];
  });
  return Object.fromEntries(blocks);
}

/** A file as Slack tells it; its content is at `url_private_download`, for the bot token with `files:read`. */
export function fileObject(core: Core, file: StoredFile): Rec {
  const url = `${core.url()}/files-pri/${core.workspace.team.id}-${file.id}/${encodeURIComponent(file.name)}`;
  const filetype = file.name.split('.').at(-1) ?? '';
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.name,
    mimetype: file.mimetype,
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: file.user,
    user_team: core.workspace.team.id,
    editable: false,
    size: file.content.byteLength,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    url_private: url,
    url_private_download: url,
  };
}

/** The ids of the files that blocks show as pictures: `slack_file` of image blocks and elements, by id or address. */
export function slackFilesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(slackFilesIn);
  if (!isRec(value)) return [];
  const { slack_file: file, ...others } = value;
  return [...(isRec(file) ? [idOf(file)] : []), ...Object.values(others).flatMap(slackFilesIn)];
}

function idOf({ id, url }: Rec): string {
  return textOf(id) ?? /\/files-pri\/[^/]*-(F\w+)\//.exec(String(url))?.[1] ?? '';
}

function toFile(core: Core, user: string, file: unknown): unknown {
  if (!isRec(file) || typeof file.content !== 'string') return file;
  const stored: StoredFile = {
    id: makeId('F'),
    name: String(file.name),
    mimetype: String(file.mimetype),
    user,
    created: Math.floor(Date.now() / 1000),
    content: Buffer.from(file.content, 'base64'),
  };
  core.workspace.files.set(stored.id, stored);
  return fileObject(core, stored);
}
