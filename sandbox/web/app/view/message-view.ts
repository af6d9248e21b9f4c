import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import type { Channel, Message } from '../../../slack/desktop.ts';
import { Blocks } from '../blocks/blocks.ts';
import { Mrkdwn } from '../blocks/mrkdwn-view.ts';
import { SurfaceScope } from '../elements/surface.ts';
import { keyOf } from '../state/page-state.ts';
import { Avatar } from './avatar.ts';
import { useDesk } from './desk.ts';
import { FileLine } from './file-line.ts';
import { Icon } from './icons.ts';
import { authorOf } from './people.ts';
import { ReplyLine } from './reply-line.ts';
import { dateOfTs, fullTimeOf, timeOf } from './times.ts';

interface Props {
  readonly message: Message;
  readonly channel: Channel;
  /** Follows another message of the same author: no avatar and name of its own. */
  readonly joined: boolean;
  /** In the thread itself nothing leads to the thread. */
  readonly inThread?: boolean;
  readonly key?: string;
}

/** One message: who, when, and its blocks, or its text when it has none. */
export function MessageView({ message, channel, joined, inThread }: Props): ComponentChildren {
  const { snapshot } = useDesk();
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
