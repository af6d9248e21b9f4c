import type { Core } from '../core.ts';
import type { Rec } from '../json.ts';
import type { ChannelState } from '../workspace.ts';

/** A conversation as Slack tells it. */
export function toConversation({ workspace }: Core, channel: ChannelState): Rec {
  const common = { id: channel.id, created: channel.created, context_team_id: workspace.team.id };
  const flags = { is_archived: channel.isArchived, is_org_shared: false, is_mpim: false };
  if (channel.kind === 'im') {
    const im = { is_im: true, is_channel: false, is_group: false, is_private: true };
    return { ...common, ...flags, ...im, user: channel.user, is_open: true };
  }
  const isPrivate = channel.kind === 'private';
  return {
    ...{ ...common, ...flags, name: channel.name, name_normalized: channel.name },
    ...{ is_channel: true, is_group: false, is_im: false, is_private: isPrivate },
    is_general: channel.name === 'general',
    is_member: channel.members.has(workspace.app.userId),
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_pending_ext_shared: false,
    shared_team_ids: channel.isExtShared ? [workspace.team.id, 'T0PARTNER'] : [workspace.team.id],
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
