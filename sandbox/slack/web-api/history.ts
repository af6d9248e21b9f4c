import type { Core } from '../core.ts';
import type { Rec } from '../json.ts';
import { messageObject } from '../payloads.ts';
import type { ChannelState, StoredMessage } from '../workspace.ts';
import { ApiError, findKnown, isTrue, type Method, needScope, pageOf } from './method.ts';

/** The scope that reading the messages of a conversation of this kind needs. */
const scopes = { public: 'channels:history', private: 'groups:history', im: 'im:history' } as const;

const reading = { token: 'bot', scopes: [], scopesByKind: scopes, perMinute: 50 } as const;

/** `conversations.history` and `.replies`. */
export const historyMethods: Readonly<Record<string, Method>> = {
  'conversations.history': { ...reading, required: ['channel'], run: history },
  'conversations.replies': { ...reading, required: ['channel', 'ts'], run: replies },
};

/** The newest first; replies stand in their thread only. */
function history(core: Core, args: Rec): Rec {
  const messages = readable(core, args).filter((one) => !one.threadTs || one.threadTs === one.ts);
  return told(core, messages.reverse(), args);
}

/** A thread, its first message at the top. */
function replies(core: Core, args: Rec): Rec {
  const ts = String(args.ts);
  const thread = readable(core, args).filter((one) => one.ts === ts || one.threadTs === ts);
  if (!thread.some((one) => one.ts === ts)) throw new ApiError('thread_not_found');
  return told(core, thread, args);
}

/** Messages between `oldest` and `latest` that are nobody's alone. */
function readable(core: Core, args: Rec): StoredMessage[] {
  const channel: ChannelState = findKnown(core, args.channel);
  needScope(core, scopes[channel.kind]);
  if (!channel.members.has(core.workspace.app.userId)) throw new ApiError('not_in_channel');
  const oldest = stamp(args.oldest, 'invalid_ts_oldest') ?? 0;
  const latest = stamp(args.latest, 'invalid_ts_latest') ?? Number.POSITIVE_INFINITY;
  const edge = isTrue(args.inclusive);
  return channel.messages.filter((one) => {
    const at = Number(one.ts);
    const within = (at > oldest && at < latest) || (edge && (at === oldest || at === latest));
    return one.visibleTo === undefined && within;
  });
}

function stamp(value: unknown, error: string): number | undefined {
  if (value === undefined || value === '') return undefined;
  if (!/^\d+(\.\d+)?$/.test(String(value))) throw new ApiError(error);
  return Number(value);
}

function told(core: Core, messages: readonly StoredMessage[], args: Rec): Rec {
  const { page, next } = pageOf(messages, args);
  return {
    messages: page.map((one) => messageObject(core.workspace, one)),
    has_more: next !== '',
    ...(next ? { response_metadata: { next_cursor: next } } : {}),
  };
}
