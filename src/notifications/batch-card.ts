import type { ChangeCommand } from '../commands/define-command.ts';
import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import { text } from '../languages/text.ts';
import { type ApprovalDeps, countApprovals } from '../requests/approvals.ts';
import type { BatchStore } from '../requests/batch-store.ts';
import type { Cover } from '../requests/in-place-of.ts';
import type { Request } from '../requests/request.ts';
import { changeCommandOf } from '../requests/request.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { ForecastDeps } from '../requests/seat-forecast.ts';
import { type BatchPerson, batchCard, batchReminder } from '../views/batch.ts';
import type { MessageContent } from '../views/blocks.ts';
import { approvalsSoFar, deciders } from '../views/card.ts';
import { cutPlain, join, lowerFirst, type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import { mentionedOnCard } from './approver-messages.ts';
import { inOneHash } from './batch-message.ts';
import { batchPerson, type Places, placesOf, withPlace } from './batch-people.ts';
import { cardEnd } from './card-end.ts';
import { type Messenger, updateIfThere } from './messenger.ts';

export interface BatchCardDeps extends ForecastDeps, ApprovalDeps {
  readonly requests: Pick<RequestStore, 'decisions' | 'ofBatch'>;
  readonly batches: Pick<BatchStore, 'find' | 'saveCard'>;
  readonly messenger: Pick<Messenger, 'once' | 'failureOf'>;
  readonly readers: Readers;
}

/** A long name leaves room for what is asked. */
const NAME_MAX = 60;
/** How often a card is shown anew because something was decided meanwhile. */
const TRIES = 5;

/**
 * Shows the approval card of a batch as it is now: one for all of its people.
 *
 * @param mayPost it may be posted, because it is this channel's turn
 * @returns `false`: it has to be posted first
 */
export async function showBatchCard(
  deps: BatchCardDeps,
  batchId: string,
  mayPost: boolean,
): Promise<boolean> {
  for (let i = 0; i < TRIES; i++) {
    const batch = await deps.batches.find(batchId);
    const members = await deps.requests.ofBatch(batchId);
    const content = batch && (await contentOf(deps, batchId, members));
    if (!content) return true;
    const key = inOneHash(content);
    const card = members.find((one) => one.card)?.card ?? null;
    if (card && key === batch.cardShown) return true;
    const shown = card && (await updateIfThere(deps.messenger, card, content));
    if (!shown && !members.some(({ state }) => state === 'pending')) return true;
    if (!shown && !mayPost) return false;
    const channel = members.find(({ state }) => state === 'pending')?.rule?.channel;
    if (!shown && !channel) return true;
    const at = shown || !channel ? card : await deps.messenger.once.post(channel, content);
    if (!at) return true;
    await deps.batches.saveCard(batchId, key, at);
  }
  return true;
}

async function contentOf(
  deps: BatchCardDeps,
  batchId: string,
  members: readonly Request[],
): Promise<MessageContent | null> {
  const asked = members.filter(({ plan, progress }) => plan && progress.sentAt !== undefined);
  const [first] = asked;
  if (!first?.plan) return null;
  const command = changeCommandOf(deps, first.command);
  const pending = asked.filter(({ state }) => state === 'pending');
  const places = await placesOf(deps, asked);
  const shown = await Promise.all(asked.map((one) => onCard(deps, one, places)));
  const called = (pending.length > 0 ? pending : [first]).map((one) =>
    mentionedOnCard(one, command, shown[asked.indexOf(one)]?.covers ?? []),
  );
  const covers = called.flatMap((one) => one.covers);
  const { requester } = first.plan;
  const write = () =>
    batchCard({
      batchId,
      requesterSlackId: first.requesterSlackId,
      ask: wishOfBatch(command, asked.length, mention(first.requesterSlackId)),
      headline: wishOfBatch(command, asked.length, md`${cutPlain(requester.name, NAME_MAX)}`),
      people: shown.map(({ person }) => person),
      asked: [...new Set(called.flatMap(({ ids }) => ids))],
      covers: [...new Map(covers.map((one) => [one.away.slackId, one])).values()],
      expiresAt: pending[0]?.expiresAt ?? null,
    });
  return inLanguage(await deps.readers.channel(), write);
}

/** A person of a batch as approvers see them. */
async function onCard(
  deps: BatchCardDeps,
  request: Request,
  places: Places,
): Promise<{ readonly person: BatchPerson; readonly covers: readonly Cover[] }> {
  const person = batchPerson(deps.commands, request, Number.POSITIVE_INFINITY);
  const decisions = await deps.requests.decisions(request.id);
  if (request.state !== 'pending') {
    return { person: { ...person, problem: cardEnd(request, decisions).sentence }, covers: [] };
  }
  const { given, needed, covers } = await countApprovals(deps, request, decisions);
  const changed = request.progress.changed ?? [];
  const flags = [...person.flags, ...(changed.length > 0 ? [text`Changed since it was asked.`] : [])];
  const { manager } = request.progress;
  const stands = [
    ...(manager?.slackId ? [md`manager ${mention(manager.slackId)}`] : []),
    ...(manager && manager.slackId === null ? [md`no manager to ask`] : []),
    ...(needed > 1 ? [approvalsSoFar(deciders(given, decisions), needed)] : []),
  ];
  const approvals = stands.length > 0 ? { approvals: join(stands, ', ') } : {};
  return { person: withPlace({ ...person, flags, ...approvals }, places), covers };
}

/** "@Ada wants to deactivate 3 Zoom accounts" */
export function wishOfBatch(command: ChangeCommand, people: number, who: Mrkdwn): Mrkdwn {
  return md`${who} wants to ${lowerFirst(md`${command.forSeveral?.(people) ?? command.title}`)}`;
}

/** What reminds of a batch; `null` for all of its requests but the first that waits: one reminder is enough. */
export async function batchReminderOf(
  deps: BatchCardDeps,
  batchId: string,
  requestId: string,
  mentions: readonly string[],
): Promise<MessageContent | null> {
  const waiting = (await deps.requests.ofBatch(batchId)).filter(({ state }) => state === 'pending');
  const [first] = waiting;
  if (!first || first.id !== requestId) return null;
  return batchReminder({
    batchId,
    ask: wishOfBatch(changeCommandOf(deps, first.command), waiting.length, mention(first.requesterSlackId)),
    waiting: waiting.map((one) => batchPerson(deps.commands, one, 0)),
    asked: mentions,
    expiresAt: first.expiresAt ?? 0,
  });
}
