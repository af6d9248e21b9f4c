import type { ConfirmationDialog } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OpenView } from '../../../slack/desktop.ts';
import { Blocks } from '../blocks/blocks.ts';
import { Plain, TextView } from '../blocks/text-view.ts';
import { SurfaceScope } from '../elements/surface.ts';
import { checkForm, reconcile } from '../state/forms.ts';
import { keyOf } from '../state/page-state.ts';
import { Icon } from './icons.ts';
import { usePage } from './page-context.ts';
import { Avatar } from './people.ts';
import { Toasts } from './toasts.ts';

/** The topmost open view; the ones below come back when it closes. */
export function Modals(): ComponentChildren {
  const { snapshot } = usePage();
  const top = snapshot.views.at(-1);
  return top ? h(Modal, { open: top, key: top.id }) : null;
}

/** A modal: native dialog, so the focus stays inside and Escape closes it. */
function Modal({ open }: { open: OpenView; key?: string }): ComponentChildren {
  const { snapshot, state, dispatch, run } = usePage();
  const { view, id: viewId } = open;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const user = state.userId;
  const busy = state.busy.includes(keyOf('submit', viewId));
  const errors = state.errors[viewId] ?? {};
  const deep = snapshot.views.length > 1;

  useLayoutEffect(() => {
    const closeAgain = openModal(dialog.current);
    const field = dialog.current?.querySelector<HTMLElement>('[autofocus], [data-field]');
    (field ?? dialog.current)?.focus();
    return closeAgain;
  }, []);
  useEffect(() => dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [errors]);

  const close = (id: string) => run('close', { user, viewId: id }, keyOf('close', id));
  const closeAll = async () => {
    for (const one of [...snapshot.views].reverse()) {
      await close(one.id);
      if (one.view.clear_on_close) return;
    }
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || !view.submit) return;
    const values = reconcile(view.blocks, state.forms[keyOf(user, viewId)]);
    const found = checkForm(view.blocks, values);
    dispatch({ type: 'errors', viewId, errors: found });
    if (Object.keys(found).length > 0) return;
    const result = await run('submit', { user, viewId, values }, keyOf('submit', viewId));
    if (!result.ok && result.errors) dispatch({ type: 'errors', viewId, errors: result.errors });
  };
  return html`<dialog
    class="dialog modal"
    ref=${dialog}
    tabindex="-1"
    aria-labelledby=${titleId}
    onCancel=${(event: Event) => {
      event.preventDefault();
      void close(viewId);
    }}
  >
    <form class="modal-form" novalidate onSubmit=${submit} aria-busy=${busy}>
      <header class="modal-head">
        ${
          deep &&
          html`<button type="button" class="icon-button" aria-label="Back" onClick=${() => close(viewId)}>
            ${h(Icon, { name: 'back' })}
          </button>`
        }
        ${h(Avatar, { author: { id: snapshot.app.userId, name: snapshot.app.name, kind: 'app' } })}
        <h2 class="dialog-title" id=${titleId}>${h(Plain, { text: view.title })}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick=${closeAll}>
          ${h(Icon, { name: 'close' })}
        </button>
      </header>
      <div class="modal-body">
        ${
          open.trouble &&
          html`<p class="block-alert alert-error" role="alert">${h(Icon, { name: 'warning' })} ${open.trouble}</p>`
        }
        ${h(SurfaceScope, {
          surface: { kind: 'view', viewId },
          name: viewId,
          blocks: view.blocks,
          children: h(Blocks, { blocks: view.blocks }),
        })}
      </div>
      <footer class="dialog-foot">
        <button type="button" class="button" onClick=${() => close(viewId)}>
          ${view.close ? h(Plain, { text: view.close }) : deep ? 'Back' : view.submit ? 'Cancel' : 'Close'}
        </button>
        ${
          view.submit &&
          html`<button type="submit" class="button button-primary" aria-disabled=${busy} aria-busy=${busy}>
            ${busy && html`<span class="spinner"></span>`}<span class="button-text">${h(Plain, { text: view.submit })}</span>
          </button>`
        }
      </footer>
    </form>
    ${h(Toasts, null)}
  </dialog>`;
}

/**
 * Opens a dialog above the page. The returned function closes it: the browser then gives the focus back to
 * where it was, which merely removing the element would not do.
 */
function openModal(dialog: HTMLDialogElement | null): () => void {
  dialog?.showModal();
  return () => dialog?.close();
}

interface Question {
  readonly confirm: ConfirmationDialog;
  readonly answer: (yes: boolean) => void;
}

/** Asks one question at a time. */
export function useConfirm() {
  const [question, setQuestion] = useState<Question | null>(null);
  const ask = useCallback(
    (confirm: ConfirmationDialog) =>
      new Promise<boolean>((resolve) => {
        setQuestion({
          confirm,
          answer: (yes) => {
            setQuestion(null);
            resolve(yes);
          },
        });
      }),
    [],
  );
  return { asked: question?.confirm, ask, answer: question?.answer ?? (() => {}) };
}

/** "Are you sure?", as the app words it; Escape means no. */
export function ConfirmDialog({ confirm, answer }: Question): ComponentChildren {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => openModal(dialog.current), []);
  return html`<dialog
    class="dialog confirm"
    ref=${dialog}
    aria-labelledby=${`${id}-title`}
    aria-describedby=${`${id}-text`}
    onCancel=${(event: Event) => {
      event.preventDefault();
      answer(false);
    }}
  >
    <h2 class="dialog-title" id=${`${id}-title`}>
      ${confirm.title ? h(Plain, { text: confirm.title }) : 'Are you sure?'}
    </h2>
    <div class="confirm-text" id=${`${id}-text`}>${h(TextView, { text: confirm.text })}</div>
    <div class="dialog-foot">
      <button type="button" class="button" autofocus onClick=${() => answer(false)}>
        ${confirm.deny ? h(Plain, { text: confirm.deny }) : 'Cancel'}
      </button>
      <button type="button" class=${`button button-${confirm.style ?? 'primary'}`} onClick=${() => answer(true)}>
        ${confirm.confirm ? h(Plain, { text: confirm.confirm }) : 'Yes'}
      </button>
    </div>
  </dialog>`;
}
