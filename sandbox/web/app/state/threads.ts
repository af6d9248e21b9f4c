import type { Channel, Message } from '../../../slack/desktop.ts';

/** What stands in the channel itself: replies stand in their thread, unless what they reply to is gone. */
export function mainLine(channel: Channel): Message[] {
  const known = new Set(channel.messages.map((message) => message.ts));
  return channel.messages.filter(({ ts, threadTs }) => !threadTs || threadTs === ts || !known.has(threadTs));
}

/** The replies to a message, oldest first. */
export function repliesTo(channel: Channel, ts: string): Message[] {
  return channel.messages.filter((message) => message.threadTs === ts && message.ts !== ts);
}
