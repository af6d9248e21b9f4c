import type { CampaignStore } from '../campaigns/campaign-store.ts';
import type { Command } from '../commands/define-command.ts';
import type { AccountOwners } from '../identity/account-owners.ts';
import type { Approvers } from '../identity/approvers.ts';
import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import type { Logger } from '../log.ts';
import { mayBreakGlass } from '../policy/access.ts';
import type { Policy } from '../policy/policy.ts';
import { type ApprovalDeps, countApprovals } from '../requests/approvals.ts';
import type { BatchStore } from '../requests/batch-store.ts';
import { changeCommandOf } from '../requests/request.ts';
import type { RequestStore } from '../requests/request-store.ts';
import { type ForecastDeps, placeOf } from '../requests/seat-forecast.ts';
import { subjectNoticesOf } from '../requests/subject-notices.ts';
import type { Store } from '../store/open.ts';
import type { CampaignNotificationKind } from '../store/schema.ts';
import type { MessageContent } from '../views/blocks.ts';
import { type ChannelEvent, channelDigest, channelNotice } from '../views/channel-messages.ts';
import { shownAs } from '../views/place.ts';
import { askDirectly, card, remindedOf, reminder } from './approver-messages.ts';
import { batchReminderOf, showBatchCard } from './batch-card.ts';
import { batchNews, sendBatchNews } from './batch-message.ts';
import { channelEvent, emergency } from './channel-messages.ts';
import { ending, holderMessage, stuckGrant } from './grant-messages.ts';
import type { Loaded } from './loaded.ts';
import { type Messenger, type Posted, secretNotShown } from './messenger.ts';
import type { Notification } from './notification.ts';
import { placeMessage } from './place-messages.ts';
import { closeMessages, type PostedKind, rememberMessage } from './posted-messages.ts';
import { isDirect, personOf, queuesOf, reportQueues } from './recipients.ts';
import { closedReply, requesterMessage } from './requester-messages.ts';
import { isOfCampaign, sendCampaignNext, sendCampaignNow } from './send-campaign.ts';
import { reportMessageOf, subjectMessageOf } from './subject-messages.ts';

