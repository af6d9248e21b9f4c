import type { Core } from '../core.ts';
import type { Rec } from '../json.ts';
import type { StoredMessage } from '../workspace.ts';
import { findKnown } from './find-conversation.ts';
import { ApiError, type Method } from './method.ts';

const common = {
  token: 'bot',
  scopes: ['reactions:write'],
  perMinute: 50,
  required: ['name', 'channel', 'timestamp'],
} as const;

/** `reactions.add` and `.remove`. */
export const reactionMethods: Readonly<Record<string, Method>> = {
  'reactions.add': { ...common, run: add },
  'reactions.remove': { ...common, run: remove },
};

function add(core: Core, args: Rec): Rec {
  const { message, name, users } = reactionOf(core, args);
  if (users.has(core.workspace.app.userId)) throw new ApiError('already_reacted');
  message.reactions.set(name, users.add(core.workspace.app.userId));
  core.changes.touch();
  return {};
}

function remove(core: Core, args: Rec): Rec {
  const { message, name, users } = reactionOf(core, args);
  if (!users.delete(core.workspace.app.userId)) throw new ApiError('no_reaction');
  if (users.size === 0) message.reactions.delete(name);
  core.changes.touch();
  return {};
}

function reactionOf(core: Core, args: Rec): { message: StoredMessage; name: string; users: Set<string> } {
  const channel = findKnown(core, args.channel);
  const name = String(args.name);
  // Slack knows the workspace's emoji by name. That every well-formed name is one is a guess.
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new ApiError('invalid_name');
  if (!/^\d+\.\d+$/.test(String(args.timestamp))) throw new ApiError('bad_timestamp');
  if (channel.isArchived) throw new ApiError('is_archived');
  const message = channel.messages.find((one) => one.ts === args.timestamp && one.visibleTo === undefined);
  if (!message) throw new ApiError('message_not_found');
  return { message, name, users: message.reactions.get(name) ?? new Set() };
}
