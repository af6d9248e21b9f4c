import { answerSubmission, trouble } from '../answer-submission.ts';
import { clientErrors } from '../client-checks.ts';
import type { Core } from '../core.ts';
import type { StateValues, UserActions } from '../desktop.ts';
import { mergedState } from '../elements.ts';
import { storeUploads } from '../files.ts';
import { interaction, viewObject } from '../payloads.ts';
import { clearModals, closeModal, stackOf } from '../views.ts';
import { actorOf, refused, type TimedResult, timed, toResult } from './action.ts';

/**
 * Submits the topmost modal: the client's own checks first (nothing is sent when a field is wrong), then
 * `view_submission`, then what the acknowledgement says.
 */
export async function doSubmit(core: Core, action: UserActions['submit']): Promise<TimedResult> {
  const user = actorOf(core, action.user);
  if (typeof user === 'string') return refused(user);
  const top = stackOf(core, user.id).at(-1);
  if (top?.id !== action.viewId) return refused('view_not_found');
  if (!top.view.submit) return refused('view_has_no_submit');
  const entered = mergedState(top.blocks, top.typed, action.values);
  const wrong = { ...clientErrors(top.blocks, entered), ...strangersIn(core, entered) };
  top.errors = wrong;
  delete top.trouble;
  core.changes.touch();
  if (Object.keys(wrong).length) return refused('client_validation', wrong);
  const values = storeUploads(core, user.id, entered);
  top.typed = values;
  const payload = {
    ...interaction(core.workspace, 'view_submission', user),
    trigger_id: core.triggers.issue({ user: user.id, viewId: top.id }),
    view: viewObject(core.workspace, top, values),
    response_urls: [],
  };
  const { value, ms } = await timed(() => core.deliver({ kind: 'interactive', payload }));
  const result = value.ok ? answerSubmission(core, top, value.body) : trouble(core, top, value.error);
  return { ...result, ackMs: ms };
}

/** A person select offers only people of the workspace who are still there. */
function strangersIn(core: Core, values: StateValues): Record<string, string> {
  const offered = (id: string) => (core.workspace.users.get(id)?.kind ?? 'deactivated') !== 'deactivated';
  const errors: Record<string, string> = {};
  for (const [blockId, actions] of Object.entries(values)) {
    const states = Object.values(actions);
    const chosen = states.flatMap((state) => [state.selected_user ?? [], state.selected_users ?? []].flat());
    if (!chosen.every(offered)) errors[blockId] = 'Please choose a person of this workspace.';
  }
  return errors;
}

/**
 * Closes the topmost modal, or every one when it says `clear_on_close`. The app is told (`view_closed`) only
 * when the view asked for it with `notify_on_close`.
 */
export async function doClose(core: Core, action: UserActions['close']): Promise<TimedResult> {
  const user = actorOf(core, action.user);
  if (typeof user === 'string') return refused(user);
  const top = stackOf(core, user.id).at(-1);
  if (top?.id !== action.viewId) return refused('view_not_found');
  const isCleared = top.view.clear_on_close === true;
  const who = interaction(core.workspace, 'view_closed', user);
  const view = viewObject(core.workspace, top, mergedState(top.blocks, top.typed));
  if (isCleared) clearModals(core, user.id);
  else closeModal(core, top);
  if (top.view.notify_on_close !== true) return { ok: true, ackMs: 0 };
  const payload = { ...who, view, is_cleared: isCleared };
  const { value, ms } = await timed(() => core.deliver({ kind: 'interactive', payload }));
  return toResult(value, ms);
}
