import type { KnownBlock } from '@slack/types';
import type { Core } from './core.ts';
import type { Delivery, Outcome } from './delivery.ts';
import { makeTs } from './ids.ts';
import type { Rec } from './json.ts';
import { eventDelivery, messageObject } from './payloads.ts';
import type { ChannelState, StoredMessage } from './workspace.ts';

/** The content of a message. */
export interface Words {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** Adds a message to a channel and tells the app where it listens; with `visibleTo`, only that person sees it. */
export function addMessage(
  core: Core,
  channel: ChannelState,
  user: string,
  words: Words,
  more: Pick<StoredMessage, 'visibleTo' | 'fromSlack' | 'threadTs' | 'files'> = {},
): StoredMessage {
  const message: StoredMessage = {
    ts: makeTs(),
    user,
    text: words.text,
    blocks: words.blocks,
    edited: false,
    troubles: new Map(),
    reactions: new Map(),
    ...more,
  };
  channel.messages.push(message);
  if (message.visibleTo === undefined) tellMessage(core, channel, message);
  core.changes.touch();
  return message;
}

/** A line that only this person sees and that Slack itself says. */
export function slackbotLine(
  core: Core,
  channel: ChannelState,
  user: string,
  text: string,
  threadTs?: string,
): void {
  const thread = threadTs === undefined ? {} : { threadTs };
  addMessage(
    core,
    channel,
    'USLACKBOT',
    { text, blocks: [] },
    { visibleTo: user, fromSlack: true, ...thread },
  );
}

/** Replaces the content of a message; an ephemeral one is not marked as edited. */
export function rewrite(core: Core, message: StoredMessage, words: Words): void {
  message.text = words.text;
  message.blocks = words.blocks;
  message.edited = message.visibleTo === undefined;
  message.troubles.clear();
  core.changes.touch();
}

/** Deletes a message. */
export function remove(core: Core, channel: ChannelState, ts: string): void {
  const index = channel.messages.findIndex((message) => message.ts === ts);
  if (index >= 0) channel.messages.splice(index, 1);
  core.changes.touch();
}

/** Whether this person may see the message. */
export function isVisible(message: StoredMessage, userId: string): boolean {
  return message.visibleTo === undefined || message.visibleTo === userId;
}

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
function tellMessage(core: Core, channel: ChannelState, message: StoredMessage): void {
  const { app } = core.workspace;
  if (!channel.members.has(app.userId)) return;
  const { name, type, scope } = listening[channel.kind];
  const told: Rec = {
    ...messageObject(core.workspace, message),
    channel: channel.id,
    event_ts: message.ts,
  };
  const mentioned = message.user !== app.userId && message.text.includes(`<@${app.userId}>`);
  void sendEvent(core, name, { ...told, channel_type: type }, scope);
  // In a direct message everything is meant for the app: there is no app_mention.
  if (!mentioned || channel.kind === 'im') return;
  void sendEvent(core, 'app_mention', { ...told, type: 'app_mention' }, 'app_mentions:read');
}

/**
 * Sends an event to an app that subscribed to it and has the scope it takes; undefined when it did not. An event
 * that is not acknowledged is repeated up to three times; `X-Slack-No-Retry: 1` stops it.
 */
export async function sendEvent(
  core: Core,
  name: string,
  event: Rec,
  scope?: string,
): Promise<Outcome | undefined> {
  const { events, scopes } = core.workspace;
  if (!events.has(name) || (scope !== undefined && !scopes.has(scope))) return undefined;
  const delivery = eventDelivery(core.workspace, event);
  const outcome = await core.deliver(delivery);
  repeat(core, delivery, outcome, core.eventRetryDelaysMs);
  return outcome;
}

function repeat(core: Core, delivery: Delivery, outcome: Outcome, delays: readonly number[], num = 1): void {
  const [delay, ...later] = delays;
  if (outcome.ok || outcome.noRetry || delay === undefined || delivery.kind !== 'events_api') return;
  const timer = setTimeout(() => {
    const again = { ...delivery, retry: { num, reason: outcome.reason } };
    void core.deliver(again).then((next) => repeat(core, again, next, later, num + 1));
  }, delay);
  timer.unref();
}
