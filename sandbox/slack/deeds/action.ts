import { connectionTrouble } from '../answer-submission.ts';
import { canSee, payloadName } from '../channels.ts';
import type { Core } from '../core.ts';
import type { Deeds, StateValues } from '../desktop.ts';
import { mergedState } from '../element-state.ts';
import { findElement } from '../elements.ts';
import type { Rec } from '../json.ts';
import { isVisible } from '../messages.ts';
import { actionOf, withValue } from '../payloads/action.ts';
import { interaction } from '../payloads/common.ts';
import { messageObject } from '../payloads/message.ts';
import { viewObject } from '../payloads/view.ts';
import { stackOf } from '../views.ts';
import type { ChannelState, StoredMessage, StoredView } from '../workspace.ts';
import { actorOf } from './actor.ts';
import { type Deed, deedOf, refused, timed } from './result.ts';

type Place = { blocks: unknown } & (
  | { kind: 'view'; stored: StoredView }
  | { kind: 'message'; message: StoredMessage; channel: ChannelState }
);

/** Clicks a button or changes an element: sends `block_actions`. A failure is shown where the click was. */
export async function doAction(core: Core, deed: Deeds['action']): Promise<Deed> {
  const user = actorOf(core, deed.user);
  if (typeof user === 'string') return refused(user);
  const place = findPlace(core, deed);
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
    ...placeOf(core, user.id, place, entered),
    actions: [actionOf(placed, deed.state)],
  };
  setTrouble(core, place, user.id, undefined);
  const { value, ms } = await timed(() => core.deliver({ kind: 'interactive', payload }));
  if (!value.ok) setTrouble(core, place, user.id, connectionTrouble);
  return deedOf(value, ms);
}

function findPlace(core: Core, { user, surface }: Deeds['action']): Place | undefined {
  if (surface.kind !== 'message') {
    const open = stackOf(core, user).find((one) => surface.kind === 'view' && one.id === surface.viewId);
    const stored = surface.kind === 'home' ? core.workspace.homes.get(user) : open;
    return stored && { kind: 'view', stored, blocks: stored.blocks };
  }
  const channel = core.workspace.channels.get(surface.channel);
  const message = channel?.messages.find((one) => one.ts === surface.ts);
  if (!channel || !message || !canSee(core.workspace, user, channel) || !isVisible(message, user))
    return undefined;
  return { kind: 'message', message, channel, blocks: message.blocks };
}

function placeOf(core: Core, user: string, place: Place, values: StateValues): Rec {
  if (place.kind === 'view') {
    const container = { type: 'view', view_id: place.stored.id };
    return { container, view: viewObject(core.workspace, place.stored, values) };
  }
  const { channel, message } = place;
  const ephemeral = message.visibleTo !== undefined;
  const reply = { user, channel: channel.id, messageTs: message.ts };
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral },
    channel: { id: channel.id, name: payloadName(channel) },
    // An ephemeral message is not told back; only its response_url reaches it.
    ...(ephemeral ? {} : { message: messageObject(core.workspace, message) }),
    state: { values },
    response_url: core.url() + core.responseUrls.issue(reply),
  };
}

function setTrouble(core: Core, place: Place, user: string, words: string | undefined): void {
  if (place.kind === 'message') {
    if (words) place.message.troubles.set(user, words);
    else place.message.troubles.delete(user);
  } else if (words) place.stored.trouble = words;
  else delete place.stored.trouble;
  core.changes.touch();
}
