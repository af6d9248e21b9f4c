import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Channel, Message } from '../../../slack/desktop.ts';
import { mainLine } from '../state/threads.ts';
import { useDesk } from './desk.ts';
import { EmptyChannel } from './empty-channel.ts';
import { Icon } from './icons.ts';
import { MessageView } from './message-view.ts';
import { PendingLine } from './pending-line.ts';
import { dateOfTs, dayOf } from './times.ts';

const groupSeconds = 300;
/** Closer to the end than this, a reader wants to see what comes. */
const nearPx = 80;

/** Messages by day. It stays where the reader is, and follows only a reader at the end or an own deed. */
export function MessageList({ channel }: { channel: Channel }): ComponentChildren {
  const { state } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [away, setAway] = useState(false);
  const messages = mainLine(channel);
  const newest = messages.at(-1)?.ts;
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });

  useLayoutEffect(toEnd, [state.deeds]);
  useLayoutEffect(() => {
    if (follows.current) toEnd();
  });
  const scrolled = () => {
    const element = box.current;
    if (!element) return;
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    setAway(!follows.current);
  };
  return html`<div class="messages-frame">
    <div class="messages" ref=${box} onScroll=${scrolled} tabindex="0" role="region" aria-label="Messages">
      <div class="messages-fill">
        ${channel.messages.length === 0 && h(EmptyChannel, { channel })}
        <ol class="message-list">
          ${messages.map((message, index) => {
            const before = messages[index - 1];
            return html`
              ${startsDay(message, before) && html`<li class="day" key=${`day ${message.ts}`}><span>${dayOf(dateOfTs(message.ts))}</span></li>`}
              ${h(MessageView, { message, channel, joined: joins(message, before), key: message.ts })}
            `;
          })}
          ${h(PendingLine, { channelId: channel.id })}
        </ol>
      </div>
    </div>
    ${
      away &&
      newest &&
      html`<button class="to-end" onClick=${toEnd}>${h(Icon, { name: 'down' })} Latest messages</button>`
    }
  </div>`;
}

function startsDay(message: Message, before: Message | undefined): boolean {
  return !before || dateOfTs(message.ts).toDateString() !== dateOfTs(before.ts).toDateString();
}

/** Messages of one person in quick succession share a head. */
function joins(message: Message, before: Message | undefined): boolean {
  if (!before || startsDay(message, before)) return false;
  if (message.ephemeral || before.ephemeral || message.fromSlack || before.fromSlack) return false;
  return message.user === before.user && Number(message.ts) - Number(before.ts) < groupSeconds;
}
