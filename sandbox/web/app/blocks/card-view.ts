import type { CardBlock } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { ButtonView } from '../elements/button-view.ts';
import { ImageElementView } from './image-view.ts';
import { TextView } from './text-view.ts';

/** A framed card: icon, title, a few words, buttons. */
export function CardView({ block }: { block: CardBlock }): ComponentChildren {
  const { icon, title, subtitle, body, actions } = block;
  return html`<div class="block-card">
    ${icon && h(ImageElementView, { element: icon, size: 'small' })}
    ${title && html`<strong>${h(TextView, { text: title })}</strong>`}
    ${subtitle && html`<div class="option-hint">${h(TextView, { text: subtitle })}</div>`}
    ${body && h(TextView, { text: body })}
    ${actions && html`<div class="block-actions">${actions.map((element) => h(ButtonView, { element, blockId: block.block_id ?? '' }))}</div>`}
  </div>`;
}
