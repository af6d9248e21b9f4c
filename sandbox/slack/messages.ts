import type { KnownBlock } from '@slack/types';
import type { Core } from './core.ts';
import { makeTs } from './ids.ts';
import { tellMessage } from './tell-message.ts';
import type { ChannelState, StoredMessage } from './workspace.ts';

/** What a message says. */
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
    ...{ ts: makeTs(), user, text: words.text, blocks: words.blocks, edited: false },
    ...{ troubles: new Map(), reactions: new Map() },
    ...more,
  };
  channel.messages.push(message);
  if (message.visibleTo === undefined) tellMessage(core, channel, message);
  core.changes.touch();
  return message;
}

/** A line that only this person sees and that Slack itself says. */
export function slackbotLine(core: Core, channel: ChannelState, user: string, text: string): void {
  addMessage(core, channel, 'USLACKBOT', { text, blocks: [] }, { visibleTo: user, fromSlack: true });
}

/** Puts other words in a message; an ephemeral one is not marked as edited. */
export function rewrite(core: Core, message: StoredMessage, words: Words): void {
  message.text = words.text;
  message.blocks = words.blocks;
  message.edited = message.visibleTo === undefined;
  message.troubles.clear();
  core.changes.touch();
}

/** Takes a message away. */
export function remove(core: Core, channel: ChannelState, ts: string): void {
  const index = channel.messages.findIndex((message) => message.ts === ts);
  if (index >= 0) channel.messages.splice(index, 1);
  core.changes.touch();
}

/** Whether this person may see the message. */
export function isVisible(message: StoredMessage, userId: string): boolean {
  return message.visibleTo === undefined || message.visibleTo === userId;
}
