import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Toast } from '../state/page-state.ts';
import { Icon } from './icons.ts';
import { usePage } from './page-context.ts';

const shownMs = 9000;

/** What went wrong, in a sentence. An open modal makes the rest of the page inert, so it holds its own. */
export function Toasts(): ComponentChildren {
  const { state } = usePage();
  return html`<div class="toasts" role="alert">
    ${state.toasts.map((toast) => h(ToastView, { toast, key: toast.id }))}
  </div>`;
}

function ToastView({ toast }: { toast: Toast; key?: number }): ComponentChildren {
  const { dispatch } = usePage();
  const close = () => dispatch({ type: 'untoast', id: toast.id });
  useEffect(() => {
    const timer = setTimeout(close, shownMs);
    return () => clearTimeout(timer);
  }, [toast.id]);
  return html`<div class="toast">
    ${h(Icon, { name: 'warning' })}
    <span>${toast.text}</span>
    <button class="icon-button" aria-label="Dismiss" onClick=${close}>${h(Icon, { name: 'close' })}</button>
  </div>`;
}
