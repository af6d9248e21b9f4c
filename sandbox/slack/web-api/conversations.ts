import { openIm } from '../channels.ts';
import type { Core } from '../core.ts';
import type { Rec } from '../json.ts';
import type { ChannelState } from '../workspace.ts';
import { toConversation } from './conversation-object.ts';
import { findKnown, readScopes } from './find-conversation.ts';
import { ApiError, isTrue, type Method, needScope } from './method.ts';
import { pageOf } from './page.ts';

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
