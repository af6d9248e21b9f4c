import type { CampaignStore } from '../campaigns/campaign-store.ts';
import type { Command } from '../commands/define-command.ts';
import type { AccountOwners } from '../identity/account-owners.ts';
import type { Approvers } from '../identity/approvers.ts';
import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import type { ApprovalDeps } from '../requests/approvals.ts';
import type { BatchStore } from '../requests/batch-store.ts';
import type { RequestStore } from '../requests/request-store.ts';
import { subjectNoticesOf } from '../requests/subject-notices.ts';
import type { Store } from '../store/open.ts';
import type { CampaignNotificationKind } from '../store/schema.ts';
import type { MessageContent } from '../views/blocks.ts';
import { type ChannelEvent, channelDigest, channelNotice } from '../views/channel-messages.ts';
import { showBatchCard } from './batch-card.ts';
import { batchNews, sendBatchNews } from './batch-message.ts';
import { channelEvent, emergency } from './channel-messages.ts';
import { ending, holderMessage, stuckGrant } from './grant-messages.ts';
import { type LoadDeps, type Loaded, load, loadCurrent } from './loaded.ts';
import { type Messenger, secretNotShown } from './messenger.ts';
import type { Notification } from './notification.ts';
import { closeMessages, type PostedKind, sendDirect } from './posted-messages.ts';
import { isDirect, languageOf, personOf } from './queues.ts';
import { queuesOf, reportQueues } from './recipients.ts';
import { closedReply, requesterMessage } from './requester-messages.ts';
import { isOfCampaign, sendCampaignNext, sendCampaignNow } from './send-campaign.ts';
import { sendPlace, updatePlace } from './send-place.ts';
import { askManager, postCard, remindApprovers, updateCard } from './send-to-approvers.ts';
import { reportMessageOf, subjectMessageOf } from './subject-messages.ts';

export interface SendDeps extends LoadDeps, ApprovalDeps {
  readonly store: Store;
  readonly requests: Pick<RequestStore, 'find' | 'decisions' | 'saveCard' | 'time' | 'ofBatch'>;
  readonly batches: BatchStore;
  readonly policy: Policy;
  readonly approvers: Approvers;
  readonly accountOwners: AccountOwners;
  readonly commands: readonly Command[];
  readonly messenger: Pick<Messenger, 'answer' | 'once' | 'linkTo' | 'failureOf' | 'findDirect'>;
  readonly campaignStore: CampaignStore;
  readonly readers: Readers;
  readonly logger: Logger;
}

/**
 * Sends what Slack accepts at any rate: an answer to a `response_url`, the update of a card.
 *
 * @returns the queues in which the notification has to wait for messages of its own; none when all is sent
 */
export async function sendNow(deps: SendDeps, notification: Notification): Promise<readonly string[]> {
  const { kind } = notification;
  if (kind === 'report') return reportQueues(deps, notification.requestId);
  if (isOfCampaign(kind)) return sendCampaignNow(deps, { ...notification, kind });
  const loaded = await load(deps, notification);
  if (!loaded) return [];
  const language = await deps.readers.person(loaded.request.requesterSlackId);
  return inLanguage(language, () => sendLoadedNow(deps, kind, loaded));
}

/** In the language of the requester; cards are written in that of their channel. */
async function sendLoadedNow(
  deps: SendDeps,
  kind: Exclude<Notification['kind'], 'report' | CampaignNotificationKind>,
  loaded: Loaded,
): Promise<readonly string[]> {
  const { request } = loaded;
  if (kind === 'card' && request.batch) {
    return (await showBatchCard(deps, request.batch, false)) ? [] : queuesOf(deps, kind, loaded);
  }
  if (kind === 'card' && request.card) {
    return (await updateCard(deps, loaded)) ? [] : queuesOf(deps, kind, loaded);
  }
  if (kind === 'close') {
    await closeMessages(deps, request.id, loaded);
    return [];
  }
  if (kind === 'batch') {
    const { batch } = request;
    return batch && (await batchNews(deps, batch)) ? queuesOf(deps, kind, loaded) : [];
  }
  if (kind === 'place' && (await updatePlace(deps, loaded))) return [];
  if (kind === 'requester' || kind === 'place') await closeReply(deps, loaded);
  if (kind === 'reply') {
    const content = requesterMessage(loaded);
    if (content && (await deps.messenger.answer(request.replyTo, content))) return [];
  }
  return queuesOf(deps, kind, loaded);
}

/** Sends the message of one notification that has reached the head of its queue, in the language of who reads there. */
export async function sendNext(deps: SendDeps, notification: Notification, queue: string): Promise<void> {
  return inLanguage(await languageOf(deps.readers, queue), () => sendTo(deps, notification, queue));
}

