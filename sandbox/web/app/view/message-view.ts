import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useState } from 'preact/hooks';
import type { Channel, Message, SharedFile } from '../../../slack/desktop.ts';
import { Blocks } from '../blocks/blocks.ts';
import { Mrkdwn } from '../blocks/text-view.ts';
import { SurfaceScope } from '../elements/surface.ts';
import { keyOf, repliesTo } from '../state/page-state.ts';
import { Icon } from './icons.ts';
import { hasTools, MessageTools, Reactions } from './message-tools.ts';
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
  /** Where the Tab key stops in the list; the arrow keys lead from there to the other messages. */
  readonly isStop: boolean;
  readonly stopHere: () => void;
  readonly key?: string;
}

/** One message: who, when, and its blocks, or its text when it has none. Its toolbar is there while it has the pointer or the focus. */
export function MessageView(props: MessageViewProps): ComponentChildren {
  const { message, channel, joined, inThread = false, isStop, stopHere } = props;
  const { snapshot, state } = usePage();
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const target = state.target?.ts === message.ts && state.target.channel === channel.id;
  const author = authorOf(snapshot, message);
  const kinds = [
    message.ephemeral || message.fromSlack ? 'message-own' : '',
    joined ? 'message-joined' : '',
    target ? 'message-found' : '',
  ];
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
  const focusIn = () => {
    setFocused(true);
    stopHere();
  };
  const focusOut = (event: FocusEvent) => {
    const row = event.currentTarget as Element;
    setFocused(row.contains(event.relatedTarget as Node | null));
  };
  return html`<li
    class=${`message ${kinds.join(' ')}`}
    data-ts=${message.ts}
    tabindex=${isStop ? 0 : -1}
    onMouseEnter=${() => setHovered(true)}
    onMouseLeave=${() => setHovered(false)}
    onFocusIn=${focusIn}
    onFocusOut=${focusOut}
    onKeyDown=${walk}
  >
    ${hasTools(message) && (hovered || focused) && h(MessageTools, { message, channel, inThread })}
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
      ${h(Reactions, { message, channel })}
      ${!inThread && h(ReplyLine, { message, channel })}
      ${
        message.trouble &&
        html`<p class="message-trouble" role="alert">${h(Icon, { name: 'warning' })} ${message.trouble}</p>`
      }
    </div>
  </li>`;
}

/** From the row of a message, or its toolbar, the arrow keys lead to the message above or below. */
function walk(event: KeyboardEvent): void {
  const row = event.currentTarget as HTMLElement;
  const from = event.target as Element;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const inTools = from.closest('.message-tools') && !from.closest('[popover]');
  if (!step || (from !== row && !inTools)) return;
  event.preventDefault();
  const rows = [...(row.closest('.message-list')?.querySelectorAll<HTMLElement>('.message[data-ts]') ?? [])];
  rows[rows.indexOf(row) + step]?.focus();
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
