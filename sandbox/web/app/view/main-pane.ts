import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Channel } from '../../../slack/desktop.ts';
import { Blocks } from '../blocks/blocks.ts';
import { SurfaceScope } from '../elements/surface.ts';
import { keyOf, unreadIn } from '../state/page-state.ts';
import { Composer } from './composer.ts';
import { Icon } from './icons.ts';
import { MessageList } from './message-list.ts';
import { usePage } from './page-context.ts';
import { titleOf, useOpenHome } from './sidebar.ts';

interface MainTools {
  readonly openMenu: () => void;
}

/** Name of the place, the app's two tabs, and on a narrow screen the way to the sidebar. */
function MainHeader({ channel, tools }: { channel?: Channel; tools: MainTools }): ComponentChildren {
  const { snapshot, state } = usePage();
  const news = snapshot.channels.some((one) => one.id !== channel?.id && unreadIn(state, one) > 0);
  const direct = !channel || channel.kind === 'im';
  const mark = channel?.kind === 'private' ? 'lock' : direct ? 'desk' : 'hash';
  return html`<header class="main-header">
    <button
      class="icon-button only-narrow menu-button"
      aria-label=${news ? 'Open the menu: there is something new' : 'Open the menu'}
      onClick=${tools.openMenu}
    >
      ${h(Icon, { name: 'menu' })}
      ${news && html`<span class="news-dot"></span>`}
    </button>
    <h1 class="main-title" id="main-title">
      ${h(Icon, { name: mark })}
      <span>${channel ? titleOf(channel, snapshot.app.name) : snapshot.app.name}</span>
      ${direct && html`<span class="tag">APP</span>`}
    </h1>
    ${direct && h(AppTabs, { atHome: !channel })}
    ${channel && !direct && h(About, { channel })}
    ${channel && !channel.hasApp && html`<span class="main-note">${snapshot.app.name} is not in this channel</span>`}
  </header>`;
}

/** What stands beside a channel's name: its topic, and how many belong to it. */
function About({ channel }: { channel: Channel }): ComponentChildren {
  return html`<span class="main-topic">${channel.topic}</span>
    <span class="main-members" title=${`${channel.members} members`}>
      ${channel.members}<span class="unseen"> members</span>
    </span>`;
}

function AppTabs({ atHome }: { atHome: boolean }): ComponentChildren {
  const { snapshot, dispatch } = usePage();
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

/** A channel or the direct message with the app: its messages and the line to write on. */
export function ChannelView({ channel, tools }: { channel: Channel; tools: MainTools }): ComponentChildren {
  const { state, snapshot } = usePage();
  return html`<section class="conversation" aria-labelledby="main-title">
    ${h(MainHeader, { channel, tools })}
    ${h(MessageList, { channel, key: state.userId })}
    ${
      channel.kind === 'im' && snapshot.app.readOnly
        ? html`<p class="composer-closed">Sending messages to this app has been turned off.</p>`
        : h(Composer, { channel })
    }
  </section>`;
}

/** The app's Home tab, as the app published it for this person. */
export function HomeTab({ tools }: { tools: MainTools }): ComponentChildren {
  const { snapshot, state, run } = usePage();
  const { home: published, app } = snapshot;
  const key = keyOf('home', state.userId);
  const switched = snapshot.me.id;
  // A person who arrives here by switching or reloading opens the tab, too.
  useEffect(() => {
    if (!published && !state.busy.includes(key)) void run('home', { user: switched }, key);
  }, [switched]);
  const waiting = state.busy.includes(key);
  return html`<section class="conversation" aria-labelledby="main-title">
    ${h(MainHeader, { tools })}
    <div class="home" tabindex="0" role="region" aria-label="Home tab" aria-busy=${waiting}>
      <div class="home-page">
        ${
          published
            ? h(SurfaceScope, {
                surface: { kind: 'home' },
                name: 'home',
                blocks: published.blocks,
                children: h(Blocks, { blocks: published.blocks }),
              })
            : html`<div class="empty">
                <h2>${waiting ? `${app.name} is preparing its Home tab…` : `${app.name} has no Home tab for you yet`}</h2>
                <p>Write <code>${app.command} help</code> in its messages to see what it can do.</p>
              </div>`
        }
      </div>
    </div>
  </section>`;
}
