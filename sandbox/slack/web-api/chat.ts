import { readWords } from '../block-kit.ts';
import type { Core } from '../core.ts';
import type { Rec } from '../json.ts';
import { addMessage, remove, rewrite, type Words } from '../messages.ts';
import { messageObject } from '../payloads.ts';
import type { ChannelState, StoredMessage } from '../workspace.ts';
import { ApiError, blockError, findKnown, findWritable, type Method } from './method.ts';

const scopes = ['chat:write'];

/** `chat.postMessage`, `chat.postEphemeral`, `chat.update`, `chat.delete` and `chat.getPermalink`. */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': { token: 'bot', scopes, required: ['channel'], run: postMessage },
  'chat.postEphemeral': {
    token: 'bot',
    scopes,
    required: ['channel', 'user'],
    perMinute: 100,
    run: postEphemeral,
  },
  'chat.update': { token: 'bot', scopes, required: ['channel', 'ts'], perMinute: 50, run: update },
  'chat.delete': { token: 'bot', scopes, required: ['channel', 'ts'], perMinute: 50, run: deleteMessage },
  'chat.getPermalink': { token: 'bot', scopes: [], required: ['channel', 'message_ts'], run: permalink },
};

function postMessage(core: Core, args: Rec): Rec {
  const channel = findWritable(core, args.channel);
  const words = wordsOf(core, args);
  const thread = typeof args.thread_ts === 'string' ? { threadTs: args.thread_ts } : {};
  const message = addMessage(core, channel, core.workspace.app.userId, words, thread);
  const told = messageObject(core.workspace, message);
  return { channel: channel.id, ts: message.ts, message: told, ...warningOf(words) };
}

function postEphemeral(core: Core, args: Rec): Rec {
  const channel = findWritable(core, args.channel);
  const user = String(args.user);
  if (!channel.members.has(user)) throw new ApiError('user_not_in_channel');
  const words = wordsOf(core, args);
  const message = addMessage(core, channel, core.workspace.app.userId, words, { visibleTo: user });
  return { message_ts: message.ts, ...warningOf(words) };
}

function update(core: Core, args: Rec): Rec {
  const channel = findKnown(core, args.channel);
  const message = ownMessage(core, channel, args.ts, 'cant_update_message');
  if (channel.isArchived) throw new ApiError('is_inactive');
  const words = wordsOf(core, args, 4000);
  rewrite(core, message, words);
  const told = messageObject(core.workspace, message);
  return { channel: channel.id, ts: message.ts, text: message.text, message: told, ...warningOf(words) };
}

function deleteMessage(core: Core, args: Rec): Rec {
  const channel = findKnown(core, args.channel);
  const message = ownMessage(core, channel, args.ts, 'cant_delete_message');
  remove(core, channel, message.ts);
  return { channel: channel.id, ts: message.ts };
}

function permalink(core: Core, args: Rec): Rec {
  const channel = findKnown(core, args.channel);
  const ts = String(args.message_ts);
  if (!channel.messages.some((one) => one.ts === ts && one.visibleTo === undefined)) {
    throw new ApiError('message_not_found');
  }
  return { channel: channel.id, permalink: `${core.url()}/archives/${channel.id}/p${ts.replace('.', '')}` };
}

/** An ephemeral message is none to the Web API: only its `response_url` reaches it. */
function ownMessage(core: Core, channel: ChannelState, ts: unknown, refusal: string): StoredMessage {
  const message = channel.messages.find((one) => one.ts === ts && one.visibleTo === undefined);
  if (!message) throw new ApiError('message_not_found');
  if (message.user !== core.workspace.app.userId) throw new ApiError(refusal);
  return message;
}

function wordsOf(core: Core, args: Rec, mostText?: number): Words {
  const words = readWords(core.workspace, args, mostText);
  if ('error' in words) throw blockError(words.error, words.messages);
  return words;
}

/** Blocks without `text` are taken, with a warning: nothing can be read out in a notification. */
function warningOf(words: Words): Rec {
  if (words.text) return {};
  const warning = 'missing_text_in_message';
  return { warning, response_metadata: { warnings: [warning] } };
}

const reactionMethod = {
  token: 'bot',
  scopes: ['reactions:write'],
  perMinute: 50,
  required: ['name', 'channel', 'timestamp'],
} as const;

/** `reactions.add` and `.remove`. */
export const reactionMethods: Readonly<Record<string, Method>> = {
  'reactions.add': { ...reactionMethod, run: addReaction },
  'reactions.remove': { ...reactionMethod, run: removeReaction },
};

function addReaction(core: Core, args: Rec): Rec {
  const { message, name, users } = reactionOf(core, args);
  if (users.has(core.workspace.app.userId)) throw new ApiError('already_reacted');
  message.reactions.set(name, users.add(core.workspace.app.userId));
  core.changes.touch();
  return {};
}

function removeReaction(core: Core, args: Rec): Rec {
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
