import type { Command } from '../commands/define-command.ts';
import type { Approvers } from '../identity/approvers.ts';
import { mayBreakGlass } from '../policy/access.ts';
import { alarmChannelOf, noticeChannelOf, type Policy } from '../policy/policy.ts';
import { countApprovals } from '../requests/approvals.ts';
import { changeCommandOf } from '../requests/request.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { Notification } from '../requests/transition.ts';
import type { MessageContent } from '../views/blocks.ts';
import { type ChannelEvent, channelDigest, channelNotice } from '../views/channel-messages.ts';
import { ending, holderMessage, stuckGrant } from './grant-messages.ts';
import { card, channelEvent, emergency, type Loaded, reminder, requesterMessage } from './messages.ts';
import { type Messenger, secretNotShown } from './messenger.ts';

export interface SendDeps {
  readonly requests: Pick<RequestStore, 'find' | 'decisions' | 'saveCard'>;
  readonly policy: Policy;
  readonly approvers: Approvers;
  readonly commands: readonly Command[];
  readonly messenger: Pick<Messenger, 'answer' | 'once'>;
}

/**
 * Sends what Slack accepts at any rate: an answer to a `response_url`, the update of a card.
 *
 * @returns the queue in which the notification has to wait for a message of its own, or `null` when all is sent
 */
export async function sendNow(deps: SendDeps, notification: Notification): Promise<string | null> {
  const { kind } = notification;
  const loaded = await load(deps, notification);
  if (!loaded) return null;
  const { request } = loaded;
  if (kind === 'card' && request.card) {
    await updateCard(deps, loaded);
    return null;
  }
  if (kind === 'reply') {
    const content = requesterMessage(loaded);
    if (content && (await deps.messenger.answer(request.replyTo, content))) return null;
  }
  return queueOf(kind, loaded, deps.policy);
}

/** Who gets the message: the id of a channel, or `dm:` and the Slack id of a person. `null`: there is nothing to say. */
function queueOf(kind: Notification['kind'], loaded: Loaded, policy: Policy): string | null {
  const { request } = loaded;
  const directMessages = `dm:${request.requesterSlackId}`;
  switch (kind) {
    case 'reply':
    case 'requester':
      return requesterMessage(loaded) && directMessages;
    case 'channel':
      return channelEvent(loaded) && noticeChannelOf(policy, request.command);
    case 'alarm':
      return alarmChannelOf(policy, request.command);
    case 'card':
      return request.state === 'pending' ? (request.rule?.channel ?? null) : null;
    case 'reminder':
      return ending(loaded) ? directMessages : (request.card?.channel ?? null);
    case 'holder':
      return holderMessage(loaded) && `dm:${request.plan?.subject.slackId}`;
    case 'stuck':
      return channelOfAdmins(policy, request.command);
    default:
      return unknownKind(kind);
  }
}

/** Where the admins read what needs one of them; `null`: there is no channel at all. */
function channelOfAdmins(policy: Policy, command: string): string | null {
  return alarmChannelOf(policy, command) ?? policy.approvals.channel;
}

/** Sends the message of one notification that has reached the head of its queue. */
export async function sendNext(deps: SendDeps, notification: Notification): Promise<void> {
  const { kind } = notification;
  const { once } = deps.messenger;
  const loaded = await load(deps, notification);
  if (!loaded) return;
  const { requesterSlackId, replyTo, card: posted, command } = loaded.request;
  switch (kind) {
    case 'card':
      return postCard(deps, loaded);
    case 'reminder': {
      const toRequester = ending(loaded);
      const toApprovers = reminder(loaded);
      if (toRequester) await once.direct(requesterSlackId, toRequester);
      else if (toApprovers && posted) await once.post(posted.channel, toApprovers, posted.ts);
      return;
    }
    case 'alarm': {
      const content = emergency(loaded);
      const channel = alarmChannelOf(deps.policy, command);
      if (content && channel) await once.post(channel, content);
      return;
    }
    case 'reply':
    case 'requester': {
      const content = requesterMessage(loaded);
      const secret = kind === 'reply' && replyTo.onlyHere;
      if (content) await once.direct(requesterSlackId, secret ? secretNotShown : content);
      return;
    }
    case 'holder': {
      const content = holderMessage(loaded);
      const holder = loaded.request.plan?.subject.slackId;
      if (content && holder) await once.direct(holder, content);
      return;
    }
    case 'stuck': {
      const content = stuckGrant(loaded, deps.policy.admins);
      const channel = channelOfAdmins(deps.policy, command);
      if (content && channel) await once.post(channel, content);
      return;
    }
    case 'channel':
      throw new Error('What a channel is told goes through sendToChannel');
    default:
      return unknownKind(kind);
  }
}

