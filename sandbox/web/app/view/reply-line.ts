import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import type { Channel, Message } from '../../../slack/desktop.ts';
import { repliesTo } from '../state/threads.ts';
import { Avatar } from './avatar.ts';
import { useDesk } from './desk.ts';
import { authorOf } from './people.ts';
import { repliesWords } from './replies-words.ts';
import { dateOfTs, timeOf } from './times.ts';

/** "2 replies" below a message, which opens its thread. */
export function ReplyLine({ message, channel }: { message: Message; channel: Channel }): ComponentChildren {
  const { snapshot, openThread } = useDesk();
  const replies = repliesTo(channel, message.ts);
  const last = replies.at(-1);
  if (!last) return null;
  return html`<button
    type="button"
    class="reply-line"
    id=${`replies-${message.ts}`}
    onClick=${() => openThread({ channel: channel.id, ts: message.ts })}
  >
    ${h(Avatar, { author: authorOf(snapshot, last) })}
    <span class="reply-count">${repliesWords(replies.length)}</span>
    <span class="reply-last">Last reply ${timeOf(dateOfTs(last.ts))}</span>
  </button>`;
}