export interface SendDeps extends ForecastDeps, ApprovalDeps {
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
    const found = await updateCard(deps, loaded);
    return found ? [] : queuesOf(deps, kind, loaded);
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

/** Takes the buttons off the messages of a request, or of a query, that somebody has used for good. */
export async function closeMessagesOf(deps: SendDeps, requestId: string): Promise<void> {
  await closeMessages(deps, requestId, await loadCurrent(deps, requestId));
}

/** Sends the message of one notification that has reached the head of its queue, in the language of who reads there. */
export async function sendNext(deps: SendDeps, notification: Notification, queue: string): Promise<void> {
  const { readers } = deps;
  const language = await (isDirect(queue) ? readers.person(personOf(queue)) : readers.channel());
  return inLanguage(language, () => sendTo(deps, notification, queue));
}

async function sendTo(deps: SendDeps, notification: Notification, queue: string): Promise<void> {
  const { kind } = notification;
  const { once } = deps.messenger;
  if (kind === 'report') return sendReport(deps, notification.requestId, queue);
  if (isOfCampaign(kind)) return sendCampaignNext(deps, { ...notification, kind }, queue);
  const loaded = await load(deps, notification);
  if (!loaded) return;
  const { requesterSlackId, replyTo, card: posted } = loaded.request;
  switch (kind) {
    case 'card':
      if (!loaded.request.batch) return postCard(deps, loaded);
      await showBatchCard(deps, loaded.request.batch, true);
      return;
    case 'reminder': {
      const toRequester = ending(loaded);
      const toApprovers = await reminderOf(deps, loaded);
      if (toRequester)
        await remember(deps, loaded, 'ending', requesterSlackId, once.direct(requesterSlackId, toRequester));
      else if (isDirect(queue) && loaded.request.progress.escalated)
        await sendEscalation(deps, loaded, personOf(queue));
      else if (isDirect(queue)) await remindManager(deps, loaded, personOf(queue));
      else if (toApprovers && posted) await remindAtCard(deps, loaded, toApprovers);
      return;
    }
    case 'alarm': {
      const content = emergency(loaded, isDirect(queue) ? 'person' : 'channel');
      if (!content) return;
      await (isDirect(queue) ? once.direct(personOf(queue), content) : once.post(queue, content));
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
      if (!content) return;
      const sending = once.direct(requesterSlackId, secret ? secretNotShown() : content);
      const buttoned = withButtons(loaded);
      if (buttoned) await remember(deps, loaded, buttoned, requesterSlackId, sending);
      else await sending;
      return;
    }
    case 'holder': {
      const content = holderMessage(loaded);
      if (!content) return;
      const sending = once.direct(personOf(queue), content);
      if (loaded.request.state === 'done') await remember(deps, loaded, 'ending', personOf(queue), sending);
      else await sending;
      return;
    }
    case 'stuck': {
      const content = stuckGrant(loaded, deps.policy.admins);
      if (content) await once.post(queue, content);
      return;
    }
    case 'batch': {
      const { batch } = loaded.request;
      if (batch) await sendBatchNews(deps, batch, requesterSlackId);
      return;
    }
    case 'manager':
      return askManager(deps, loaded, personOf(queue));
    case 'close':
      return;
    case 'channel':
      throw new Error('What a channel is told goes through sendToChannel');
    default:
      return unknownKind(kind);
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

/** Remembers a message with buttons once it is sent, and takes them off at once where the request has moved on meanwhile. */
async function remember(
  deps: SendDeps,
  { request }: Loaded,
  kind: PostedKind,
  slackId: string | null,
  sending: Promise<Posted>,
): Promise<void> {
  const posted = await sending;
  const isForAll = request.batch !== null && (kind === 'reminder' || kind === 'escalation');
  const members = isForAll && request.batch ? await deps.requests.ofBatch(request.batch) : [request];
  const requestIds = members.map(({ id }) => id);
  await rememberMessage(deps.store, { requestIds, kind, slackId }, posted);
  const now = await loadCurrent(deps, request.id);
  if (now && now.request.state !== request.state) await closeMessages(deps, request.id, now);
}

/** Which buttons a direct message to the requester has; `null`: none that end with the request. */
function withButtons({ request, command }: Loaded): PostedKind | null {
  if (request.state === 'drafted') return 'question';
  if (request.state === 'pending') return 'sent';
  return request.state === 'done' && command.undo && !request.plan?.irreversible ? 'outcome' : null;
}

/** What is written into the card's thread; `null`: nothing, or another request of its batch reminds of both. */
async function reminderOf(deps: SendDeps, loaded: Loaded): Promise<MessageContent | null> {
  const { request, command, decisions } = loaded;
  const { batch, id, state } = request;
  if (state !== 'pending') return null;
  const { covers } = await countApprovals(deps, request, decisions);
  if (!batch) return reminder(loaded, covers);
  return batchReminderOf(deps, batch, id, remindedOf(request, command, covers));
}

/** Reminds in the card's thread. Where somebody has deleted the card, it is posted again instead. */
async function remindAtCard(deps: SendDeps, loaded: Loaded, content: MessageContent): Promise<void> {
  const { card: posted } = loaded.request;
  if (!posted) return;
  const { batch } = loaded.request;
  const isThere = batch ? await showBatchCard(deps, batch, true) : await updateCard(deps, loaded);
  if (isThere)
    await remember(
      deps,
      loaded,
      'reminder',
      null,
      deps.messenger.once.post(posted.channel, content, posted.ts),
    );
  else await postCard(deps, loaded);
}

/** Shows a place in line by the message that tells it already. @returns `false`: there is no message yet */
async function updatePlace({ messenger, waitingList }: SendDeps, loaded: Loaded): Promise<boolean> {
  const { id } = loaded.request;
  const posted = (await waitingList.find(id))?.message;
  const content = placeMessage(loaded);
  if (!posted || !content) return false;
  try {
    await messenger.once.update(posted, content);
  } catch (error) {
    if (!messenger.failureOf(error).gone) throw error;
    await waitingList.forgetMessage(id);
    return false;
  }
  if (loaded.place) await waitingList.saveShown(id, shownAs(loaded.place));
  return true;
}

/** Tells a place in line for the first time; later changes are shown by the same message. */
async function sendPlace(deps: SendDeps, loaded: Loaded): Promise<void> {
  if (await updatePlace(deps, loaded)) return;
  const { id, requesterSlackId } = loaded.request;
  const content = placeMessage(loaded);
  if (!content || !loaded.place) return;
  const posted = await deps.messenger.once.direct(requesterSlackId, content);
  await deps.waitingList.saveShown(id, shownAs(loaded.place), posted);
}

/** Tells somebody who may decide by now, and who may not be in the approval channel. */
async function sendEscalation(deps: SendDeps, loaded: Loaded, slackId: string): Promise<void> {
  const { card: posted } = loaded.request;
  const { batch, id } = loaded.request;
  const content = batch
    ? await batchReminderOf(deps, batch, id, [])
    : askDirectly(loaded, 'escalation', posted && (await deps.messenger.linkTo(posted)));
  if (content)
    await remember(deps, loaded, 'escalation', slackId, deps.messenger.once.direct(slackId, content));
}

/** Asks the manager of whoever's account it is, or their stand-in; in a batch, for each person whose manager they are. */
async function askManager(deps: SendDeps, loaded: Loaded, slackId: string): Promise<void> {
  const { card: posted } = loaded.request;
  const { manager } = loaded.request.progress;
  const as = manager?.slackId === slackId ? 'manager' : 'for-manager';
  const content = askDirectly(loaded, as, posted && (await deps.messenger.linkTo(posted)));
  if (content) await remember(deps, loaded, 'manager', slackId, deps.messenger.once.direct(slackId, content));
}

async function remindManager(deps: SendDeps, loaded: Loaded, slackId: string): Promise<void> {
  const { covers } = await countApprovals(deps, loaded.request, loaded.decisions);
  const content = reminder(loaded, covers);
  if (content) await remember(deps, loaded, 'manager', slackId, deps.messenger.once.direct(slackId, content));
}

async function sendToSubject(deps: SendDeps, loaded: Loaded, slackId: string): Promise<void> {
  const notices = await subjectNoticesOf(deps.store, loaded.request.id);
  const notice = notices.find((one) => one.slack_id === slackId);
  const content = notice && subjectMessageOf(loaded, notice);
  if (content) await remember(deps, loaded, 'subject', slackId, deps.messenger.once.direct(slackId, content));
}

/**
 * Tells everybody of a report at once. For a query, which has no request and so no place in the outbox.
 *
 * @returns whether anybody was told
 */
export async function sendReportNow(deps: SendDeps, requestId: string): Promise<boolean> {
  const queues = await reportQueues(deps, requestId);
  const about = { id: '', requestId, kind: 'report', state: null, about: null } as const;
  const results = await Promise.allSettled(queues.map((queue) => sendNext(deps, about, queue)));
  for (const result of results) {
    if (result.status === 'rejected')
      deps.logger.error({ err: result.reason }, 'a report reached not everybody');
  }
  return results.some((result) => result.status === 'fulfilled');
}

/** Tells the alarm channel or an admin that somebody concerned says: this was not me. */
async function sendReport(deps: SendDeps, requestId: string, queue: string): Promise<void> {
  const { once } = deps.messenger;
  const notices = await subjectNoticesOf(deps.store, requestId);
  const loaded = await loadCurrent(deps, requestId);
  const content = reportMessageOf(loaded, notices, await deps.requests.time(), isDirect(queue));
  if (!content) return;
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

/** Posts the card of a request that waits for a decision, unless another process has posted it meanwhile. */
async function postCard(deps: SendDeps, loaded: Loaded): Promise<void> {
  const { request } = loaded;
  if (request.card && (await updateCard(deps, loaded))) return;
  const content = await currentCard(deps, loaded);
  if (!content || request.state !== 'pending' || !request.rule?.channel) return;
  const posted = await deps.messenger.once.post(request.rule.channel, content);
  await deps.requests.saveCard(request.id, posted);
  await updateCardIfChanged(deps, loaded);
}

/** @returns `false`: somebody has deleted the card */
async function updateCard(deps: SendDeps, loaded: Loaded): Promise<boolean> {
  const { request } = loaded;
  const content = await currentCard(deps, loaded);
  if (!content || !request.card) return true;
  try {
    await deps.messenger.once.update(request.card, content);
  } catch (error) {
    if (deps.messenger.failureOf(error).gone) return false;
    throw error;
  }
  await updateCardIfChanged(deps, loaded);
  return true;
}

async function currentCard(deps: SendDeps, loaded: Loaded): Promise<MessageContent | null> {
  const { request, decisions } = loaded;
  const standing = await countApprovals(deps, request, decisions);
  return inLanguage(await deps.readers.channel(), () => card(loaded, standing));
}

/** Two updates may reach Slack in the wrong order, so each checks afterwards whether it showed the current state. */
async function updateCardIfChanged(deps: SendDeps, shown: Loaded): Promise<void> {
  const current = await loadCurrent(deps, shown.request.id);
  if (current && current.request.version !== shown.request.version) await updateCard(deps, current);
}

const showsNow: ReadonlySet<Notification['kind']> = new Set([
  'card',
  'manager',
  'reminder',
  'batch',
  'close',
  'place',
]);

/**
 * The request of a notification. An outcome is told in the state that the notification was written for, although the
 * request may have moved on; cards and reminders show the current state.
 */
async function load(deps: SendDeps, { requestId, kind, state }: Notification): Promise<Loaded | null> {
  const loaded = await loadCurrent(deps, requestId);
  if (!loaded || !state || showsNow.has(kind)) return loaded;
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
    place: request.state === 'waiting' ? await placeOf(deps, request.id) : null,
  };
}

function unknownKind(kind: never): never {
  throw new Error(`There is no message for a notification of kind ${kind}`);
}
