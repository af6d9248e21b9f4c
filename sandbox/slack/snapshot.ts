import type { ModalView } from '@slack/types';
import type { Core } from './core.ts';
import type { Channel, Member, Message, OpenView, SharedFile, Snapshot } from './desktop.ts';
import { slackFilesIn } from './files.ts';
import { isVisible } from './messages.ts';
import {
  type ChannelState,
  canSee,
  type StoredFile,
  type StoredMessage,
  type StoredView,
  type Workspace,
  type WorkspaceUser,
} from './workspace.ts';

/** What one person sees now. Throws when the workspace does not know them. */
export function snapshotOf(core: Core, userId: string): Snapshot {
  const { workspace } = core;
  const me = workspace.users.get(userId);
  if (!me) throw new Error(`The workspace knows nobody with the id ${userId}`);
  const home = workspace.homes.get(userId);
  const channels = [...workspace.channels.values()].filter((channel) => canSee(workspace, userId, channel));
  return {
    team: { id: workspace.team.id, name: workspace.team.name },
    me: memberOf(me),
    members: [...workspace.users.values()].map(memberOf),
    groups: [...workspace.userGroups.values()].map(({ id, handle }) => ({ id, handle })),
    channels: channels.map((channel) => channelOf(workspace, channel, userId)),
    views: (workspace.modals.get(userId) ?? []).map(openViewOf),
    home: home ? { id: home.id, blocks: home.blocks } : null,
    app: {
      userId: workspace.app.userId,
      name: workspace.app.name,
      command: workspace.app.command,
      commands: workspace.app.usage,
      ...(workspace.app.offers ? { offers: workspace.app.offers } : {}),
      readOnly: workspace.app.readOnly,
      online: core.online(),
    },
  };
}

function memberOf({ id, locale, handle, name, title, kind }: WorkspaceUser): Member {
  return { id, locale, handle, name, title, kind };
}

function channelOf(workspace: Workspace, channel: ChannelState, userId: string): Channel {
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    hasApp: channel.members.has(workspace.app.userId),
    topic: channel.topic ?? '',
    members: [...channel.members].filter((id) => id !== workspace.app.userId).length,
    messages: channel.messages
      .filter((one) => isVisible(one, userId))
      .map((one) => messageOf(workspace, one, userId)),
  };
}

function messageOf(workspace: Workspace, message: StoredMessage, userId: string): Message {
  const files = message.files?.flatMap((id) => sharedFile(workspace, id, userId) ?? []);
  const trouble = message.troubles.get(userId);
  const reactions = [...message.reactions].map(([name, users]) => ({ name, users: [...users] }));
  return {
    ts: message.ts,
    user: message.user,
    text: message.text,
    blocks: message.blocks,
    edited: message.edited,
    ephemeral: message.visibleTo !== undefined,
    ...(reactions.length ? { reactions } : {}),
    ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
    ...(files ? { files } : {}),
    ...(message.fromSlack ? { fromSlack: true } : {}),
    ...(trouble === undefined ? {} : { trouble }),
  };
}

function openViewOf(view: StoredView): OpenView {
  return {
    id: view.id,
    hash: view.hash,
    view: view.view as unknown as ModalView,
    errors: view.errors,
    ...(view.trouble === undefined ? {} : { trouble: view.trouble }),
  };
}

/** A file as a person sees it beside a message. */
function sharedFile(workspace: Workspace, id: string, userId: string): SharedFile | undefined {
  const file = workspace.files.get(id);
  if (!file) return undefined;
  const { name, mimetype, alt } = file;
  const url = `/sandbox/files/${id}/${encodeURIComponent(name)}?user=${encodeURIComponent(userId)}`;
  const size = file.content.byteLength;
  return { id, name, mimetype, size, ...(alt === undefined ? {} : { alt }), url };
}

/** The file, when a message that this person sees came with it, or something that they see shows it as a picture. */
export function fileFor(workspace: Workspace, id: string, userId: string): StoredFile | undefined {
  const messages = [...workspace.channels.values()]
    .filter((channel) => canSee(workspace, userId, channel))
    .flatMap((channel) => channel.messages.filter((one) => isVisible(one, userId)));
  const views = [...(workspace.modals.get(userId) ?? []), workspace.homes.get(userId)];
  const blocks = [...messages.map((one) => one.blocks), ...views.map((one) => one?.blocks)];
  const shown = messages.some((one) => one.files?.includes(id)) || slackFilesIn(blocks).includes(id);
  return shown ? workspace.files.get(id) : undefined;
}
