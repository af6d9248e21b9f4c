import type { Core } from '../core.ts';
import type { Outcome } from '../delivery.ts';
import type { ActionResult, StateValues, Surface } from '../desktop.ts';
import type { Rec } from '../json.ts';
import { isVisible } from '../messages.ts';
import { messageObject, viewObject } from '../payloads.ts';
import { stackOf } from '../views.ts';
import {
  type ChannelState,
  canSee,
  payloadName,
  type StoredMessage,
  type StoredView,
  type WorkspaceUser,
} from '../workspace.ts';

/** The result of an action, and how long the app took to acknowledge it (0 when nothing was sent). */
export type TimedResult = ActionResult & { readonly ackMs: number };

/** The result of an action that the client refused: nothing was sent to the app. */
export function refused(error: string, errors?: Readonly<Record<string, string>>): TimedResult {
  return { ok: false, error, ackMs: 0, ...(errors ? { errors } : {}) };
}

/** The result of an action from the outcome of its delivery. */
export function toResult(outcome: Outcome, ackMs: number): TimedResult {
  return outcome.ok ? { ok: true, ackMs } : { ok: false, error: outcome.error, ackMs };
}

/** Runs something and tells how many milliseconds it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}

/** The person who acts; a string is why they cannot. Bots and deactivated people have no Slack client. */
export function actorOf(core: Core, userId: string): WorkspaceUser | string {
  const user = core.workspace.users.get(userId);
  if (!user) return 'user_not_found';
  if (user.kind === 'deactivated') return 'account_inactive';
  return user.kind === 'bot' || user.kind === 'app' ? 'user_is_bot' : user;
}

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
