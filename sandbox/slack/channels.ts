import { makeChannel } from './cast-channels.ts';
import type { ChannelState, Workspace } from './workspace.ts';

/** A channel by id, by name or by `#name`. */
export function findChannel(workspace: Workspace, key: string): ChannelState | undefined {
  const name = key.replace(/^#/, '');
  const named = () => [...workspace.channels.values()].find((one) => one.kind !== 'im' && one.name === name);
  return workspace.channels.get(key) ?? named();
}

/** Guests and people of other organisations see only their channels; members see every public one. */
export function canSee(workspace: Workspace, userId: string, channel: ChannelState): boolean {
  if (channel.members.has(userId)) return true;
  return channel.kind === 'public' && workspace.users.get(userId)?.kind === 'member';
}

/** The direct message between a person and the app, made when there is none yet. */
export function openIm(workspace: Workspace, userId: string): ChannelState {
  const found = findIm(workspace, userId);
  if (found) return found;
  const id = `D0${userId.replace(/^[UW]0?/, '')}`;
  const im = { ...makeChannel(id, workspace.app.name, 'im', [userId, workspace.app.userId]), user: userId };
  workspace.channels.set(id, im);
  return im;
}

/** The direct message between a person and the app, if there is one. */
function findIm(workspace: Workspace, userId: string): ChannelState | undefined {
  return [...workspace.channels.values()].find((one) => one.kind === 'im' && one.user === userId);
}

/** `channel_name` as slash commands carry it: private channels and direct messages do not tell their name. */
export function payloadName(channel: ChannelState): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}
