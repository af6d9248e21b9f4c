import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useState } from 'preact/hooks';
import { postControl } from '../api.ts';
import { Icon } from './icons.ts';
import { usePage } from './page-context.ts';
import { forgetEverything } from './use-desktop.ts';

/** Asks, then puts workspace, Zoom account and bot back as on the first morning. */
export function useStartAfresh(): { busy: boolean; start: () => Promise<void> } {
  const { ask, dispatch } = usePage();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    if (busy || !(await ask(question))) return;
    setBusy(true);
    if (await postControl('reset', {})) return forgetEverything();
    setBusy(false);
    dispatch({ type: 'toast', text: 'The sandbox could not start afresh. Is it still running?' });
  };
  return { busy, start };
}

export function StartAfresh(): ComponentChildren {
  const { busy, start } = useStartAfresh();
  return html`<button type="button" class="top-button" aria-label="Start afresh" aria-busy=${busy} onClick=${start}>
    ${busy ? html`<span class="spinner"></span>` : h(Icon, { name: 'again' })}<span class="label-wide">Start afresh</span>
  </button>`;
}

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const question = {
  title: plain('Start afresh?'),
  text: plain('All messages, requests and changes in Zoom go, and the tour begins again.'),
  style: 'danger' as const,
  confirm: plain('Start afresh'),
  deny: plain('Keep everything'),
};
