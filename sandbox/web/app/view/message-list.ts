import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Channel, Message } from '../../../slack/desktop.ts';
import { keyOf, mainLine, repliesTo } from '../state/page-state.ts';
import { Composer } from './composer.ts';
import { Icon } from './icons.ts';
import { MessageView, repliesWords } from './message-view.ts';
import { type ThreadRef, usePage } from './page-context.ts';
import { Avatar } from './people.ts';
import { titleOf } from './sidebar.ts';
import { dateOfTs, dayOf } from './times.ts';

const groupSeconds = 300;
/** Closer to the end than this, a reader wants to see what comes. */
const nearPx = 80;

/** Messages by day. It stays where the reader is, and follows only a reader at the end or an own action. */
export function MessageList({ channel }: { channel: Channel }): ComponentChildren {
  const { state } = usePage();
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [away, setAway] = useState(false);
  const messages = mainLine(channel);
  const newest = messages.at(-1)?.ts;
  const [stop, setStop] = useState<string | null>(null);
  const stopAt = messages.some(({ ts }) => ts === stop) ? stop : newest;
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });

  useLayoutEffect(toEnd, [state.actions]);
  useLayoutEffect(() => {
    if (follows.current) toEnd();
  });
  useLayoutEffect(() => {
    const found = box.current?.querySelector<HTMLElement>(`[data-ts="${state.target?.ts}"]`);
    if (!found) return;
    follows.current = false;
    found.focus();
    found.scrollIntoView({ block: 'center' });
  }, [state.target]);
  const scrolled = () => {
    const element = box.current;
    if (!element) return;
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    setAway(!follows.current);
  };
  return html`<div class="messages-frame">
    <div class="messages" ref=${box} onScroll=${scrolled} onLoadCapture=${() => follows.current && toEnd()} tabindex="0" role="region" aria-label="Messages">
      <div class="messages-fill">
        ${channel.messages.length === 0 && h(EmptyChannel, { channel })}
        <ol class="message-list">
          ${messages.map((message, index) => {
            const before = messages[index - 1];
            return html`
              ${startsDay(message, before) && html`<li class="day" key=${`day ${message.ts}`}><span>${dayOf(dateOfTs(message.ts))}</span></li>`}
              ${h(MessageView, { message, channel, joined: joins(message, before), key: message.ts, isStop: message.ts === stopAt, stopHere: () => setStop(message.ts) })}
            `;
          })}
          ${h(PendingLine, { place: channel.id })}
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

/** The first thing a newcomer sees: where they are and what to write. */
function EmptyChannel({ channel }: { channel: Channel }): ComponentChildren {
  const { snapshot } = usePage();
  const { app } = snapshot;
  if (channel.kind === 'im')
    return html`<div class="empty">
      <h2>This is your direct message with ${app.name}</h2>
      <p>
        It looks after your Zoom account. Try <code>${app.command} help</code> to see what it can do, or open its
        Home tab.
      </p>
    </div>`;
  return html`<div class="empty">
    <h2>This is the beginning of ${channel.kind === 'private' ? 'the private channel ' : '#'}${channel.name}</h2>
    <p>
      ${
        channel.hasApp
          ? html`${app.name} is here. Try <code>${app.command} help</code>; its answers are only visible to you.`
          : html`${app.name} does not belong to this channel, but <code>${app.command} help</code> works everywhere.`
      }
    </p>
  </div>`;
}

/** What was just sent, pale until it has arrived. */
function PendingLine({ place }: { place: string }): ComponentChildren {
  const { snapshot, state } = usePage();
  const line = state.pending[keyOf(state.userId, place)];
  if (line === undefined) return null;
  return html`<li class="message message-pending">
    <span class="message-side">${h(Avatar, { author: snapshot.me })}</span>
    <div class="message-main">
      <div class="message-head">
        <strong class="message-author">${snapshot.me.name}</strong>
        <span class="message-time">Sending…</span>
      </div>
      <div class="message-body">${line}</div>
    </div>
  </li>`;
}

/** A message and its replies, beside the conversation. */
export function ThreadPanel({ thread }: { thread: ThreadRef }): ComponentChildren {
  const { snapshot, openThread } = usePage();
  const panel = useRef<HTMLElement>(null);
  const [stop, setStop] = useState<string | null>(null);
  // Where nobody can write, there is the way out at least.
  useEffect(
    () => panel.current?.querySelector<HTMLElement>('.composer-input, .panel-close')?.focus(),
    [thread.ts],
  );
  const channel = snapshot.channels.find((one) => one.id === thread.channel);
  const parent = channel?.messages.find((one) => one.ts === thread.ts);
  if (!channel || !parent) return null;
  const replies = repliesTo(channel, parent.ts);
  const stopAt = [parent, ...replies].some(({ ts }) => ts === stop) ? stop : parent.ts;
  const row = (message: Message) => ({
    message,
    channel,
    joined: false,
    inThread: true,
    key: message.ts,
    isStop: message.ts === stopAt,
    stopHere: () => setStop(message.ts),
  });
  const close = () => {
    openThread(null);
    requestAnimationFrame(() => {
      const line = document.getElementById(`replies-${parent.ts}`);
      (line ?? document.querySelector<HTMLElement>(`.messages [data-ts="${parent.ts}"]`))?.focus();
    });
  };
  return html`<aside class="side-panel thread" ref=${panel} aria-labelledby="thread-title" onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && close()}>
    <header class="panel-head">
      <h2 id="thread-title">Thread <span class="panel-note">${channel.kind === 'im' ? '' : '#'}${titleOf(channel, snapshot.app.name)}</span></h2>
      <button type="button" class="icon-button panel-close" aria-label="Close the thread" onClick=${close}>${h(Icon, { name: 'close' })}</button>
    </header>
    <div class="thread-body" tabindex="0" role="region" aria-label="Messages of the thread">
      <ol class="message-list">
        ${h(MessageView, row(parent))}
        ${replies.length > 0 && html`<li class="day thread-count"><span>${repliesWords(replies.length)}</span></li>`}
        ${replies.map((message) => h(MessageView, row(message)))}
        ${h(PendingLine, { place: keyOf(channel.id, parent.ts) })}
      </ol>
    </div>
    ${!(channel.kind === 'im' && snapshot.app.readOnly) && h(Composer, { channel, threadTs: parent.ts, key: parent.ts })}
  </aside>`;
}
