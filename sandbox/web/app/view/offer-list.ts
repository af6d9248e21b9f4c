import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import type { Offer } from '../state/offers.ts';

interface Props {
  readonly id: string;
  readonly offers: readonly Offer[];
  readonly current: Offer | undefined;
  readonly take: (offer: Offer) => void;
}

/** What the composer offers, above it; the arrow keys walk through it while the focus stays in the line. */
export function OfferList({ id, offers, current, take }: Props): ComponentChildren {
  return html`<ul class="offers" id=${id} role="listbox" aria-label="Suggestions" hidden=${offers.length === 0}>
    ${offers.map(
      (offer) => html`<li
        class="offer"
        id=${`${id}-${offer.id}`}
        role="option"
        key=${offer.id}
        aria-selected=${offer === current ? 'true' : 'false'}
        onMouseDown=${(event: Event) => event.preventDefault()}
        onClick=${() => take(offer)}
      >
        <span class="offer-label">${offer.label}</span>
        <span class="offer-hint">${offer.hint}</span>
      </li>`,
    )}
  </ul>`;
}
