import type { Button } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { Plain } from '../blocks/plain-view.ts';
import { useDesk } from '../view/desk.ts';
import { Icon } from '../view/icons.ts';
import { usePlaced } from './surface.ts';

/** A button: asks first when the app wants that, shows that it works, opens its link in a new tab. */
export function ButtonView({ element, blockId }: { element: Button; blockId: string }): ComponentChildren {
  const { ask } = useDesk();
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
