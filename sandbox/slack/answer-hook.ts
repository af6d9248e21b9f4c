import type { Core } from './core.ts';
import { isRec, type Rec } from './json.ts';
import { addMessage, remove, rewrite } from './messages.ts';
import type { ReplyTarget } from './response-urls.ts';
import { type Refusal, readWords } from './words.ts';

/** What the app's answer did, or why Slack refused it. */
export type HookResult = { readonly ok: true } | Refusal;

/**
 * An answer by `response_url` or in the acknowledgement of a command: a new message, ephemeral unless
 * `response_type` says `in_channel`, or the message that was acted on replaced or deleted. A command has no
 * original message: there `replace_original` says something new.
 */
export function answerHook(core: Core, target: ReplyTarget, body: unknown): HookResult {
  if (!isRec(body)) return { error: 'invalid_payload' };
  const channel = core.workspace.channels.get(target.channel);
  if (!channel) return { error: 'channel_not_found' };
  const original = channel.messages.find((message) => message.ts === target.messageTs);
  if (body.delete_original === true) {
    if (original) remove(core, channel, original.ts);
    return { ok: true };
  }
  const words = readWords(body);
  if ('error' in words) return words;
  if (body.replace_original === true && original) rewrite(core, original, words);
  else addMessage(core, channel, core.workspace.app.userId, words, audience(body, target));
  return { ok: true };
}

function audience(body: Rec, target: ReplyTarget): { visibleTo?: string } {
  return body.response_type === 'in_channel' ? {} : { visibleTo: target.user };
}
