import { canSee, findChannel, openIm } from '../channels.ts';
import type { Core } from '../core.ts';
import type { Deeds } from '../desktop.ts';
import { addMessage } from '../messages.ts';
import { escapeText } from '../payloads/escape.ts';
import { actorOf } from './actor.ts';
import { type Deed, refused } from './result.ts';

/** Writes an ordinary message; the app hears of it where it subscribed to messages. */
export function doMessage(core: Core, deed: Deeds['message']): Deed {
  const user = actorOf(core, deed.user);
  if (typeof user === 'string') return refused(user);
  const channel =
    deed.channel === core.workspace.app.userId
      ? openIm(core.workspace, user.id)
      : findChannel(core.workspace, deed.channel);
  if (!channel || !canSee(core.workspace, user.id, channel)) return refused('channel_not_found');
  if (!channel.members.has(user.id)) return refused('not_in_channel');
  if (deed.text.trim() === '') return refused('no_text');
  addMessage(core, channel, user.id, { text: wording(core, user.id, deed.text), blocks: [] });
  return { ok: true, ackMs: 0 };
}

/** Messages carry people by id alone, where a command's text has their handle, too. */
function wording(core: Core, userId: string, typed: string): string {
  return escapeText(core.workspace, userId, typed).replaceAll(/<@([UW][A-Z0-9]+)\|[^>]*>/g, '<@$1>');
}
