import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { postControl } from '../api.ts';
import { Icon } from './icons.ts';
import { usePage } from './page-context.ts';
import { timeOf } from './times.ts';
import type { Conditions, ZoomAccount, ZoomCall, ZoomUser } from './use-zoom.ts';

const shownCalls = 8;

/** What is true in Zoom right now, beside what is said in Slack. */
export function ZoomPanel({ zoom, close }: { zoom: ZoomAccount; close: () => void }): ComponentChildren {
  const { snapshot } = usePage();
  const { seats } = zoom;
  const mine = zoom.users.filter((user) => user.name === snapshot.me.name);
  const others = zoom.users.filter((user) => user.name !== snapshot.me.name);
  const calls = [...zoom.calls].sort((a, b) => dateOf(b.at).getTime() - dateOf(a.at).getTime());
  return html`<aside class="side-panel zoom" aria-labelledby="zoom-title">
    <header class="panel-head">
      <h2 id="zoom-title">Zoom account</h2>
      <button class="icon-button" aria-label="Close the Zoom panel" onClick=${close}>${h(Icon, { name: 'close' })}</button>
    </header>
    <div class="zoom-body" tabindex="0" role="region" aria-label="Zoom account, as it is now">
      <p class="seats">
        <label for="zoom-seats">Licences in use</label><span><b>${seats.used}</b> of ${seats.total}</span>
      </p>
      <meter id="zoom-seats" class="seats-bar" min="0" max=${Math.max(seats.total, 1)} value=${seats.used}>${seats.used}</meter>
      ${mine.length > 0 && html`<ul class="zoom-users">${mine.map((user) => h(UserRow, { user, zoom, mine: true, key: user.id }))}</ul>`}
      ${zoom.conditions && h(FaultSwitches, { conditions: zoom.conditions })}
      <h3 class="zoom-title">Calls to Zoom</h3>
      ${calls.length === 0 && html`<p class="zoom-none">None yet.</p>`}
      <ol class="calls">${calls.slice(0, shownCalls).map((call) => h(CallRow, { call }))}</ol>
      <h3 class="zoom-title">Everybody else</h3>
      <ul class="zoom-users">
        ${others.map((user) => h(UserRow, { user, zoom, mine: false, key: user.id }))}
      </ul>
    </div>
  </aside>`;
}

function UserRow({
  user,
  zoom,
  mine,
}: {
  user: ZoomUser;
  zoom: ZoomAccount;
  mine: boolean;
  key?: string;
}): ComponentChildren {
  const licensed = user.type === 2 || String(user.type).toLowerCase() === 'licensed';
  const assistants = user.assistants.map(
    (one) => zoom.users.find((other) => other.id === one || other.email === one)?.name ?? one,
  );
  return html`<li class=${`zoom-user${mine ? ' zoom-mine' : ''}`}>
    <span class="zoom-name">${user.name}${mine && html` <span class="zoom-you">you</span>`}</span>
    <span class=${`pill-small ${licensed ? 'pill-licensed' : 'pill-basic'}`}>${licensed ? 'Licensed' : 'Basic'}</span>
    <span class="zoom-mail">${user.email}</span>
    ${user.status !== 'active' && html`<span class="pill-small pill-warn">${user.status}</span>`}
    ${assistants.length > 0 && html`<span class="zoom-assistants">Assistants: ${assistants.join(', ')}</span>`}
  </li>`;
}

function CallRow({ call }: { call: ZoomCall }): ComponentChildren {
  return html`<li class=${`call${(call.status ?? 599) >= 400 ? ' call-bad' : ''}`} title=${`${call.path}, ${timeOf(dateOf(call.at))}, ${call.ms} ms`}>
    <span class="call-method">${call.method}</span>
    <span class="call-path">${shortPath(call.path)}</span>
    <span class="call-status">${call.status ?? 'lost'}</span>
  </li>`;
}

/** `/users/Ada0…/assistants`: ids of 22 characters say little to people. */
const shortPath = (path: string) =>
  path
    .replace(/^\/v2/, '')
    .replace(/\/([\w-]{3})[\w-]{19}(?=[/?]|$)/g, '/$1…')
    .replace('%40', '@');

const dateOf = (at: string | number) => new Date(at);

/** Switches for outages: how does the bot fare when Zoom is away, or everything is slow? */
function FaultSwitches({ conditions }: { conditions: Conditions }): ComponentChildren {
  const { dispatch } = usePage();
  const set = async (change: Partial<Conditions>) => {
    if (await postControl('conditions', { ...conditions, ...change })) return;
    dispatch({ type: 'toast', text: 'The sandbox does not answer. Is it still running?' });
  };
  const { zoom, slack } = conditions;
  const switches = [
    {
      label: 'Zoom is down',
      on: zoom === 'down',
      flip: () => set({ zoom: zoom === 'down' ? 'fine' : 'down' }),
    },
    {
      label: 'Zoom is slow',
      on: zoom === 'slow',
      flip: () => set({ zoom: zoom === 'slow' ? 'fine' : 'slow' }),
    },
    {
      label: 'Slack is slow',
      on: slack === 'slow',
      flip: () => set({ slack: slack === 'slow' ? 'fine' : 'slow' }),
    },
  ];
  return html`<fieldset class="faults">
    <legend class="zoom-title">Let something go wrong</legend>
    ${switches.map(
      ({ label, on, flip }) => html`<label class="switch" key=${label}>
        <input type="checkbox" role="switch" checked=${on} onChange=${flip} />
        <span>${label}</span>
      </label>`,
    )}
  </fieldset>`;
}
