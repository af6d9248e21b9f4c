import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import type { Channel } from '../../../slack/desktop.ts';
import { useDesk } from './desk.ts';
import { Icon } from './icons.ts';
import { titleOf } from './sidebar.ts';
import { useOpenHome } from './use-open-home.ts';

export interface MainTools {
  readonly openMenu: () => void;
}

/** Name of the place, the app's two tabs, and on a narrow screen the way to the sidebar. */
export function MainHeader({ channel, tools }: { channel?: Channel; tools: MainTools }): ComponentChildren {
  const { snapshot } = useDesk();
  const direct = !channel || channel.kind === 'im';
  const mark = channel?.kind === 'private' ? 'lock' : direct ? 'desk' : 'hash';
  return html`<header class="main-header">
    <button class="icon-button only-narrow" aria-label="Open the menu" onClick=${tools.openMenu}>
      ${h(Icon, { name: 'menu' })}
    </button>
    <h1 class="main-title" id="main-title">
      ${h(Icon, { name: mark })}
      <span>${channel ? titleOf(channel, snapshot.app.name) : snapshot.app.name}</span>
      ${direct && html`<span class="tag">APP</span>`}
    </h1>
    ${direct && h(AppTabs, { atHome: !channel })}
    ${channel && !channel.hasApp && html`<span class="main-note">${snapshot.app.name} is not in this channel</span>`}
  </header>`;
}

function AppTabs({ atHome }: { atHome: boolean }): ComponentChildren {
  const { snapshot, dispatch } = useDesk();
  const direct = snapshot.channels.find((channel) => channel.kind === 'im' && channel.hasApp);
  const openHome = useOpenHome();
  return html`<nav class="tabs" aria-label=${`${snapshot.app.name}’s tabs`}>
    <button class="tab" aria-current=${atHome ? 'page' : undefined} onClick=${openHome}>Home</button>
    <button
      class="tab"
      data-tab="messages"
      aria-current=${atHome ? undefined : 'page'}
      onClick=${() => direct && dispatch({ type: 'go', place: direct.id })}
    >
      Messages
    </button>
  </nav>`;
}
