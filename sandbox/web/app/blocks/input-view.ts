import type { InputBlock } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useId } from 'preact/hooks';
import { ElementView, isGroup } from '../elements/element-view.ts';
import { useSurface } from '../elements/surface.ts';
import { useDesk } from '../view/desk.ts';
import { Icon } from '../view/icons.ts';
import { Plain } from './plain-view.ts';

/** A labelled field with its hint and, after a refused submission, what is wrong with it. */
export function InputView({ block }: { block: InputBlock }): ComponentChildren {
  const { state } = useDesk();
  const { surface } = useSurface();
  const id = useId();
  const blockId = block.block_id ?? '';
  const error = surface.kind === 'view' ? state.errors[surface.viewId]?.[blockId] : undefined;
  const hint = block.hint && `${id}-hint`;
  const describedBy = [error && `${id}-error`, hint].filter(Boolean).join(' ') || undefined;
  const label = html`${h(Plain, { text: block.label })}${block.optional && html` <span class="optional">(optional)</span>`}`;
  const field = h(ElementView, {
    element: block.element,
    blockId,
    id,
    describedBy,
    invalid: error !== undefined,
    required: !block.optional,
    dispatches: block.dispatch_action ?? false,
  });
  const notes = html`
    ${error && html`<p class="field-error" id=${`${id}-error`}>${h(Icon, { name: 'warning' })} ${error}</p>`}
    ${block.hint && html`<p class="field-hint" id=${hint}>${h(Plain, { text: block.hint })}</p>`}
  `;
  const look = `field${error ? ' field-invalid' : ''}`;
  if (isGroup(block.element))
    return html`<fieldset class=${look}><legend class="field-label">${label}</legend>${field}${notes}</fieldset>`;
  return html`<div class=${look}><label class="field-label" for=${id}>${label}</label>${field}${notes}</div>`;
}
