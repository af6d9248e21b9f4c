import type { Core } from '../core.ts';
import type { UserActions } from '../desktop.ts';
import { makeTs } from '../ids.ts';
import { sendEvent } from '../messages.ts';
import { actorOf, findPlace, refused, type TimedResult } from './action.ts';

/** Adds somebody's reaction to a message, or takes it back. The app hears of it where it subscribed to reactions. */
export function doReact(core: Core, { user: id, channel, ts, name }: UserActions['react']): TimedResult {
  const user = actorOf(core, id);
  if (typeof user === 'string') return refused(user);
  const place = findPlace(core, user.id, { kind: 'message', channel, ts });
  // Nobody else sees an ephemeral message: it takes no reactions.
  if (place?.kind !== 'message' || place.message.visibleTo !== undefined) return refused('message_not_found');
  if (!place.channel.members.has(user.id)) return refused('not_in_channel');
  if (!/^[a-z0-9_+'-]+$/.test(name)) return refused('invalid_name');
  const { message } = place;
  const users = message.reactions.get(name) ?? new Set();
  const isNew = !users.delete(user.id);
  if (isNew) message.reactions.set(name, users.add(user.id));
  else if (users.size === 0) message.reactions.delete(name);
  core.changes.touch();
  const event = {
    type: isNew ? 'reaction_added' : 'reaction_removed',
    user: user.id,
    reaction: name,
    item_user: message.user,
    item: { type: 'message', channel: place.channel.id, ts: message.ts },
    event_ts: makeTs(),
  };
  if (place.channel.members.has(core.workspace.app.userId))
    void sendEvent(core, event.type, event, 'reactions:read');
  return { ok: true, ackMs: 0 };
}
