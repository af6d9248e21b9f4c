import type { Core } from '../core.ts';
import { makeChannel } from '../create-workspace.ts';
import type { Rec } from '../json.ts';
import { belongs, type ChannelState, findChannel, openIm } from '../workspace.ts';
import { ApiError, findKnown, isTrue, type Method, needScope, pageOf, readScopes } from './method.ts';

const reading = { token: 'bot', scopes: [], scopesByKind: readScopes } as const;

/** `conversations.open`, `.info`, `.members` and `.list`. */
export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.open': { token: 'bot', scopes: ['im:write'], perMinute: 50, run: open },
  'conversations.info': { ...reading, required: ['channel'], perMinute: 50, run: info },
  'conversations.members': { ...reading, required: ['channel'], perMinute: 100, run: members },
  'conversations.list': { ...reading, perMinute: 20, run: list },
};

function open(core: Core, args: Rec): Rec {
  if (typeof args.channel === 'string') return { channel: { id: findKnown(core, args.channel).id } };
  const ids = String(args.users ?? '')
    .split(',')
    .filter(Boolean);
  const [id] = ids;
  if (!id) throw new ApiError('users_list_not_supplied');
  if (ids.length > 1) throw missingGroupScope(core);
  const user = core.workspace.users.get(id);
  if (!user) throw new ApiError('user_not_found');
  if (user.kind === 'bot' || user.kind === 'app') throw new ApiError('cannot_dm_bot');
  if (user.kind === 'deactivated') throw new ApiError('user_disabled');
  const already = [...core.workspace.channels.values()].some((one) => one.user === id);
  const im = openIm(core.workspace, id);
  core.changes.touch();
  const full = isTrue(args.return_im) ? toConversation(core, im) : { id: im.id };
  return { ...(already ? { no_op: true, already_open: true } : {}), channel: full };
}

function info(core: Core, args: Rec): Rec {
  const channel = findKnown(core, args.channel);
  needScope(core, readScopes[channel.kind]);
  const count = isTrue(args.include_num_members) ? { num_members: channel.members.size } : {};
  return { channel: { ...toConversation(core, channel), ...count } };
}

function members(core: Core, args: Rec): Rec {
  const channel = findKnown(core, args.channel);
  needScope(core, readScopes[channel.kind]);
  const { page, next } = pageOf([...channel.members], args);
  return { members: page, response_metadata: { next_cursor: next } };
}

const kinds: Readonly<Record<string, ChannelState['kind'] | undefined>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
};

function list(core: Core, args: Rec): Rec {
  const wanted = String(args.types ?? 'public_channel')
    .split(',')
    .map((type) => kinds[type.trim()]);
  for (const kind of wanted) {
    if (kind === undefined) throw new ApiError('invalid_types');
    needScope(core, readScopes[kind]);
  }
  const visible = [...core.workspace.channels.values()]
    .filter((one) => wanted.includes(one.kind))
    .filter((one) => one.kind === 'public' || one.members.has(core.workspace.app.userId))
    .filter((one) => !(isTrue(args.exclude_archived) && one.isArchived));
  const { page, next } = pageOf(visible, args);
  return { channels: page.map((one) => toConversation(core, one)), response_metadata: { next_cursor: next } };
}

/** A conversation of several people needs a scope that this app never asks for. */
function missingGroupScope({ workspace }: Core): ApiError {
  return new ApiError('missing_scope', { needed: 'mpim:write', provided: [...workspace.scopes].join(',') });
}

/** A conversation as Slack tells it. */
function toConversation({ workspace }: Core, channel: ChannelState): Rec {
  const common = { id: channel.id, created: channel.created, context_team_id: workspace.team.id };
  const flags = { is_archived: channel.isArchived, is_org_shared: false, is_mpim: false };
  if (channel.kind === 'im') {
    const im = { is_im: true, is_channel: false, is_group: false, is_private: true };
    return { ...common, ...flags, ...im, user: channel.user, is_open: true };
  }
  const isPrivate = channel.kind === 'private';
  return {
    ...common,
    ...flags,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_private: isPrivate,
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

const writeScopes = { public: 'channels:manage', private: 'groups:write', im: 'im:write' } as const;
const writing = { token: 'bot', scopes: [], scopesByKind: writeScopes } as const;

/** `conversations.create`, `.join`, `.leave` and `.invite`. */
export const membershipMethods: Readonly<Record<string, Method>> = {
  'conversations.create': { ...writing, required: ['name'], perMinute: 20, run: create },
  'conversations.join': {
    token: 'bot',
    scopes: ['channels:join'],
    required: ['channel'],
    perMinute: 50,
    run: join,
  },
  'conversations.leave': {
    token: 'bot',
    scopes: ['channels:manage'],
    required: ['channel'],
    perMinute: 50,
    run: leave,
  },
  'conversations.invite': { ...writing, required: ['channel', 'users'], perMinute: 50, run: invite },
};

/** The creator of a channel is its first member. Which fault of a name goes first is a guess. */
function create(core: Core, args: Rec): Rec {
  const { workspace } = core;
  const kind = isTrue(args.is_private) ? 'private' : 'public';
  needScope(core, writeScopes[kind]);
  const name = String(args.name);
  if (name.length > 80) throw new ApiError('invalid_name_maxlength');
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) throw new ApiError('invalid_name_specials');
  if (!/[\p{L}\p{N}]/u.test(name)) throw new ApiError('invalid_name');
  if (findChannel(workspace, `#${name}`)) throw new ApiError('name_taken');
  const channel = makeChannel(freeId(workspace), name, kind, [workspace.app.userId]);
  workspace.channels.set(channel.id, channel);
  core.changes.touch();
  return { channel: { ...toConversation(core, channel), creator: workspace.app.userId } };
}

function freeId({ channels }: Core['workspace']): string {
  let number = 1;
  while (channels.has(`C0NEW${number}`)) number += 1;
  return `C0NEW${number}`;
}

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
  needScope(core, writeScopes[channel.kind]);
  if (channel.isArchived) throw new ApiError('is_archived');
  if (!channel.members.has(workspace.app.userId)) throw new ApiError('not_in_channel');
  const ids = String(args.users).split(',').filter(Boolean);
  if (ids.length === 0) throw new ApiError('no_user');
  for (const id of ids) {
    if (id === workspace.app.userId) throw new ApiError('cant_invite_self');
    const user = workspace.users.get(id);
    if (!user || user.kind === 'deactivated') throw new ApiError('user_not_found');
    if (!belongs(workspace, user)) throw new ApiError('org_user_not_in_team');
    if (user.kind === 'single-channel-guest') throw new ApiError('ura_max_channels');
    if (channel.members.has(id)) throw new ApiError('already_in_channel');
  }
  for (const id of ids) channel.members.add(id);
  core.changes.touch();
  return { channel: toConversation(core, channel) };
}
