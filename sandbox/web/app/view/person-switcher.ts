import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useId } from 'preact/hooks';
import { Avatar } from './avatar.ts';
import { useDesk } from './desk.ts';

/** Changes who sits before the screen. A native select: it works with every keyboard and reader. */
export function PersonSwitcher(): ComponentChildren {
  const { snapshot, state, dispatch } = useDesk();
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
