import { connectionTrouble } from '../answer-submission.ts';
import type { Core } from '../core.ts';
import type { Deeds } from '../desktop.ts';
import { mergedState } from '../element-state.ts';
import { findElement } from '../elements.ts';
import { actionOf, withValue } from '../payloads/action.ts';
import { interaction } from '../payloads/common.ts';
import { actorOf } from './actor.ts';
import { findPlace, type Place, placeOf } from './place.ts';
import { type Deed, deedOf, refused, timed } from './result.ts';

/** Clicks a button or changes an element: sends `block_actions`. A failure is shown where the click was. */
export async function doAction(core: Core, deed: Deeds['action']): Promise<Deed> {
  const user = actorOf(core, deed.user);
  if (typeof user === 'string') return refused(user);
  const place = findPlace(core, user.id, deed.surface);
  if (!place) return refused('surface_not_found');
  const placed = findElement(place.blocks, deed.actionId, deed.blockId || undefined);
  if (!placed) return refused('element_not_found');
  const typed = place.kind === 'view' ? place.stored.typed : {};
  const entered = withValue(mergedState(place.blocks, typed, deed.values ?? {}), placed, deed.state);
  if (place.kind === 'view') place.stored.typed = entered;
  // An input block tells the app only when it asks for it.
  if (placed.isInput && placed.block.dispatch_action !== true) return { ok: true, ackMs: 0 };
  const viewId = place.kind === 'view' ? place.stored.id : undefined;
  const payload = {
    ...interaction(core.workspace, 'block_actions', user),
    trigger_id: core.triggers.issue({ user: user.id, ...(viewId ? { viewId } : {}) }),
    ...placeOf(core, place, entered),
    ...responseUrlOf(core, user.id, place),
    actions: [actionOf(placed, deed.state)],
  };
  setTrouble(core, place, user.id, undefined);
  const { value, ms } = await timed(() => core.deliver({ kind: 'interactive', payload }));
  if (!value.ok) setTrouble(core, place, user.id, connectionTrouble);
  return deedOf(value, ms);
}

function setTrouble(core: Core, place: Place, user: string, words: string | undefined): void {
  if (place.kind === 'message') {
    if (words) place.message.troubles.set(user, words);
    else place.message.troubles.delete(user);
  } else if (words) place.stored.trouble = words;
  else delete place.stored.trouble;
  core.changes.touch();
}

/** Only messages can be answered to. */
function responseUrlOf(core: Core, user: string, place: Place): { response_url?: string } {
  if (place.kind === 'view') return {};
  const reply = { user, channel: place.channel.id, messageTs: place.message.ts };
  return { response_url: core.url() + core.responseUrls.issue(reply) };
}