/**
 * Tells a channel of one change, or of many in one message.
 *
 * @returns the notifications of which no message can be made, with the reason; the others are sent
 */
export async function sendToChannel(
  deps: SendDeps,
  channel: string,
  notifications: readonly Notification[],
): Promise<{ notification: Notification; error: Error }[]> {
  const events: ChannelEvent[] = [];
  const unreadable: { notification: Notification; error: Error }[] = [];
  let slash = '/zoom';
  for (const notification of notifications) {
    try {
      const loaded = await load(deps, notification);
      const event = loaded && channelEvent(loaded);
      if (event) events.push(event);
      slash = loaded?.request.input.slash ?? slash;
    } catch (error) {
      unreadable.push({ notification, error: error as Error });
    }
  }
  const [first] = events;
  if (first) {
    const content = events.length === 1 ? channelNotice(first) : channelDigest(events, slash);
    await deps.messenger.once.post(channel, content);
  }
  return unreadable;
}

/** Posts the card of a request that waits for a decision, unless another process has posted it meanwhile. */
async function postCard(deps: SendDeps, loaded: Loaded): Promise<void> {
  const { request } = loaded;
  if (request.card) return updateCard(deps, loaded);
  const content = await currentCard(deps, loaded);
  if (!content || request.state !== 'pending' || !request.rule?.channel) return;
  const posted = await deps.messenger.once.post(request.rule.channel, content);
  await deps.requests.saveCard(request.id, posted);
  await updateCardIfChanged(deps, loaded);
}

async function updateCard(deps: SendDeps, loaded: Loaded): Promise<void> {
  const { request } = loaded;
  const content = await currentCard(deps, loaded);
  if (!content || !request.card) return;
  await deps.messenger.once.update(request.card, content);
  await updateCardIfChanged(deps, loaded);
}

async function currentCard(deps: SendDeps, loaded: Loaded): Promise<MessageContent | null> {
  const { request, decisions } = loaded;
  return card(loaded, await countApprovals(deps, request, decisions));
}

/** Two updates may reach Slack in the wrong order, so each checks afterwards whether it showed the current state. */
async function updateCardIfChanged(deps: SendDeps, shown: Loaded): Promise<void> {
  const current = await loadCurrent(deps, shown.request.id);
  if (current && current.request.version !== shown.request.version) await updateCard(deps, current);
}

/**
 * The request of a notification. An outcome is told in the state that the notification was written for, although the
 * request may have moved on; cards and reminders show the current state.
 */
async function load(deps: SendDeps, { requestId, kind, state }: Notification): Promise<Loaded | null> {
  const loaded = await loadCurrent(deps, requestId);
  if (!loaded || !state || kind === 'card' || kind === 'reminder') return loaded;
  return { ...loaded, request: { ...loaded.request, state } };
}

async function loadCurrent(deps: SendDeps, requestId: string): Promise<Loaded | null> {
  const request = await deps.requests.find(requestId);
  if (!request) return null;
  return {
    request,
    command: changeCommandOf(deps, request.command),
    decisions: await deps.requests.decisions(requestId),
    breakGlass: mayBreakGlass(deps.policy, request.command, request.requesterSlackId),
  };
}

function unknownKind(kind: never): never {
  throw new Error(`There is no message for a notification of kind ${kind}`);
}
