import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { repliesTo } from '../state/threads.ts';
import { type ThreadRef, useDesk } from './desk.ts';
import { Icon } from './icons.ts';
import { MessageView } from './message-view.ts';
import { repliesWords } from './replies-words.ts';
import { titleOf } from './sidebar.ts';

/** A message and its replies, beside the conversation. */
export function ThreadPanel({ thread }: { thread: ThreadRef }): ComponentChildren {
  const { snapshot, openThread } = useDesk();
  const closer = useRef<HTMLButtonElement>(null);
  useEffect(() => closer.current?.focus(), [thread.ts]);
  const channel = snapshot.channels.find((one) => one.id === thread.channel);
  const parent = channel?.messages.find((one) => one.ts === thread.ts);
  if (!channel || !parent) return null;
  const replies = repliesTo(channel, parent.ts);
  const close = () => {
    openThread(null);
    requestAnimationFrame(() => document.getElementById(`replies-${parent.ts}`)?.focus());
  };
  return html`<aside class="side-panel thread" aria-labelledby="thread-title" onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && close()}>
    <header class="panel-head">
      <h2 id="thread-title">Thread <span class="panel-note">${channel.kind === 'im' ? '' : '#'}${titleOf(channel, snapshot.app.name)}</span></h2>
      <button ref=${closer} type="button" class="icon-button" aria-label="Close the thread" onClick=${close}>${h(Icon, { name: 'close' })}</button>
    </header>
    <div class="thread-body" tabindex="0" role="region" aria-label="Messages of the thread">
      <ol class="message-list">
        ${h(MessageView, { message: parent, channel, joined: false, inThread: true, key: parent.ts })}
        <li class="day thread-count"><span>${repliesWords(replies.length)}</span></li>
        ${replies.map((message) => h(MessageView, { message, channel, joined: false, inThread: true, key: message.ts }))}
      </ol>
    </div>
  </aside>`;
}
