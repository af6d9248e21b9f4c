import type { Core } from '../core.ts';
import type { Rec } from '../json.ts';
import { toConversation } from './conversation-object.ts';
import { findKnown } from './find-conversation.ts';
import { ApiError, type Method } from './method.ts';

/** `conversations.join`, `.leave` and `.invite`. */
export const membershipMethods: Readonly<Record<string, Method>> = {
  'conversations.join': {
    ...{ token: 'bot', scopes: ['channels:join'], required: ['channel'], perMinute: 50 },
    run: join,
  },
  'conversations.leave': {
    ...{ token: 'bot', scopes: ['channels:manage'], required: ['channel'], perMinute: 50 },
    run: leave,
  },
  'conversations.invite': {
    ...{ token: 'bot', scopes: ['channels:manage'], required: ['channel', 'users'], perMinute: 50 },
    run: invite,
  },
};

function join(core: Core, args: Rec): Rec {
  const channel = findKnown(core, args.channel);
  if (channel.kind !== 'public') throw new ApiError('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new ApiError('is_archived');
  const already = channel.members.has(core.workspace.app.userId);
  channel.members.add(core.workspace.app.userId);
  core.changes.touch();
  const warning = 'already_in_channel';
  const warned = already ? { warning, response_metadata: { warnings: [warning] } } : {};
  return { channel: toConversation(core, channel), ...warned };
}

function leave(core: Core, args: Rec): Rec {
  const channel = findKnown(core, args.channel);
  if (channel.kind === 'im') throw new ApiError('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new ApiError('is_archived');
  if (channel.name === 'general') throw new ApiError('cant_leave_general');
  const wasThere = channel.members.delete(core.workspace.app.userId);
  core.changes.touch();
  return wasThere ? {} : { not_in_channel: true };
}

/** Everybody who is named is checked before anybody comes in; which fault goes first is a guess. */
function invite(core: Core, args: Rec): Rec {
  const { workspace } = core;
  const channel = findKnown(core, args.channel);
  if (channel.kind === 'im') throw new ApiError('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new ApiError('is_archived');
  if (!channel.members.has(workspace.app.userId)) throw new ApiError('not_in_channel');
  const ids = String(args.users).split(',').filter(Boolean);
  if (ids.length === 0) throw new ApiError('no_user');
  for (const id of ids) {
    if (id === workspace.app.userId) throw new ApiError('cant_invite_self');
    const user = workspace.users.get(id);
    if (!user || user.kind === 'deactivated') throw new ApiError('user_not_found');
    if (user.teamId !== workspace.team.id) throw new ApiError('org_user_not_in_team');
    if (user.kind === 'single-channel-guest') throw new ApiError('ura_max_channels');
    if (channel.members.has(id)) throw new ApiError('already_in_channel');
  }
  for (const id of ids) channel.members.add(id);
  core.changes.touch();
  return { channel: toConversation(core, channel) };
}
