import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { Icon } from '../view/icons.ts';
import type { Choice } from './select-options.ts';

interface Props {
  readonly chips: readonly Choice[];
  readonly remove: (value: string) => void;
  /** The field that adds another one. */
  readonly children: ComponentChildren;
}

/** What is picked already: each one a chip with its own button to take it away again. */
export function ChipList({ chips, remove, children }: Props): ComponentChildren {
  return html`<div class="multi">
    ${
      chips.length > 0 &&
      html`<ul class="chips">
        ${chips.map(
          ({ value, label }) => html`<li class="chip" key=${value}>
            ${label}
            <button type="button" aria-label=${`Remove ${label}`} onClick=${() => remove(value)}>
              ${h(Icon, { name: 'close' })}
            </button>
          </li>`,
        )}
      </ul>`
    }
    ${children}
  </div>`;
}
