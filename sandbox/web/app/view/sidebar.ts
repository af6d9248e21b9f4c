import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import type { Channel } from '../../../slack/desktop.ts';
import { home, placeOf } from '../state/page-state.ts';
import { unreadIn } from '../state/unread.ts';
import { Avatar } from './avatar.ts';
import { useDesk } from './desk.ts';
import { Icon } from './icons.ts';
import { PersonSwitcher } from './person-switcher.ts';

/** The workspace: who you are, its channels and the app. */
export function Sidebar({ close }: { close: () => void }): ComponentChildren {
  const { snapshot, state } = useDesk();
  const channels = snapshot.channels.filter((channel) => channel.kind !== 'im');
  const directs = snapshot.channels.filter((channel) => channel.kind === 'im');
  return html`<nav class="sidebar" aria-label="Workspace">
    <div class="team">
      <strong class="team-name">${snapshot.team.name}</strong>
      ${state.link === 'lost' && html`<span class="team-link" role="status">Reconnecting…</span>`}
      <button class="icon-button only-narrow" aria-label="Close the menu" onClick=${close}>
        ${h(Icon, { name: 'close' })}
      </button>
    </div>
    ${h(PersonSwitcher, null)}
    <h2 class="side-title" id="side-channels">Channels</h2>
    <ul class="side-list" aria-labelledby="side-channels">
      ${channels.map((channel) => h(Entry, { channel, close, key: channel.id }))}
    </ul>
    <h2 class="side-title" id="side-apps">Apps</h2>
    <ul class="side-list" aria-labelledby="side-apps">
      ${directs.map((channel) => h(Entry, { channel, close, key: channel.id }))}
    </ul>
    <p class="side-note">
      A local stand-in for Slack. Nothing leaves this machine; switch persons to see the other side of a request.
    </p>
  </nav>`;
}

function Entry({ channel, close }: { channel: Channel; close: () => void }): ComponentChildren {
  const { snapshot, state, dispatch } = useDesk();
  const unread = unreadIn(state, channel);
  const place = placeOf(state);
  const here = place === channel.id || (place === home && channel.kind === 'im' && channel.hasApp);
  const go = () => {
    dispatch({ type: 'go', place: channel.id });
    close();
  };
  return html`<li>
    <button
      class=${`side-entry${unread > 0 && !here ? ' side-unread' : ''}`}
      aria-current=${here ? 'page' : undefined}
      onClick=${go}
    >
      ${h(Mark, { channel })}
      <span class="side-name">${titleOf(channel, snapshot.app.name)}</span>
      ${
        channel.kind === 'im' &&
        html`<span class=${`presence${snapshot.app.online ? ' presence-on' : ''}`}>
          <span class="unseen">${snapshot.app.online ? 'running' : 'not running'}</span>
        </span>`
      }
      ${unread > 0 && !here && html`<span class="badge">${unread}<span class="unseen"> unread</span></span>`}
    </button>
  </li>`;
}

function Mark({ channel }: { channel: Channel }): ComponentChildren {
  const { snapshot } = useDesk();
  if (channel.kind === 'im')
    return h(Avatar, { author: { id: snapshot.app.userId, name: snapshot.app.name, kind: 'app' } });
  return html`${h(Icon, { name: channel.kind === 'private' ? 'lock' : 'hash' })}
    ${channel.kind === 'private' && html`<span class="unseen">private</span>`}` as unknown as ComponentChildren;
}

/** A channel's name; a direct message carries the app's. */
export function titleOf(channel: Channel, appName: string): string {
  return channel.kind === 'im' ? appName : channel.name;
}
