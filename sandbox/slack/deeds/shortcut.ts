import type { Core } from '../core.ts';
import type { Deeds } from '../desktop.ts';
import { makeTs } from '../ids.ts';
import type { Rec } from '../json.ts';
import { interaction } from '../payloads/common.ts';
import { messageObject } from '../payloads/message.ts';
import { actorOf } from './actor.ts';
import { findPlace, placeOf } from './place.ts';
import { type Deed, deedOf, refused, timed } from './result.ts';

/** Uses a shortcut: `shortcut` for a global one, `message_action` for one of a message's menu. */
export async function doShortcut(core: Core, deed: Deeds['shortcut']): Promise<Deed> {
  const user = actorOf(core, deed.user);
  if (typeof user === 'string') return refused(user);
  const about = deed.message ? aboutMessage(core, user.id, deed.message) : {};
  if (!about) return refused('message_not_found');
  const payload = {
    ...interaction(core.workspace, deed.message ? 'message_action' : 'shortcut', user),
    ...{ callback_id: deed.callbackId, action_ts: makeTs() },
    trigger_id: core.triggers.issue({ user: user.id }),
    ...about,
  };
  const { value, ms } = await timed(() => core.deliver({ kind: 'interactive', payload }));
  return deedOf(value, ms);
}

function aboutMessage(core: Core, user: string, at: { channel: string; ts: string }): Rec | undefined {
  const place = findPlace(core, user, { kind: 'message', ...at });
  if (place?.kind !== 'message' || place.message.visibleTo !== undefined) return undefined;
  const { channel } = placeOf(core, place, {});
  const reply = { user, channel: place.channel.id };
  return {
    ...{ channel, message_ts: place.message.ts, message: messageObject(core.workspace, place.message) },
    response_url: core.url() + core.responseUrls.issue(reply),
  };
}
