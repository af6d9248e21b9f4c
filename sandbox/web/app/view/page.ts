import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { parseMrkdwn } from '../mrkdwn/mrkdwn.ts';
import { plainText } from '../mrkdwn/plain-text.ts';
import { home, placeOf } from '../state/page-state.ts';
import { TourCard } from '../tour/tour-card.ts';
import { useTour } from '../tour/use-tour.ts';
import { ChannelView, HomeTab } from './main-pane.ts';
import { ThreadPanel } from './message-list.ts';
import { ConfirmDialog, Modals, useConfirm } from './modal.ts';
import { PageContext, type ThreadRef, usePage } from './page-context.ts';
import { authorOf } from './people.ts';
import { Sidebar } from './sidebar.ts';
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
  const context = {
    state,
    snapshot,
    dispatch,
    run,
    ask,
    thread,
    openThread: (at: ThreadRef | null) => openThread(at && { ...at, user: state.userId }),
  };
  return html`<${PageContext.Provider} value=${context}>
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

/** Reads out messages that arrive in the open channel; what was there already is not read again. */
function Announcer(): ComponentChildren {
  const { state, snapshot } = usePage();
  const place = placeOf(state);
  const messages = snapshot.channels.find((channel) => channel.id === place)?.messages ?? [];
  const newest = messages.at(-1);
  const spot = `${state.userId} ${place}`;
  const heard = useRef({ spot: '', ts: '' });
  const [text, setText] = useState('');
  useEffect(() => {
    const before = heard.current;
    heard.current = { spot, ts: newest?.ts ?? '' };
    if (before.spot !== spot || !newest || newest.ts === before.ts || newest.user === state.userId) return;
    const author = authorOf(snapshot, newest).name;
    setText(`${author}: ${plainText(parseMrkdwn(newest.text))}`);
  }, [spot, newest?.ts]);
  return html`<div class="unseen" role="status" aria-live="polite">${text}</div>`;
}
