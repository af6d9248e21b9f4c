import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import type { Channel, Message, SharedFile } from '../../../slack/desktop.ts';
import { Blocks } from '../blocks/blocks.ts';
import { Mrkdwn } from '../blocks/text-view.ts';
import { SurfaceScope } from '../elements/surface.ts';
import { keyOf, repliesTo } from '../state/page-state.ts';
import { Icon } from './icons.ts';
import { usePage } from './page-context.ts';
import { Avatar, authorOf } from './people.ts';
import { dateOfTs, fullTimeOf, timeOf } from './times.ts';

interface MessageViewProps {
  readonly message: Message;
  readonly channel: Channel;
  /** Follows another message of the same author: no avatar and name of its own. */
  readonly joined: boolean;
  /** In the thread itself nothing leads to the thread. */
  readonly inThread?: boolean;
  readonly key?: string;
}

/** One message: who, when, and its blocks, or its text when it has none. */
export function MessageView({ message, channel, joined, inThread }: MessageViewProps): ComponentChildren {
  const { snapshot } = usePage();
  const author = authorOf(snapshot, message);
  const kinds = [message.ephemeral || message.fromSlack ? 'message-own' : '', joined ? 'message-joined' : ''];
  const at = dateOfTs(message.ts);
  const time = html`<time class="message-time" datetime=${at.toISOString()} title=${fullTimeOf(at)}>${timeOf(at)}</time>`;
  const body =
    message.blocks.length > 0
      ? h(SurfaceScope, {
          surface: { kind: 'message', channel: channel.id, ts: message.ts },
          name: keyOf(channel.id, message.ts),
          blocks: message.blocks,
          children: h(Blocks, { blocks: message.blocks }),
        })
      : h(Mrkdwn, { text: message.text });
  return html`<li class=${`message ${kinds.join(' ')}`}>
    ${
      (message.ephemeral || message.fromSlack) &&
      html`<span class="message-eye">${h(Icon, { name: 'eye' })} Only visible to you</span>`
    }
    <span class="message-side">${joined ? time : h(Avatar, { author })}</span>
    <div class="message-main">
      ${
        joined
          ? html`<span class="unseen">${author.name}</span>`
          : html`<div class="message-head">
              <strong class="message-author">${author.name}</strong>
              ${(author.kind === 'app' || author.kind === 'bot') && html`<span class="tag">APP</span>`}
              ${time}
            </div>`
      }
      <div class="message-body">${body}${message.edited && html` <span class="message-edited">(edited)</span>`}</div>
      ${message.files?.map((file) => h(FileLine, { key: file.id, file }))}
      ${!inThread && h(ReplyLine, { message, channel })}
      ${
        message.trouble &&
        html`<p class="message-trouble" role="alert">${h(Icon, { name: 'warning' })} ${message.trouble}</p>`
      }
    </div>
  </li>`;
}

interface FileLineProps {
  readonly file: SharedFile;
  readonly key?: string;
}

/** A file that came with a message: its name is the link that downloads it. A picture is shown below. */
function FileLine({ file }: FileLineProps): ComponentChildren {
  const isPicture = file.mimetype.startsWith('image/');
  return html`<figure class="message-file">
    <figcaption class="message-file-name">
      ${h(Icon, { name: isPicture ? 'image' : 'paperclip' })} <a href=${file.url} download=${file.name}>${file.name}</a>
      <span class="message-file-size">${sizeOf(file.size)}</span>
    </figcaption>
    ${isPicture && html`<img class="picture picture-large" src=${file.url} alt=${file.alt ?? file.name} />`}
  </figure>`;
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** "2 replies" below a message, which opens its thread. */
function ReplyLine({ message, channel }: { message: Message; channel: Channel }): ComponentChildren {
  const { snapshot, openThread } = usePage();
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

/** "1 reply", "3 replies". */
export const repliesWords = (count: number) => `${count} ${count === 1 ? 'reply' : 'replies'}`;
