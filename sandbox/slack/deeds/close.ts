import type { Core } from '../core.ts';
import type { Deeds } from '../desktop.ts';
import { mergedState } from '../element-state.ts';
import { interaction } from '../payloads/common.ts';
import { viewObject } from '../payloads/view.ts';
import { clearModals, closeModal, stackOf } from '../views.ts';
import { actorOf } from './actor.ts';
import { type Deed, deedOf, refused, timed } from './result.ts';

/**
 * Closes the topmost modal, or every one when it says `clear_on_close`. The app is told (`view_closed`) only
 * when the view asked for it with `notify_on_close`.
 */
export async function doClose(core: Core, deed: Deeds['close']): Promise<Deed> {
  const user = actorOf(core, deed.user);
  if (typeof user === 'string') return refused(user);
  const top = stackOf(core, user.id).at(-1);
  if (top?.id !== deed.viewId) return refused('view_not_found');
  const isCleared = top.view.clear_on_close === true;
  const who = interaction(core.workspace, 'view_closed', user);
  const view = viewObject(core.workspace, top, mergedState(top.blocks, top.typed));
  if (isCleared) clearModals(core, user.id);
  else closeModal(core, top);
  if (top.view.notify_on_close !== true) return { ok: true, ackMs: 0 };
  const payload = { ...who, view, is_cleared: isCleared };
  const { value, ms } = await timed(() => core.deliver({ kind: 'interactive', payload }));
  return deedOf(value, ms);
}
