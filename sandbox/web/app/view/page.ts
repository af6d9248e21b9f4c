import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useState } from 'preact/hooks';
import { home, placeOf } from '../state/page-state.ts';
import { Announcer } from './announcer.ts';
import { ChannelView } from './channel-view.ts';
import { ConfirmDialog, useConfirm } from './confirm-dialog.ts';
import { DeskContext } from './desk.ts';
import { HomeTab } from './home-tab.ts';
import { Modals } from './modals.ts';
import { Sidebar } from './sidebar.ts';
import { Toasts } from './toasts.ts';
import { useDesktop } from './use-desktop.ts';
import { useZoom } from './use-zoom.ts';
import { ZoomPanel } from './zoom-panel.ts';

/** The whole page: sidebar, the channel or Home tab, the Zoom panel, and what lies above them. */
export function Page(): ComponentChildren {
  const { state, dispatch, run } = useDesktop();
  const { asked, ask, answer } = useConfirm();
  const zoom = useZoom(state.snapshot);
  const [menuOpen, setMenuOpen] = useState(false);
  const [zoomOpen, setZoomOpen] = useState(() => innerWidth > 1180);
  const { snapshot } = state;
  if (!snapshot) return h(Waiting, { lost: state.link === 'lost' });

  const switching = snapshot.me.id !== state.userId;
  const modal = !switching && snapshot.views.length > 0;
  const place = placeOf(state);
  const channel =
    snapshot.channels.find((one) => one.id === place) ?? (place === home ? undefined : snapshot.channels[0]);
  const tools = {
    openMenu: () => setMenuOpen(true),
    zoomOpen: zoom ? zoomOpen : null,
    toggleZoom: () => setZoomOpen(!zoomOpen),
  };
  const main = channel ? h(ChannelView, { channel, tools, key: channel.id }) : h(HomeTab, { tools });
  return html`<${DeskContext.Provider} value=${{ state, snapshot, dispatch, run, ask }}>
    <a class="skip" href="#main" onClick=${skip}>Skip to the conversation</a>
    <div class="shell" data-menu=${menuOpen ? 'open' : 'closed'} data-zoom=${zoom && zoomOpen ? 'open' : 'closed'}>
      ${h(Sidebar, { isOpen: menuOpen, close: () => setMenuOpen(false) })}
      <main id="main" class="main" tabindex="-1" aria-busy=${switching} inert=${switching || menuOpen}>${main}</main>
      ${zoom && zoomOpen && h(ZoomPanel, { zoom, close: () => setZoomOpen(false) })}
      ${menuOpen && html`<button class="scrim" aria-label="Close the menu" onClick=${() => setMenuOpen(false)}></button>`}
    </div>
    ${modal ? h(Modals, null) : h(Toasts, null)}
    ${asked && h(ConfirmDialog, { confirm: asked, answer })}
    ${h(Announcer, null)}
  <//>`;
}

/** The address bar holds person and place, so the skip link moves the focus itself. */
function skip(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}

function Waiting({ lost }: { lost: boolean }): ComponentChildren {
  return html`<div class="waiting" role="status">
    ${lost ? 'The sandbox does not answer. Start it with “npm run sandbox”; this page connects by itself.' : 'Opening the workspace…'}
  </div>`;
}
