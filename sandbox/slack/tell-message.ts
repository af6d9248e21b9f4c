import type { Core } from './core.ts';
import type { Rec } from './json.ts';
import { messageObject } from './payloads/message.ts';
import { sendEvent } from './send-event.ts';
import type { ChannelState, StoredMessage } from './workspace.ts';

/** The event that a kind of conversation has, what Slack calls the kind there, and the scope that it takes. */
const listening = {
  public: { name: 'message.channels', type: 'channel', scope: 'channels:history' },
  private: { name: 'message.groups', type: 'group', scope: 'groups:history' },
  im: { name: 'message.im', type: 'im', scope: 'im:history' },
} as const;

/**
 * Tells the app of a new message where it listens: `message` in conversations that it belongs to, its own words
 * among them, and `app_mention` when somebody else names it. Nobody waits for the acknowledgement.
 */
export function tellMessage(core: Core, channel: ChannelState, message: StoredMessage): void {
  const { app } = core.workspace;
  if (!channel.members.has(app.userId)) return;
  const { name, type, scope } = listening[channel.kind];
  const told: Rec = {
    ...messageObject(core.workspace, message),
    ...{ channel: channel.id, event_ts: message.ts },
  };
  const mentioned = message.user !== app.userId && message.text.includes(`<@${app.userId}>`);
  void sendEvent(core, name, { ...told, channel_type: type }, scope);
  // In a direct message everything is meant for the app: there is no app_mention.
  if (!mentioned || channel.kind === 'im') return;
  void sendEvent(core, 'app_mention', { ...told, type: 'app_mention' }, 'app_mentions:read');
}
