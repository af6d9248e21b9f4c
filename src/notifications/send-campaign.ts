import { type Campaign, type CampaignPerson, isOver, type Step } from '../campaigns/campaign.ts';
import type { CampaignStore } from '../campaigns/campaign-store.ts';
import type { PersonChange } from '../campaigns/people-store.ts';
import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import type { Policy } from '../policy/policy.ts';
import type { RequestStore } from '../requests/request-store.ts';
import {
  type CampaignNotificationKind,
  campaignNotificationKinds,
  type NotificationKind,
} from '../store/schema.ts';
import type { MessageContent } from '../views/blocks.ts';
import { campaignMessage, campaignResultMessage } from '../views/campaign.ts';
import { closed, question, wentBack } from './campaign-messages.ts';
import { loadProgress } from './campaign-progress.ts';
import { type Messenger, type Posted, updateIfThere } from './messenger.ts';
import type { Notification } from './notification.ts';
import { TooEarlyError } from './outbox.ts';
import { directTo, personOf } from './queues.ts';

/**
 * The messages of campaigns. Slack has no keys that keep a message from being sent twice, so the bot notes before it sends
 * one, and looks for it afterwards where the note is still there: nobody is asked twice, whenever the process ends.
 */

export interface SendCampaignDeps {
  readonly campaignStore: CampaignStore;
  readonly requests: Pick<RequestStore, 'find'>;
  readonly policy: Policy;
  readonly readers: Readers;
  readonly messenger: Pick<Messenger, 'once' | 'linkTo' | 'failureOf' | 'findDirect'>;
}

type CampaignNotification = Pick<Notification, 'about'> & { readonly kind: CampaignNotificationKind };

const kinds: readonly NotificationKind[] = campaignNotificationKinds;

/** Whether notifications of this kind are about a campaign or somebody in it. */
export function isOfCampaign(kind: NotificationKind): kind is CampaignNotificationKind {
  return kinds.includes(kind);
}

const stepOf: Partial<Record<CampaignNotificationKind, Step>> = {
  ask: 'ask',
  'ask-again': 'again',
  'ask-outcome': 'outcome',
};

/** How long after it was sent a message may still arrive, in milliseconds: twice the time limit of a call to Slack. */
const LOOK_AFTER = 20_000;
const TRIES = 10;

/** Sends what changes messages that are there. @returns the queues in which the rest waits */
export async function sendCampaignNow(
  deps: SendCampaignDeps,
  { kind, about }: CampaignNotification,
): Promise<readonly string[]> {
  if (!about) return [];
  if (kind === 'campaign' || kind === 'campaign-result')
    return inLanguage(await deps.readers.channel(), () => sendProgressNow(deps, about, kind));
  const person = await deps.campaignStore.person(about);
  if (!person?.slackId) return [];
  if (kind !== 'ask-closed') return [directTo(person.slackId)];
  await inLanguage(await deps.readers.person(person.slackId), () => closeMessages(deps, person));
  return [];
}

/** Sends a message of its own that has reached the head of its queue. */
export async function sendCampaignNext(
  deps: SendCampaignDeps,
  { kind, about }: CampaignNotification,
  queue: string,
): Promise<void> {
  if (!about) return;
  if (kind === 'campaign') return postProgress(deps, about, queue);
  if (kind === 'campaign-result') return sendResult(deps, about, queue);
  const step = stepOf[kind];
  if (!step) return;
  for (let i = 0; i < TRIES; i++) {
    const person = await deps.campaignStore.person(about);
    const campaign = person && (await deps.campaignStore.find(person.campaignId));
    if (!person || !campaign || (await sendOnce(deps, person, campaign, step))) return;
  }
  throw new Error(`A message to ${about} could not be sent: they are changed all the time`);
}

/** @returns `false`: the person was changed meanwhile, so look again */
async function sendOnce(
  deps: SendCampaignDeps,
  person: CampaignPerson,
  campaign: Campaign,
  step: Step,
): Promise<boolean> {
  const { campaignStore, messenger } = deps;
  const content = contentOf(deps, person, campaign, step);
  // What may have been sent is looked for even where there is no reason for it any more: then it has to be closed.
  const since = person.sending[step];
  const isOpen = content !== null || since !== undefined;
  if (!isOpen || !person.slackId || person.messages[step] !== undefined) return true;
  const channel = await open(deps, person, person.slackId, step);
  const now = await campaignStore.time();
  if (since !== undefined) {
    const wait = since + LOOK_AFTER - now;
    if (wait > 0) throw new TooEarlyError('An earlier attempt may still arrive', wait);
    const found = await messenger.findDirect(channel, `${step}:${person.id}`);
    if (found !== null) return noteSent(deps, person, campaign, step, found === 'unknown' ? null : found);
  }
  if (!content) return true;
  if (step === 'outcome') await closeMessages(deps, person);
  const sending = await campaignStore.change(person, {
    set: { sending_json: JSON.stringify({ ...person.sending, [step]: now }) },
  });
  if (!sending) return false;
  const posted = await post(deps, sending, channel, step, content);
  for (let latest: CampaignPerson | null = sending; latest; latest = await campaignStore.person(person.id)) {
    if (await noteSent(deps, latest, campaign, step, posted)) break;
  }
  return true;
}

