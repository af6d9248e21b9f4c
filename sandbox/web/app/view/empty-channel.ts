import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import type { Channel } from '../../../slack/desktop.ts';
import { useDesk } from './desk.ts';

/** The first thing a newcomer sees: where they are and what to write. */
export function EmptyChannel({ channel }: { channel: Channel }): ComponentChildren {
  const { snapshot } = useDesk();
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
