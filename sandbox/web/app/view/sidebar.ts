import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Channel } from '../../../slack/desktop.ts';
import { home, keyOf, mentionsIn, placeOf, unreadIn } from '../state/page-state.ts';
import { Icon } from './icons.ts';
import { usePage } from './page-context.ts';
import { Avatar } from './people.ts';

/** The workspace: who you are, its channels and the app. */
export function Sidebar({ isOpen, close }: { isOpen: boolean; close: () => void }): ComponentChildren {
  const { snapshot, state } = usePage();
  const closer = useRef<HTMLButtonElement>(null);
  // On a phone it is a drawer: the focus goes in when it opens, Escape closes it.
  useEffect(() => {
    if (isOpen) closer.current?.focus();
  }, [isOpen]);
  const closeOnEscape = (event: KeyboardEvent) => event.key === 'Escape' && close();
  const channels = snapshot.channels.filter((channel) => channel.kind !== 'im');
  const directs = snapshot.channels.filter((channel) => channel.kind === 'im');
  return html`<nav class="sidebar" aria-label="Workspace" onKeyDown=${closeOnEscape}>
    <div class="team">
      <h2 class="team-name">You are</h2>
      ${state.link === 'lost' && html`<span class="team-link" role="status">Reconnecting…</span>`}
      <button ref=${closer} class="icon-button only-narrow" aria-label="Close the menu" onClick=${close}>
        ${h(Icon, { name: 'close' })}
      </button>
    </div>
    ${h(PersonSwitcher, null)}
    ${h(LanguageSwitch, null)}
    <h2 class="side-title" id="side-channels">Channels</h2>
    <ul class="side-list" aria-labelledby="side-channels">
      ${channels.map((channel) => h(Entry, { channel, close, key: channel.id }))}
    </ul>
    <h2 class="side-title" id="side-apps">Apps</h2>
    <ul class="side-list" aria-labelledby="side-apps">
      ${directs.map((channel) => h(Entry, { channel, close, key: channel.id }))}
      ${!directs.some((channel) => channel.hasApp) && h(AppEntry, { close })}
    </ul>
    <p class="side-note">
      Switch persons at the top to see the other side of a request.
    </p>
  </nav>`;
}

function Entry({ channel, close }: { channel: Channel; close: () => void }): ComponentChildren {
  const { snapshot, state, dispatch } = usePage();
  const unread = unreadIn(state, channel);
  const mentions = mentionsIn(state, channel);
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
      ${channel.kind === 'im' && h(Presence, null)}
      ${unread > 0 && !here && mentions === 0 && html`<span class="unseen">, something new</span>`}
      ${mentions > 0 && !here && html`<span class="badge">${mentions}<span class="unseen"> for you</span></span>`}
    </button>
  </li>`;
}

/** Before the first direct message there is only the app's Home tab to go to. */
function AppEntry({ close }: { close: () => void }): ComponentChildren {
  const { snapshot, state } = usePage();
  const openHome = useOpenHome();
  const go = () => {
    openHome();
    close();
  };
  return html`<li>
    <button class="side-entry" aria-current=${placeOf(state) === home ? 'page' : undefined} onClick=${go}>
      ${h(AppMark, null)}
      <span class="side-name">${snapshot.app.name}</span>
      ${h(Presence, null)}
    </button>
  </li>`;
}

function Presence(): ComponentChildren {
  const { online } = usePage().snapshot.app;
  return html`<span class=${`presence${online ? ' presence-on' : ''}`}>
    <span class="unseen">${online ? 'running' : 'not running'}</span>
  </span>`;
}

function AppMark(): ComponentChildren {
  const { app } = usePage().snapshot;
  return h(Avatar, { author: { id: app.userId, name: app.name, kind: 'app' } });
}

function Mark({ channel }: { channel: Channel }): ComponentChildren {
  if (channel.kind === 'im') return h(AppMark, null);
  return html`${h(Icon, { name: channel.kind === 'private' ? 'lock' : 'hash' })}
    ${channel.kind === 'private' && html`<span class="unseen">private</span>`}`;
}

/** A channel's name; a direct message carries the app's. */
export function titleOf(channel: Channel, appName: string): string {
  return channel.kind === 'im' ? appName : channel.name;
}

/** Changes who sits before the screen. A native select: it works with every keyboard and reader. */
function PersonSwitcher(): ComponentChildren {
  const { snapshot, state, dispatch } = usePage();
  const id = useId();
  const me = snapshot.members.find((member) => member.id === state.userId) ?? snapshot.me;
  const people = snapshot.members.filter((member) => member.kind !== 'app' && member.kind !== 'bot');
  const change = (event: Event) =>
    dispatch({ type: 'person', userId: (event.currentTarget as HTMLSelectElement).value });
  return html`<div class="person">
    ${h(Avatar, { author: me })}
    <span class="person-text" aria-hidden="true">
      <span class="person-name">${me.name}</span>
      <span class="person-title">${me.title}</span>
    </span>
    <svg class="icon person-arrow" viewBox="0 0 24 24" aria-hidden="true"><path d="M8 9.500l4-4 4 4M8 14.500l4 4 4-4" /></svg>
    <label class="unseen" for=${id}>You are</label>
    <select id=${id} class="person-select" data-person=${snapshot.me.id} value=${me.id} onChange=${change}>
      ${people.map((one) => html`<option value=${one.id} key=${one.id}>${one.name} — ${one.title}</option>`)}
    </select>
  </div>`;
}

/** The languages that Slack can be set to here; the app may know fewer. */
const languages = [
  ['en-GB', 'English (UK)'],
  ['en-US', 'English (US)'],
  ['de-DE', 'Deutsch'],
  ['fr-FR', 'Français'],
  ['es-ES', 'Español'],
  ['pt-BR', 'Português (Brasil)'],
  ['ja-JP', '日本語'],
] as const;

/** Sets the language of the person's Slack. The page itself stays English; the app answers in that language. */
function LanguageSwitch(): ComponentChildren {
  const { snapshot, run } = usePage();
  const id = useId();
  const { me } = snapshot;
  const change = (event: Event) => {
    const locale = (event.currentTarget as HTMLSelectElement).value;
    void run('language', { user: me.id, locale }, keyOf('language', me.id));
  };
  return html`<p class="language">
    <label for=${id}>Language</label>
    <select id=${id} class="language-select" value=${me.locale} onChange=${change}>
      ${languages.map(([locale, name]) => html`<option value=${locale} lang=${locale} key=${locale}>${name}</option>`)}
    </select>
  </p>`;
}

/** Goes to the Home tab and tells the app, as Slack does each time somebody opens it. */
export function useOpenHome(): () => void {
  const { state, dispatch, run } = usePage();
  return () => {
    dispatch({ type: 'go', place: home });
    void run('home', { user: state.userId }, keyOf('home', state.userId));
  };
}
