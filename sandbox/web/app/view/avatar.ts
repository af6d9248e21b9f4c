import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { Icon } from './icons.ts';
import { type Author, colourOf, initials } from './people.ts';

/** A person's initials on a colour of their own; apps and Slackbot carry a sign instead. */
export function Avatar({ author }: { author: Author }): ComponentChildren {
  if (author.kind === 'app')
    return html`<span class="avatar avatar-app" aria-hidden="true">${h(Icon, { name: 'desk' })}</span>`;
  if (author.kind === 'slack') return html`<span class="avatar avatar-slack" aria-hidden="true">#</span>`;
  return html`<span class=${`avatar colour-${colourOf(author.id)}`} aria-hidden="true">${initials(author.name)}</span>`;
}
