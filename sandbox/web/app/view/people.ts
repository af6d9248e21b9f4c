import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import type { Member, Message, Snapshot } from '../../../slack/desktop.ts';
import { Icon } from './icons.ts';

/** Who a message is from, as the page shows it. */
interface Author {
  readonly id: string;
  readonly name: string;
  readonly kind: Member['kind'] | 'slack';
}

export function authorOf(snapshot: Snapshot, message: Message): Author {
  if (message.fromSlack) return { id: 'USLACKBOT', name: 'Slackbot', kind: 'slack' };
  if (message.user === snapshot.app.userId) return { id: message.user, name: snapshot.app.name, kind: 'app' };
  const member = snapshot.members.find((one) => one.id === message.user);
  return member ?? { id: message.user, name: 'Someone', kind: 'stranger' };
}

/** The name behind an id, also for the app itself; `undefined` for people outside the workspace. */
export function nameOf(snapshot: Snapshot, id: string): string | undefined {
  if (id === snapshot.app.userId) return snapshot.app.name;
  return snapshot.members.find((member) => member.id === id)?.name;
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** One of eight colours, always the same for the same id. */
function colourOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 17 + character.charCodeAt(0)) % 9973;
  return sum % 8;
}

/** Who can be picked or mentioned: everybody with an active account. */
export function pickable(snapshot: Snapshot): Member[] {
  return snapshot.members.filter((member) => member.kind !== 'deactivated');
}

/** A person's initials on a colour of their own; apps and Slackbot carry a sign instead. */
export function Avatar({ author }: { author: Author }): ComponentChildren {
  if (author.kind === 'app')
    return html`<span class="avatar avatar-app" aria-hidden="true">${h(Icon, { name: 'desk' })}</span>`;
  if (author.kind === 'slack') return html`<span class="avatar avatar-slack" aria-hidden="true">#</span>`;
  return html`<span class=${`avatar colour-${colourOf(author.id)}`} aria-hidden="true">${initials(author.name)}</span>`;
}
