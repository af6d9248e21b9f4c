import { alarmChannelOf, noticeChannelOf } from '../policy/policy.ts';
import type { Parts } from '../requests/parts.ts';
import type { Notification } from '../requests/transition.ts';
import { lostSecret } from '../slack/messenger.ts';
import { type ChannelEvent, channelDigest, channelNotice } from '../views/channel-messages.ts';
import { bringUpToDate, postCard } from './card.ts';
import { channelEvent, emergency, ending, forRequester, reminder } from './render.ts';
import { readNow, readTold } from './told.ts';

/** What a notice waits for once all is told that needs no turn: the key of one, or nothing more. */
export type Then = { readonly turn: string } | 'told';

const directly = (slackId: string): Then => ({ turn: `dm:${slackId}` });

/** Tells what Slack takes at any time: an answer at its `response_url`, the new look of a card. */
export async function tellAtOnce(parts: Parts, notice: Notification): Promise<Then> {
  switch (notice.kind) {
    case 'reply':
    case 'requester': {
      const told = await readTold(parts, notice);
      const content = told && forRequester(told);
      if (!content) return 'told';
      const { replyTo, requesterSlackId } = told.request;
      const answered = notice.kind === 'reply' && (await parts.messenger.answer(replyTo, content));
      return answered ? 'told' : directly(requesterSlackId);
    }
    case 'channel': {
      const told = await readTold(parts, notice);
      const channel = told && channelEvent(told) && noticeChannelOf(parts.policy, told.request.command);
      return channel ? { turn: channel } : 'told';
    }
    case 'alarm': {
      const told = await readTold(parts, notice);
      const channel = told && alarmChannelOf(parts.policy, told.request.command);
      return channel ? { turn: channel } : 'told';
    }
    case 'card': {
      const told = await readNow(parts, notice.requestId);
      if (told?.request.card) await bringUpToDate(parts, told);
      const isNew = told && !told.request.card && told.request.state === 'pending';
      return isNew && told.request.rule?.channel ? { turn: told.request.rule.channel } : 'told';
    }
    case 'reminder': {
      const told = await readNow(parts, notice.requestId);
      if (!told) return 'told';
      const { card, requesterSlackId } = told.request;
      if (ending(told)) return directly(requesterSlackId);
      return card ? { turn: card.channel } : 'told';
    }
    default:
      return unknownKind(notice.kind);
  }
}

/** Tells one notice whose turn has come. */
export async function tellOne(parts: Parts, notice: Notification): Promise<void> {
  const { once } = parts.messenger;
  if (notice.kind === 'card') return postCard(parts, notice.requestId);
  if (notice.kind === 'reminder') {
    const told = await readNow(parts, notice.requestId);
    if (!told) return;
    const { card, requesterSlackId } = told.request;
    const ends = ending(told);
    const content = reminder(told);
    if (ends) await once.direct(requesterSlackId, ends);
    else if (content && card) await once.post(card.channel, content, card.ts);
    return;
  }
  const told = await readTold(parts, notice);
  if (notice.kind === 'alarm') {
    const content = told && emergency(told);
    const channel = told && alarmChannelOf(parts.policy, told.request.command);
    if (content && channel) await once.post(channel, content);
    return;
  }
  const content = told && forRequester(told);
  if (!content) return;
  const { requesterSlackId, replyTo } = told.request;
  const secret = notice.kind === 'reply' && replyTo.onlyHere;
  await once.direct(requesterSlackId, secret ? lostSecret : content);
}

/**
 * Tells a channel of one change, or of many in one message.
 *
 * @returns the notices that nobody can put into words, with the reason
 */
export async function tellChannel(
  parts: Parts,
  channel: string,
  notices: readonly Notification[],
): Promise<{ notice: Notification; error: Error }[]> {
  const events: ChannelEvent[] = [];
  const unreadable: { notice: Notification; error: Error }[] = [];
  let slash = '/zoom';
  for (const notice of notices) {
    try {
      const told = await readTold(parts, notice);
      const event = told && channelEvent(told);
      if (event) events.push(event);
      slash = told?.request.input.slash ?? slash;
    } catch (error) {
      unreadable.push({ notice, error: error as Error });
    }
  }
  const [first] = events;
  if (first) {
    const content = events.length === 1 ? channelNotice(first) : channelDigest(events, slash);
    await parts.messenger.once.post(channel, content);
  }
  return unreadable;
}

function unknownKind(kind: never): never {
  throw new Error(`No message is known for a notice of kind ${kind}`);
}