async function open(
  deps: SendCampaignDeps,
  person: CampaignPerson,
  slackId: string,
  step: Step,
): Promise<string> {
  try {
    return await deps.messenger.once.open(slackId);
  } catch (error) {
    // A message that was sent before may be there, whatever Slack says now.
    if (person.sending[step] === undefined) await noteRefusal(deps, person, step, error);
    throw error;
  }
}

async function post(
  deps: SendCampaignDeps,
  person: CampaignPerson,
  channel: string,
  step: Step,
  content: MessageContent,
): Promise<Posted> {
  try {
    return await deps.messenger.once.postDirect(channel, content);
  } catch (error) {
    await noteRefusal(deps, person, step, error);
    throw error;
  }
}

function withoutStep({ sending }: CampaignPerson, step: Step): string {
  const { [step]: _, ...rest } = sending;
  return JSON.stringify(rest);
}

/** Slack's refusal of a message is certain; after any other error it may be there. */
async function noteRefusal(deps: SendCampaignDeps, person: CampaignPerson, step: Step, error: unknown) {
  const { refused, permanent } = deps.messenger.failureOf(error);
  if (!refused) return;
  const latest = await deps.campaignStore.person(person.id);
  if (!latest) return;
  const unreachable = permanent && step === 'ask' && latest.state === 'asking';
  await deps.campaignStore.change(latest, {
    set: {
      sending_json: withoutStep(latest, step),
      ...(unreachable ? { state: 'unreachable', why: 'Slack doesn’t deliver messages to them.' } : {}),
    },
    ...(unreachable ? { due: null } : {}),
  });
}

/**
 * Stores where a message is.
 *
 * @param posted `null`: it may be there, but Slack does not let the bot look. It is not sent again: then the reminder asks
 */
async function noteSent(
  { campaignStore }: SendCampaignDeps,
  person: CampaignPerson,
  campaign: Campaign,
  step: Step,
  posted: Posted | null,
): Promise<boolean> {
  const now = await campaignStore.time();
  const isAsked = step === 'ask' && person.state === 'asking';
  const change: PersonChange = {
    set: {
      sending_json: withoutStep(person, step),
      messages_json: JSON.stringify({ ...person.messages, [step]: posted }),
      ...(isAsked ? { state: 'asked', asked_at: now } : {}),
    },
    ...(isAsked ? { due: Math.max(0, campaign.remindAt - now) } : {}),
    // They have answered before it was known where the message is.
    ...(isAsked || person.state === 'asked' || step === 'outcome' ? {} : { notify: 'ask-closed' }),
  };
  return (await campaignStore.change(person, change)) !== null;
}

/** `null`: there is no reason for it any more. */
function contentOf(
  { policy }: SendCampaignDeps,
  person: CampaignPerson,
  campaign: Campaign,
  step: Step,
): MessageContent | null {
  if (step === 'outcome') return person.state === 'returned' ? wentBack(person) : null;
  const isOpen = step === 'ask' ? person.state === 'asking' : person.state === 'asked';
  return isOpen && !isOver(campaign) ? question(person, campaign, step, policy) : null;
}

/** Shows in all messages of a person what became of the question. */
async function closeMessages(deps: SendCampaignDeps, { id }: Pick<CampaignPerson, 'id'>): Promise<void> {
  const { campaignStore, requests } = deps;
  let shown: CampaignPerson['state'] | undefined;
  // Two updates may reach Slack in the wrong order, so check afterwards whether the present state was shown.
  for (let i = 0; i < TRIES; i++) {
    const person = await campaignStore.person(id);
    const campaign = person && (await campaignStore.find(person.campaignId));
    if (!person || !campaign || person.state === shown) return;
    const request = person.requestId ? await requests.find(person.requestId) : null;
    const content = closed(person, campaign, request?.progress.different ?? []);
    for (const posted of Object.values(person.messages)) {
      if (content && posted) await updateIfThere(deps.messenger, posted, content);
    }
    shown = person.state;
  }
}

async function sendProgressNow(
  deps: SendCampaignDeps,
  id: string,
  kind: 'campaign' | 'campaign-result',
): Promise<readonly string[]> {
  const campaign = await deps.campaignStore.find(id);
  if (!campaign) return [];
  const progress = await loadProgress(deps, campaign);
  if (kind === 'campaign-result') return [directTo(progress.startedBy)];
  if (campaign.posted && (await updateIfThere(deps.messenger, campaign.posted, campaignMessage(progress))))
    return [];
  const channel = deps.policy.noticeChannel ?? deps.policy.approvals.channel;
  return channel ? [channel] : [];
}

/** Posts the message with the progress, unless another process has posted it meanwhile. */
async function postProgress(deps: SendCampaignDeps, id: string, channel: string): Promise<void> {
  const campaign = await deps.campaignStore.find(id);
  if (!campaign) return;
  const content = campaignMessage(await loadProgress(deps, campaign));
  if (campaign.posted && (await updateIfThere(deps.messenger, campaign.posted, content))) return;
  await deps.campaignStore.savePosted(id, await deps.messenger.once.post(channel, content));
}

async function sendResult(deps: SendCampaignDeps, id: string, queue: string): Promise<void> {
  const campaign = await deps.campaignStore.find(id);
  if (!campaign) return;
  const progress = await loadProgress(deps, campaign);
  const link = campaign.posted ? await deps.messenger.linkTo(campaign.posted) : null;
  await deps.messenger.once.direct(personOf(queue), campaignResultMessage(progress, link));
}
