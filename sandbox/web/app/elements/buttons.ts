import type { Button, Overflow, PlainTextOption } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useId } from 'preact/hooks';
import { Plain } from '../blocks/text-view.ts';
import { chosen } from '../state/elements.ts';
import { Icon } from '../view/icons.ts';
import { usePage } from '../view/page-context.ts';
import { usePlaced } from './surface.ts';

/** A button: asks first when the app wants that, shows that it works, opens its link in a new tab. */
export function ButtonView({ element, blockId }: { element: Button; blockId: string }): ComponentChildren {
  const { ask } = usePage();
  const { busy, act } = usePlaced(blockId, element.action_id ?? '');
  const look = `button${element.style ? ` button-${element.style}` : ''}`;
  const click = async () => {
    if (busy || (element.confirm && !(await ask(element.confirm)))) return;
    act();
  };
  const label = element.accessibility_label;
  if (element.url && /^https?:\/\//i.test(element.url))
    return html`<a class=${look} data-action=${element.action_id} href=${element.url} target="_blank" rel="noreferrer" aria-label=${label} onClick=${click}>
      ${h(Plain, { text: element.text })} ${h(Icon, { name: 'out' })}
    </a>`;
  return html`<button type="button" class=${look} data-action=${element.action_id} aria-label=${label} aria-busy=${busy} aria-disabled=${busy} onClick=${click}>
    ${busy && html`<span class="spinner"></span>`}<span class="button-text">${h(Plain, { text: element.text })}</span>
  </button>`;
}

/** The menu behind three dots; a native popover closes it on Escape or a click elsewhere. */
export function OverflowView({
  element,
  blockId,
}: {
  element: Overflow;
  blockId: string;
}): ComponentChildren {
  const { ask } = usePage();
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
