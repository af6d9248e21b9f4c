import { canSee, payloadName } from '../channels.ts';
import type { Core } from '../core.ts';
import type { StateValues, Surface } from '../desktop.ts';
import type { Rec } from '../json.ts';
import { isVisible } from '../messages.ts';
import { messageObject } from '../payloads/message.ts';
import { viewObject } from '../payloads/view.ts';
import { stackOf } from '../views.ts';
import type { ChannelState, StoredMessage, StoredView } from '../workspace.ts';

/** Where an element stands that somebody uses. */
export type Place = { blocks: unknown } & (
  | { kind: 'view'; stored: StoredView }
  | { kind: 'message'; message: StoredMessage; channel: ChannelState }
);

/** The surface, if this person sees it. */
export function findPlace(core: Core, user: string, surface: Surface): Place | undefined {
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

/** What an interaction's payload says of the place: container, view or message, and what is entered there. */
export function placeOf(core: Core, place: Place, values: StateValues): Rec {
  if (place.kind === 'view') {
    const container = { type: 'view', view_id: place.stored.id };
    return { container, view: viewObject(core.workspace, place.stored, values) };
  }
  const { channel, message } = place;
  const ephemeral = message.visibleTo !== undefined;
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral },
    channel: { id: channel.id, name: payloadName(channel) },
    // An ephemeral message is not told back; only its response_url reaches it.
    ...(ephemeral ? {} : { message: messageObject(core.workspace, message) }),
    state: { values },
  };
}
