import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { OpenView } from '../../../slack/desktop.ts';
import { Blocks } from '../blocks/blocks.ts';
import { Plain } from '../blocks/plain-view.ts';
import { SurfaceScope } from '../elements/surface.ts';
import { checkForm } from '../state/check-form.ts';
import { reconcile } from '../state/forms.ts';
import { keyOf } from '../state/page-state.ts';
import { Avatar } from './avatar.ts';
import { useDesk } from './desk.ts';
import { Icon } from './icons.ts';
import { openModal } from './open-modal.ts';
import { Toasts } from './toasts.ts';

/** A modal: native dialog, so the focus stays inside and Escape closes it. */
export function Modal({ open }: { open: OpenView; key?: string }): ComponentChildren {
  const { snapshot, state, dispatch, run } = useDesk();
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
