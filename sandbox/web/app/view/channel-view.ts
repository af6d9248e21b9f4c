import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import type { Channel } from '../../../slack/desktop.ts';
import { Composer } from './composer.ts';
import { useDesk } from './desk.ts';
import { MainHeader, type MainTools } from './main-header.ts';
import { MessageList } from './message-list.ts';

/** A channel or the direct message with the app: its messages and the line to write on. */
export function ChannelView({ channel, tools }: { channel: Channel; tools: MainTools }): ComponentChildren {
  const { state } = useDesk();
  return html`<section class="conversation" aria-labelledby="main-title">
    ${h(MainHeader, { channel, tools })}
    ${h(MessageList, { channel, key: state.userId })}
    ${h(Composer, { channel })}
  </section>`;
}
