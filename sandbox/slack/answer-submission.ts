import { invalidBlocks } from './block-kit.ts';
import type { Core } from './core.ts';
import { elementsOf } from './elements.ts';
import { isRec, type Rec } from './json.ts';
import { clearModals, closeModal, maxStack, pushModal, replaceView, stackOf } from './views.ts';
import type { StoredView } from './workspace.ts';

/** What Slack's client shows above a form when the app's answer can’t be used. */
export const connectionTrouble = 'We had some trouble connecting. Try again?';

/** The outcome of a submission; `errors` are the app's messages at its fields. */
export type SubmissionResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: string; readonly errors?: Readonly<Record<string, string>> };

/**
 * Does what the acknowledgement of a `view_submission` says: nothing closes the modal; `errors` must name
 * input blocks of this view; `update`, `push` (up to three views) and `clear` as in Slack's docs on modals.
 */
export function answerSubmission(core: Core, stored: StoredView, body: unknown): SubmissionResult {
  if (body === undefined || body === '') {
    closeModal(core, stored);
    return { ok: true };
  }
  if (!isRec(body)) return trouble(core, stored, 'invalid_response');
  switch (body.response_action) {
    case 'clear':
      clearModals(core, stored.user);
      return { ok: true };
    case 'errors':
      return showErrors(core, stored, body.errors);
    case 'update':
    case 'push':
      return showView(core, stored, body.response_action, body.view);
    default:
      return trouble(core, stored, 'invalid_response_action');
  }
}

/** Shows an error above the form, which stays open. */
export function trouble(core: Core, stored: StoredView, error: string): SubmissionResult {
  stored.trouble = connectionTrouble;
  core.changes.touch();
  return { ok: false, error };
}

function showErrors(core: Core, stored: StoredView, errors: unknown): SubmissionResult {
  const inputs = new Set(elementsOf(stored.blocks).flatMap((one) => (one.isInput ? [one.blockId] : [])));
  if (!isRec(errors) || Object.keys(errors).length === 0) return trouble(core, stored, 'invalid_errors');
  const entries = Object.entries(errors);
  if (!entries.every(([id, words]) => inputs.has(id) && typeof words === 'string' && words !== '')) {
    return trouble(core, stored, 'invalid_errors');
  }
  stored.errors = Object.fromEntries(entries.map(([id, words]) => [id, String(words)]));
  core.changes.touch();
  return { ok: false, error: 'validation_errors', errors: stored.errors };
}

function showView(core: Core, stored: StoredView, how: 'update' | 'push', view: unknown): SubmissionResult {
  if (!isRec(view) || invalidBlocks('modal', view).length) return trouble(core, stored, 'invalid_view');
  if (how === 'update') {
    replaceView(core, stored, view);
    return { ok: true };
  }
  if (stackOf(core, stored.user).length >= maxStack) return trouble(core, stored, 'push_limit_reached');
  pushModal(core, stored.user, view satisfies Rec);
  return { ok: true };
}
