import { openIm } from '../channels.ts';
import type { Core } from '../core.ts';
import type { ChannelState } from '../workspace.ts';
import { ApiError } from './method.ts';

/** The scope that reading a conversation of this kind needs. */
export const readScopes = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const;

/** A conversation that the app may know of; a private channel without the app does not exist for it. */
export function findKnown(core: Core, id: unknown): ChannelState {
  const channel = core.workspace.channels.get(String(id));
  const hidden = channel && channel.kind !== 'public' && !channel.members.has(core.workspace.app.userId);
  if (!channel || hidden) throw new ApiError('channel_not_found');
  return channel;
}

/** A conversation that the app may write in: by channel id, `#name`, or a person's id for their direct message. */
export function findWritable(core: Core, id: unknown): ChannelState {
  const { workspace } = core;
  const key = String(id);
  const user = workspace.users.get(key);
  if (user) {
    if (user.kind === 'bot' || user.kind === 'app') throw new ApiError('cannot_dm_bot');
    if (user.kind === 'deactivated') throw new ApiError('user_disabled');
    return openIm(workspace, user.id);
  }
  const byName = [...workspace.channels.values()].find((one) => one.kind !== 'im' && `#${one.name}` === key);
  const channel = findKnown(core, byName?.id ?? key);
  if (channel.isArchived) throw new ApiError('is_archived');
  if (!channel.members.has(workspace.app.userId)) throw new ApiError('not_in_channel');
  return channel;
}
