import type { ConfirmationDialog } from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useCallback, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Plain } from '../blocks/plain-view.ts';
import { TextView } from '../blocks/text-view.ts';
import { openModal } from './open-modal.ts';

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
