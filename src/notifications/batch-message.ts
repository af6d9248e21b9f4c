import { createHash } from 'node:crypto';
import type { ChangeCommand, Command } from '../commands/define-command.ts';
import { beyondSeats, noSeatLeft } from '../requests/batch.ts';
import type { Batch, BatchStore } from '../requests/batch-store.ts';
import { changeCommandOf, type Request } from '../requests/request.ts';
import type { RequestStore } from '../requests/request-store.ts';
import { undoableUntil } from '../requests/undo.ts';
import type { State } from '../store/schema.ts';
import { type BatchPerson, batchProgress, batchQuestion, batchResult } from '../views/batch.ts';
import type { MessageContent } from '../views/blocks.ts';
import { decider } from '../views/card.ts';
import { approvalNote, someOf } from '../views/confirmation.ts';
import { type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import { cancelledMessage, decidedMessage } from '../views/outcome.ts';
import { problemMessage } from '../views/problem.ts';
import type { Messenger } from './messenger.ts';
import { approvalAhead } from './requester-messages.ts';

export interface BatchMessageDeps {
  readonly requests: Pick<RequestStore, 'ofBatch' | 'time' | 'decisions'>;
  readonly batches: BatchStore;
  readonly commands: readonly Command[];
  readonly messenger: Pick<Messenger, 'answer' | 'once' | 'failureOf'>;
}

interface Shown {
  readonly batch: Batch;
  readonly content: MessageContent;
  /** What it says, as a hash: the same is not sent twice. */
  readonly key: string;
  /** It ended after others had to decide, so the person is no longer looking. */
  readonly comesLate: boolean;
  /** "Deactivate 3 Zoom accounts" */
  readonly what: string;
}

/** The message about a batch as it stands now; `null`: there is nothing new to say. */
export async function batchNews(deps: BatchMessageDeps, batchId: string): Promise<Shown | null> {
  const batch = await deps.batches.find(batchId);
  const members = batch ? await deps.requests.ofBatch(batchId) : [];
  if (!batch || members.length === 0) return null;
  const [now, reasons] = await Promise.all([deps.requests.time(), reasonsOf(deps, members)]);
  const said = contentOf(deps, batch, members, { now, reasons });
  if (!said) return null;
  const key = said.key ?? inOneHash(said.content);
  const wasSent = members.some(
    ({ progress, state }) => progress.sentAt !== undefined && state !== 'cancelled',
  );
  const comesLate = said.isOver && wasSent;
  const { forSeveral, title } = changeCommandOf(deps, members[0]?.command ?? '');
  const what = forSeveral?.(members.length) ?? title;
  return key === batch.shown ? null : { batch, content: said.content, key, comesLate, what };
}

/** A message as a short text that is the same for the same message. */
export function inOneHash(content: MessageContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

/** Shows it where the person is looking, else in their direct messages, where the same message is updated from then on. */
export async function sendBatchNews(deps: BatchMessageDeps, batchId: string, slackId: string): Promise<void> {
  const news = await batchNews(deps, batchId);
  if (!news) return;
  const { batch, content, key, comesLate, what } = news;
  const { messenger, batches } = deps;
  if (batch.message) {
    try {
      await messenger.once.update(batch.message, content);
      return batches.saveShown(batchId, key, null);
    } catch (error) {
      if (!messenger.failureOf(error).gone) throw error;
    }
  }
  if (comesLate) {
    const message = await messenger.once.direct(slackId, content);
    await batches.saveShown(batchId, key, message);
    if (batch.replyTo.replace) await messenger.answer(batch.replyTo, decidedMessage(md`${what}`, isOver));
    return;
  }
  if (!batch.message && (await messenger.answer(batch.replyTo, content))) {
    return batches.saveShown(batchId, key, null);
  }
  await batches.saveShown(batchId, key, await messenger.once.direct(slackId, content));
}

/** Takes the place of "Sent to …" once the result is in the direct messages. */
const isOver = {
  icon: md`:ballot_box_with_check:`,
  sentence: md`This is decided. I’ve sent you a message with the result.`,
};

interface Said {
  readonly content: MessageContent;
  /** In place of the content, where it need not be sent at each change. */
  readonly key?: string;
  readonly isOver: boolean;
}

const inZoom: readonly State[] = ['approved', 'waiting', 'running', 'unknown', 'undoing'];

function contentOf(
  { commands }: BatchMessageDeps,
  batch: Batch,
  members: readonly Request[],
  { now, reasons }: { readonly now: number; readonly reasons: ReadonlyMap<string, Mrkdwn> },
): Said | null {
  const [first] = members;
  if (!first || members.some(({ state }) => state === 'received')) return null;
  const command = changeCommandOf({ commands }, first.command);
  const drafts = members.filter(({ state }) => state === 'drafted');
  if (drafts.length > 0 && !batch.isAnswered) {
    return { content: questionOf(command, batch, members, drafts), isOver: false };
  }
  const same = sameProblem(members);
  if (same) return { content: same, isOver: true };
  const people = members.map((one) => {
    const reason = reasons.get(one.id);
    const person = personOf(commands, one, now);
    return reason ? { ...person, problem: reason } : person;
  });
  const what = command.forSeveral?.(members.length) ?? command.title;
  const pending = members.filter(({ state }) => state === 'pending');
  if (drafts.length > 0 || pending.length > 0 || members.some(({ state }) => inZoom.includes(state))) {
    const sent = pending[0] ? md`Sent to ${someOf(pending[0].progress.asked ?? [], 'and')}` : null;
    const content = batchProgress({ batchId: batch.id, what, people, sent });
    const left = drafts.length + members.filter(({ state }) => inZoom.includes(state)).length;
    // Slack takes few answers for each click: it is told when they begin, and when half of them are done.
    const half = left > 0 && left <= members.length / 2 ? 'half' : 'begun';
    return { content, key: pending.length > 0 ? `${pending.length} wait` : half, isOver: false };
  }
  const isCancelled = members.some(({ state }) => state === 'cancelled');
  if (isCancelled && members.every(({ state }) => state === 'cancelled' || state === 'refused')) {
    const wasSent = members.some(({ progress }) => progress.sentAt !== undefined);
    return { content: cancelledMessage(md`${what}`, wasSent), isOver: true };
  }
  return { content: batchResult({ batchId: batch.id, what, people }), isOver: true };
}

/** Why approvers declined, by request. */
async function reasonsOf(
  { requests }: BatchMessageDeps,
  members: readonly Request[],
): Promise<ReadonlyMap<string, Mrkdwn>> {
  const denied = members.filter(({ state }) => state === 'denied');
  const reasons = await Promise.all(
    denied.map(async ({ id }) => {
      const denial = (await requests.decisions(id)).find(({ verdict }) => verdict === 'deny');
      const by = denial ? decider(denial.approver_slack_id, denial.for_slack_id) : md`an approver`;
      return [id, denial?.reason ? md`${by} declined: “${denial.reason}”` : md`${by} declined`] as const;
    }),
  );
  return new Map(reasons);
}

function questionOf(
  command: ChangeCommand,
  batch: Batch,
  members: readonly Request[],
  drafts: readonly Request[],
): MessageContent {
  const without = new Set(beyondSeats(drafts));
  const people = members.map((one) => {
    const person = personOf([command], one, 0);
    return without.has(one)
      ? { ...person, state: 'not-done' as const, problem: noSeatLeft().problem.says }
      : person;
  });
  const going = drafts.filter((one) => !without.has(one));
  const [first] = going;
  const needsApproval = first?.rule?.access === 'approval' ? first.rule : null;
  return batchQuestion({
    batchId: batch.id,
    what: command.forSeveral?.(going.length) ?? command.title,
    people,
    destructive: command.risk === 'destructive',
    irreversible: command.risk === 'destructive' || going.some(({ plan }) => plan?.irreversible),
    approval: first && needsApproval ? approvalNote(approvalAhead(first, needsApproval)) : null,
  });
}

/** None of it can be done, for the same reason, such as that the person may not use the command. */
function sameProblem(members: readonly Request[]): MessageContent | null {
  const problems = members.map(({ state, progress }) => (state === 'refused' ? progress.problem : undefined));
  const [first] = problems;
  if (!first || problems.some((one) => one?.says.source !== first.says.source)) return null;
  return problemMessage(first);
}

/** A person of a batch as its messages show them. @param now by the database's clock, for whether it can be undone */
export function personOf(commands: readonly Command[], request: Request, now: number): BatchPerson {
  const { id, plan, state, progress, input } = request;
  const { person = '' } = input.values;
  const typed = person.includes('@') ? md`${person}` : mention(person);
  const undoable = (undoableUntil({ commands }, request) ?? 0) > now;
  return {
    requestId: id,
    who: plan ? md`${plan.subject.name} (${plan.subject.email})` : typed,
    changes: plan?.changes ?? [],
    flags: progress.flags ?? [],
    problem: whyNot(request),
    state: standOf(state),
    canUndo: undoable,
  };
}

function whyNot({ state, progress }: Request): Mrkdwn | null {
  if (state === 'expired') return progress.sentAt ? md`nobody decided in time` : md`not confirmed in time`;
  if (progress.stoppedBy)
    return md`stopped: ${mention(progress.stoppedBy)} reported a change that was not theirs`;
  if (state === 'cancelled') return md`withdrawn`;
  return ['refused', 'failed', 'done'].includes(state) ? (progress.problem?.says ?? null) : null;
}

function standOf(state: State): BatchPerson['state'] {
  if (state === 'drafted') return 'ready';
  if (state === 'pending') return 'waiting';
  if (state === 'done') return 'done';
  if (state === 'undone') return 'undone';
  return inZoom.includes(state) || state === 'received' ? 'working' : 'not-done';
}
