import { canSee } from './channels.ts';
import type { SharedFile } from './desktop.ts';
import { isVisible } from './messages.ts';
import type { StoredFile, Workspace } from './workspace.ts';

/** A file as a person sees it beside a message. */
export function sharedFile(workspace: Workspace, id: string, userId: string): SharedFile | undefined {
  const file = workspace.files.get(id);
  if (!file) return undefined;
  const { name, mimetype } = file;
  const url = `/sandbox/files/${id}/${encodeURIComponent(name)}?user=${encodeURIComponent(userId)}`;
  return { id, name, mimetype, size: file.content.byteLength, url };
}

/** The file, when a message that this person sees came with it. */
export function fileFor(workspace: Workspace, id: string, userId: string): StoredFile | undefined {
  const shown = [...workspace.channels.values()].some(
    (channel) =>
      canSee(workspace, userId, channel) &&
      channel.messages.some((one) => one.files?.includes(id) && isVisible(one, userId)),
  );
  return shown ? workspace.files.get(id) : undefined;
}
