import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { keyOf } from '../state/page-state.ts';
import { Avatar } from './avatar.ts';
import { useDesk } from './desk.ts';

/** What was just sent, pale until it has arrived. */
export function PendingLine({ channelId }: { channelId: string }): ComponentChildren {
  const { snapshot, state } = useDesk();
  const line = state.pending[keyOf(state.userId, channelId)];
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
