import type { ChangeCommand } from '../commands/define-command.ts';
import { countApprovals } from '../requests/approvals.ts';
import type { Cover } from '../requests/in-place-of.ts';
import type { Request } from '../requests/request.ts';
import { changeCommandOf } from '../requests/request.ts';
import { type BatchPerson, batchCard, batchReminder } from '../views/batch.ts';
import type { MessageContent } from '../views/blocks.ts';
import { deciders } from '../views/card.ts';
import { join, lowerFirst, type Mrkdwn, md } from '../views/mrkdwn.ts';
import { mentionedOnCard } from './approver-messages.ts';
import { inOneHash, personOf } from './batch-message.ts';
import type { Posted } from './messenger.ts';
import { cardEnd } from './outcome.ts';
import type { SendDeps } from './send.ts';

/** How often a card is shown anew because something was decided meanwhile. */
const TRIES = 5;

/**
 * Shows the approval card of a batch as it is now: one for all of its people.
 *
 * @param mayPost it may be posted, because it is this channel's turn
 * @returns `false`: it has to be posted first
 */
export async function showBatchCard(deps: SendDeps, batchId: string, mayPost: boolean): Promise<boolean> {
  for (let i = 0; i < TRIES; i++) {
    const batch = await deps.batches.find(batchId);
    const members = await deps.requests.ofBatch(batchId);
    const content = batch && (await contentOf(deps, batchId, members));
    if (!content) return true;
    const key = inOneHash(content);
    const card = members.find((one) => one.card)?.card ?? null;
    if (card && key === batch.cardShown) return true;
    const shown = card && (await update(deps, card, content));
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

/** @returns `false`: somebody has deleted it */
async function update({ messenger }: SendDeps, card: Posted, content: MessageContent): Promise<boolean> {
  try {
    await messenger.once.update(card, content);
    return true;
  } catch (error) {
    if (messenger.failureOf(error).gone) return false;
    throw error;
  }
}

async function contentOf(
  deps: SendDeps,
  batchId: string,
  members: readonly Request[],
): Promise<MessageContent | null> {
  const asked = members.filter(({ plan, progress }) => plan && progress.sentAt !== undefined);
  const [first] = asked;
  if (!first?.plan) return null;
  const command = changeCommandOf(deps, first.command);
  const pending = asked.filter(({ state }) => state === 'pending');
  const people = await Promise.all(asked.map((one) => onCard(deps, one)));
  const called = mentionedOnCard(pending[0] ?? first, command, await coversOn(deps, pending[0]));
  return batchCard({
    batchId,
    requesterSlackId: first.requesterSlackId,
    requesterName: first.plan.requester.name,
    wish: wishOfBatch(command, asked.length),
    people,
    asked: called.ids,
    covers: called.covers,
    expiresAt: pending[0]?.expiresAt ?? null,
  });
}

async function coversOn(deps: SendDeps, request: Request | undefined): Promise<readonly Cover[]> {
  if (!request) return [];
  return (await countApprovals(deps, request, await deps.requests.decisions(request.id))).covers;
}

/** A person of a batch as approvers see them. */
async function onCard(deps: SendDeps, request: Request): Promise<BatchPerson> {
  const person = personOf(deps.commands, request, Number.POSITIVE_INFINITY);
  const decisions = await deps.requests.decisions(request.id);
  if (request.state !== 'pending') {
    return { ...person, problem: cardEnd(request, decisions).sentence };
  }
  const { given, needed } = await countApprovals(deps, request, decisions);
  const changed = request.progress.changed ?? [];
  const flags = [...person.flags, ...(changed.length > 0 ? ['Changed since it was asked.'] : [])];
  if (needed <= 1) return { ...person, flags };
  const by = given.length > 0 ? md` (${join(deciders(given, decisions), ', ')})` : md``;
  return { ...person, flags, approvals: md`${given.length} of ${needed} approvals${by}` };
}

/** "wants to deactivate 3 Zoom accounts" */
export function wishOfBatch(command: ChangeCommand, people: number): Mrkdwn {
  return md`wants to ${lowerFirst(md`${command.forSeveral?.(people) ?? command.title}`)}`;
}

/** What reminds of a batch; `null` for all of its requests but the first that waits: one reminder is enough. */
export async function batchReminderOf(
  deps: SendDeps,
  batchId: string,
  requestId: string,
  mentions: readonly string[],
): Promise<MessageContent | null> {
  const waiting = (await deps.requests.ofBatch(batchId)).filter(({ state }) => state === 'pending');
  const [first] = waiting;
  if (!first || first.id !== requestId) return null;
  return batchReminder({
    batchId,
    requesterSlackId: first.requesterSlackId,
    wish: wishOfBatch(changeCommandOf(deps, first.command), waiting.length),
    waiting: waiting.map((one) => personOf(deps.commands, one, 0)),
    asked: mentions,
    expiresAt: first.expiresAt ?? 0,
  });
}
