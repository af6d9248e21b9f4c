import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useState } from 'preact/hooks';
import { home, placeOf } from '../state/page-state.ts';
import { TourCard } from '../tour/tour-card.ts';
import { useTour } from '../tour/use-tour.ts';
import { Announcer } from './announcer.ts';
import { ChannelView } from './channel-view.ts';
import { ConfirmDialog, useConfirm } from './confirm-dialog.ts';
import { DeskContext, type ThreadRef } from './desk.ts';
import { HomeTab } from './home-tab.ts';
import { Modals } from './modals.ts';
import { Sidebar } from './sidebar.ts';
import { ThreadPanel } from './thread-panel.ts';
import { Toasts } from './toasts.ts';
import { TopBar } from './top-bar.ts';
import { useDesktop } from './use-desktop.ts';
import { useZoom } from './use-zoom.ts';
import { ZoomPanel } from './zoom-panel.ts';

/** The whole page: top bar, sidebar, the channel or Home tab, tour and side panel, and what lies above them. */
export function Page(): ComponentChildren {
  const { state, dispatch, run } = useDesktop();
  const { asked, ask, answer } = useConfirm();
  const zoom = useZoom(state.snapshot);
  const tour = useTour(state, zoom);
  const [menuOpen, setMenuOpen] = useState(false);
  const [zoomOpen, setZoomOpen] = useState(() => innerWidth > 1180);
  const [threadAt, openThread] = useState<(ThreadRef & { user: string }) | null>(null);
  const { snapshot } = state;
  if (!snapshot) return h(Waiting, { lost: state.link === 'lost' });

  const switching = snapshot.me.id !== state.userId;
  const modal = !switching && snapshot.views.length > 0;
  const place = placeOf(state);
  const channel =
    snapshot.channels.find((one) => one.id === place) ?? (place === home ? undefined : snapshot.channels[0]);
  // A thread stands beside its own channel only, and each person opens their own.
  const thread = threadAt?.channel === channel?.id && threadAt?.user === state.userId ? threadAt : null;
  const top = {
    zoomOpen: zoom ? zoomOpen : null,
    toggleZoom: () => setZoomOpen(!zoomOpen),
    tourOpen: tour?.open ?? null,
    toggleTour: () => tour?.toggle(),
  };
  const tools = { openMenu: () => setMenuOpen(true) };
  const panel = thread ? 'thread' : zoom && zoomOpen ? 'zoom' : 'none';
  const main = channel ? h(ChannelView, { channel, tools, key: channel.id }) : h(HomeTab, { tools });
  const desk = {
    ...{ state, snapshot, dispatch, run, ask, thread },
    openThread: (at: ThreadRef | null) => openThread(at && { ...at, user: state.userId }),
  };
  return html`<${DeskContext.Provider} value=${desk}>
    <a class="skip" href="#main" onClick=${skip}>Skip to the conversation</a>
    <div class="shell" data-menu=${menuOpen ? 'open' : 'closed'} data-panel=${panel} data-tour=${tour?.open ? 'open' : 'closed'}>
      ${h(TopBar, { tools: top })}
      ${h(Sidebar, { isOpen: menuOpen, close: () => setMenuOpen(false) })}
      ${tour?.open && h(TourCard, { tour })}
      <main id="main" class="main" tabindex="-1" aria-busy=${switching} inert=${switching || menuOpen}>${main}</main>
      ${thread && h(ThreadPanel, { thread })}
      ${panel === 'zoom' && zoom && h(ZoomPanel, { zoom, close: () => setZoomOpen(false) })}
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
  return html`<main class="waiting" role="status">
    ${lost ? 'The sandbox does not answer. Start it with “npm run sandbox”; this page connects by itself.' : 'Opening the workspace…'}
  </main>`;
}
