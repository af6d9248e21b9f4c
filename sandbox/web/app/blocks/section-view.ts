import type { ActionsBlock, ContextBlock, SectionBlock } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useId } from 'preact/hooks';
import { ElementView } from '../elements/element-view.ts';
import { plainText } from '../mrkdwn/plain-text.ts';
import { parseMrkdwn } from '../mrkdwn.ts';
import { ImageElementView } from './image-view.ts';
import { TextView } from './text-view.ts';

/** Text and fields, with an element beside them; that element is named by the text. */
export function SectionView({ block }: { block: SectionBlock }): ComponentChildren {
  const id = useId();
  const { text, fields, accessory } = block;
  return html`<div class="block-section">
    <div class="section-text">
      ${text && h(TextView, { text })}
      ${fields && html`<div class="section-fields">${fields.map((field) => html`<div class="section-field">${h(TextView, { text: field })}</div>`)}</div>`}
    </div>
    ${
      accessory &&
      html`<div class=${`section-accessory accessory-${accessory.type}`}>
        ${h(ElementView, {
          element: accessory,
          blockId: block.block_id ?? '',
          id,
          label: text ? plainText(parseMrkdwn(text.text)) : 'Choose',
          dispatches: true,
        })}
      </div>`
    }
  </div>`;
}

/** Buttons and selects in a row. */
export function ActionsView({ block }: { block: ActionsBlock }): ComponentChildren {
  const id = useId();
  return html`<div class="block-actions">
    ${block.elements.map((element, index) =>
      h(ElementView, {
        element,
        blockId: block.block_id ?? '',
        id: `${id}-${index}`,
        label: ('placeholder' in element && element.placeholder?.text) || 'Choose',
        dispatches: true,
        key: element.action_id,
      }),
    )}
  </div>`;
}

/** Small print: texts and tiny images in a row. */
export function ContextView({ block }: { block: ContextBlock }): ComponentChildren {
  return html`<div class="block-context">
    ${block.elements.map((element) =>
      element.type === 'image'
        ? h(ImageElementView, { element, size: 'small' })
        : html`<span class="context-text">${h(TextView, { text: element })}</span>`,
    )}
  </div>`;
}