async function sendTo(deps: SendDeps, notification: Notification, queue: string): Promise<void> {
  const { kind } = notification;
  if (kind === 'report') return sendReport(deps, notification.requestId, queue);
  if (isOfCampaign(kind)) return sendCampaignNext(deps, { ...notification, kind }, queue);
  const loaded = await load(deps, notification);
  if (!loaded) return;
  const { requesterSlackId, replyTo, batch } = loaded.request;
  switch (kind) {
    case 'card':
      if (!batch) return postCard(deps, loaded);
      await showBatchCard(deps, batch, true);
      return;
    case 'reminder': {
      const end = ending(loaded);
      return end
        ? sendDirect(deps, loaded, 'ending', requesterSlackId, end)
        : remindApprovers(deps, loaded, queue);
    }
    case 'alarm': {
      const content = emergency(loaded, isDirect(queue) ? 'person' : 'channel');
      if (content) await sendOrPost(deps, queue, content);
      return;
    }
    case 'place':
      return sendPlace(deps, loaded);
    case 'subject':
      return sendToSubject(deps, loaded, personOf(queue));
    case 'reply':
    case 'requester': {
      const content = requesterMessage(loaded);
      const secret = kind === 'reply' && replyTo.onlyHere;
      return sendDirect(
        deps,
        loaded,
        withButtons(loaded),
        requesterSlackId,
        content && secret ? secretNotShown() : content,
      );
    }
    case 'holder': {
      const isOpen = loaded.request.state === 'done';
      return sendDirect(deps, loaded, isOpen ? 'ending' : null, personOf(queue), holderMessage(loaded));
    }
    case 'stuck': {
      const content = stuckGrant(loaded, deps.policy.admins);
      if (content) await deps.messenger.once.post(queue, content);
      return;
    }
    case 'batch':
      if (batch) await sendBatchNews(deps, batch, requesterSlackId);
      return;
    case 'manager':
      return askManager(deps, loaded, personOf(queue));
    case 'close':
      return;
    case 'channel':
      throw new Error('What a channel is told goes through sendToChannel');
    default:
      kind satisfies never;
  }
}

/** How long Slack takes an answer at a `response_url`, in milliseconds. */
const RESPONSE_URL_LIFE = 30 * 60_000;

/**
 * "Sent to …" is no longer true once the request is decided, so it is replaced while Slack lets us. What cannot be
 * replaced stays: a direct message tells it all the same.
 */
async function closeReply({ messenger, requests }: SendDeps, loaded: Loaded): Promise<void> {
  const { replyTo, progress } = loaded.request;
  const content = closedReply(loaded);
  if (!content || !progress.sentAt || !replyTo.url || !replyTo.replace) return;
  if ((await requests.time()) - progress.sentAt < RESPONSE_URL_LIFE) await messenger.answer(replyTo, content);
}

/** Which buttons a direct message to the requester has; `null`: none that end with the request. */
function withButtons({ request, command }: Loaded): PostedKind | null {
  if (request.state === 'drafted') return 'question';
  if (request.state === 'pending') return 'sent';
  return request.state === 'done' && command.undo && !request.plan?.irreversible ? 'outcome' : null;
}

async function sendToSubject(deps: SendDeps, loaded: Loaded, slackId: string): Promise<void> {
  const notices = await subjectNoticesOf(deps.store, loaded.request.id);
  const notice = notices.find((one) => one.slack_id === slackId);
  await sendDirect(deps, loaded, 'subject', slackId, notice && subjectMessageOf(loaded, notice));
}

/**
 * Tells everybody of a report at once. For a query, which has no request and so no place in the outbox.
 *
 * @returns whether anybody was told
 */
export async function sendReportNow(deps: SendDeps, requestId: string): Promise<boolean> {
  const queues = await reportQueues(deps, requestId);
  const results = await Promise.allSettled(
    queues.map(async (queue) =>
      inLanguage(await languageOf(deps.readers, queue), () => sendReport(deps, requestId, queue)),
    ),
  );
  for (const result of results) {
    if (result.status === 'rejected')
      deps.logger.error({ err: result.reason }, 'a report reached not everybody');
  }
  return results.some((result) => result.status === 'fulfilled');
}

/** Tells the alarm channel or an admin that somebody concerned says: this was not me. */
async function sendReport(deps: SendDeps, requestId: string, queue: string): Promise<void> {
  const notices = await subjectNoticesOf(deps.store, requestId);
  const loaded = await loadCurrent(deps, requestId);
  const content = reportMessageOf(loaded, notices, await deps.requests.time(), isDirect(queue));
  if (content) await sendOrPost(deps, queue, content);
}

async function sendOrPost({ messenger }: SendDeps, queue: string, content: MessageContent): Promise<void> {
  const { once } = messenger;
  await (isDirect(queue) ? once.direct(personOf(queue), content) : once.post(queue, content));
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
    const content = inLanguage(await deps.readers.channel(), () =>
      events.length === 1 ? channelNotice(first) : channelDigest(events, slash),
    );
    await deps.messenger.once.post(channel, content);
  }
  return unreadable;
}
