import type { Overflow, PlainTextOption } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useId } from 'preact/hooks';
import { Plain } from '../blocks/plain-view.ts';
import { chosen } from '../state/elements.ts';
import { useDesk } from '../view/desk.ts';
import { Icon } from '../view/icons.ts';
import { usePlaced } from './surface.ts';

/** The menu behind three dots; a native popover closes it on Escape or a click elsewhere. */
export function OverflowView({
  element,
  blockId,
}: {
  element: Overflow;
  blockId: string;
}): ComponentChildren {
  const { ask } = useDesk();
  const { busy, act } = usePlaced(blockId, element.action_id ?? '');
  const id = useId();
  const pick = async (option: PlainTextOption) => {
    document.getElementById(id)?.hidePopover();
    if (element.confirm && !(await ask(element.confirm))) return;
    act({ type: element.type, selected_option: chosen(option) });
    if (option.url && /^https?:\/\//i.test(option.url)) open(option.url, '_blank', 'noopener');
  };
  return html`<span class="overflow">
    <button type="button" class="button button-icon" aria-label="More actions" aria-busy=${busy} popovertarget=${id}>
      ${busy ? html`<span class="spinner"></span>` : h(Icon, { name: 'more' })}
    </button>
    <div id=${id} popover="auto" class="menu">
      ${element.options.map(
        (
          option,
        ) => html`<button type="button" class="menu-item" key=${option.value} onClick=${() => pick(option)}>
          ${h(Plain, { text: option.text })}
          ${option.description && html`<span class="option-hint">${h(Plain, { text: option.description })}</span>`}
        </button>`,
      )}
    </div>
  </span>`;
}
