import { createHash } from 'node:crypto';
import type { ChangeCommand } from '../commands/define-command.ts';
import type { Text } from '../languages/text.ts';
import type { Batch, BatchStore } from '../requests/batch-store.ts';
import { changeCommandOf, type Request } from '../requests/request.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { ForecastDeps } from '../requests/seat-forecast.ts';
import type { State } from '../store/schema.ts';
import { batchInLine, batchProgress, batchQuestion, batchResult } from '../views/batch.ts';
import type { MessageContent } from '../views/blocks.ts';
import { decider } from '../views/card.ts';
import { approvalNote, someOf } from '../views/confirmation.ts';
import { type Mrkdwn, md } from '../views/mrkdwn.ts';
import { cancelledMessage, decidedMessage } from '../views/outcome.ts';
import { type Place, shownAs } from '../views/place.ts';
import { problemMessage } from '../views/problem.ts';
import { batchPerson, inZoom, type Places, placesOf, withPlace } from './batch-people.ts';
import { type Messenger, updateIfThere } from './messenger.ts';
import { approvalAhead } from './requester-messages.ts';

export interface BatchMessageDeps extends ForecastDeps {
  readonly requests: Pick<RequestStore, 'ofBatch' | 'time' | 'decisions'>;
  readonly batches: BatchStore;
  readonly messenger: Pick<Messenger, 'answer' | 'once' | 'failureOf'>;
}

interface Shown {
  readonly batch: Batch;
  readonly content: MessageContent;
  /** Tells messages apart, usually a hash of the content: the same one is not sent twice. */
  readonly key: string;
  /** The person is no longer looking: others had to decide, or it waits for licences. */
  readonly comesLate: boolean;
  /** The waiting for licences is over, so the message about it is not the place to tell the result. */
  readonly endsWait: boolean;
  /** Where its people stand in the line for a licence, by request. */
  readonly places: Places;
  /** "Deactivate 3 Zoom accounts" */
  readonly what: Text;
}

/** How the key of a message begins that shows places in line. */
const IN_LINE = 'in line';

/** The message about a batch as it stands now; `null`: there is nothing new to say. */
export async function batchNews(deps: BatchMessageDeps, batchId: string): Promise<Shown | null> {
  const batch = await deps.batches.find(batchId);
  const members = batch ? await deps.requests.ofBatch(batchId) : [];
  if (!batch || members.length === 0) return null;
  const [now, reasons, places] = await Promise.all([
    deps.requests.time(),
    reasonsOf(deps, members),
    placesOf(deps, members),
  ]);
  const said = contentOf(deps, batch, members, { now, reasons, places });
  if (!said) return null;
  const key = said.key ?? inOneHash(said.content);
  const wasSent = members.some(
    ({ progress, state }) => progress.sentAt !== undefined && state !== 'cancelled',
  );
  const comesLate = (said.isOver && wasSent) || comesInLine(key);
  const endsWait = said.isOver && batch.shown?.startsWith(IN_LINE) === true;
  const { forSeveral, title } = changeCommandOf(deps, members[0]?.command ?? '');
  const what = forSeveral?.(members.length) ?? title;
  if (key === batch.shown) return null;
  return { batch, content: said.content, key, comesLate, endsWait, places, what };
}

/** A message as a short text that is the same for the same message. */
export function inOneHash(content: MessageContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

/**
 * Shows it where the person is looking, or else in their direct messages, where the same message is updated from then on.
 */
export async function sendBatchNews(deps: BatchMessageDeps, batchId: string, slackId: string): Promise<void> {
  const news = await batchNews(deps, batchId);
  if (!news) return;
  const { batch, content, key, comesLate, endsWait, what } = news;
  const { messenger, batches } = deps;
  if (batch.message && !endsWait && (await updateIfThere(deps.messenger, batch.message, content))) {
    await batches.saveShown(batchId, key, null);
    return savePlaces(deps, news);
  }
  if (comesLate || endsWait) {
    const message = await messenger.once.direct(slackId, content);
    await batches.saveShown(batchId, key, message);
    await savePlaces(deps, news);
    if (batch.message)
      await updateIfThere(deps.messenger, batch.message, decidedMessage(md`${what}`, waitIsOver));
    else if (batch.replyTo.replace)
      await messenger.answer(
        batch.replyTo,
        decidedMessage(md`${what}`, comesInLine(key) ? isInLine : isOver),
      );
    return;
  }
  if (!batch.message && (await messenger.answer(batch.replyTo, content))) {
    return batches.saveShown(batchId, key, null);
  }
  await batches.saveShown(batchId, key, await messenger.once.direct(slackId, content));
}

/** Remembers which places are shown, so that it is seen when they change. */
async function savePlaces({ waitingList }: BatchMessageDeps, { key, places }: Shown): Promise<void> {
  if (!comesInLine(key)) return;
  for (const [id, place] of places) await waitingList.saveShown(id, shownAs(place));
}

const comesInLine = (key: string) => key.startsWith(IN_LINE);

/** Takes the place of "Sent to …" once the result is in the direct messages. */
const isOver = {
  icon: md`:ballot_box_with_check:`,
  sentence: md`This is decided. I’ve sent you a message with the result.`,
};

/** The same while its people wait for licences. */
const isInLine = {
  icon: md`:hourglass_flowing_sand:`,
  sentence: md`No licence is free, so this waits. I’ve sent you a message with the places in line.`,
};

/** Takes the place of the message with the places. */
const waitIsOver = {
  icon: md`:ballot_box_with_check:`,
  sentence: md`The waiting is over. I’ve sent you a message with the result.`,
};

/** What the message says now. */
interface Said {
  readonly content: MessageContent;
  /** Tells messages apart where not every change of the content is worth sending. */
  readonly key?: string;
  readonly isOver: boolean;
}

/** What the message has to say: a question, how it goes, or how it ended; `null`: nothing yet. */
function contentOf(
  { commands }: BatchMessageDeps,
  batch: Batch,
  members: readonly Request[],
  known: { readonly now: number; readonly reasons: ReadonlyMap<string, Mrkdwn>; readonly places: Places },
): Said | null {
  const { now, reasons, places } = known;
  const those = (...states: readonly State[]) => members.filter(({ state }) => states.includes(state));
  const [first] = members;
  if (!first || those('received').length > 0) return null;
  const command = changeCommandOf({ commands }, first.command);
  const drafts = those('drafted');
  if (drafts.length > 0 && !batch.isAnswered) {
    return { content: questionOf(command, batch, members, drafts, places), isOver: false };
  }
  const same = sameProblem(members);
  if (same) return { content: same, isOver: true };
  const what = command.forSeveral?.(members.length) ?? command.title;
  const people = members.map((one) => {
    const reason = reasons.get(one.id);
    const person = withPlace(batchPerson(commands, one, now), places);
    return reason ? { ...person, problem: reason } : person;
  });
  const pending = those('pending');
  const waits = those('waiting');
  const shownPlaces = waits.map(({ id }) => `${id} ${shownAs(places.get(id) ?? nowhere)}`).join();
  if (waits.length > 0 && drafts.length + pending.length === 0) {
    const others = members.filter(({ state }) => state !== 'waiting');
    const states = others.map(({ id, state }) => `${id} ${state}`).join();
    const content = batchInLine({ what, people });
    return { content, key: `${IN_LINE} ${shownPlaces} ${states}`, isOver: false };
  }
  const left = drafts.length + those(...inZoom).length;
  if (left + pending.length > 0) {
    const sent = pending[0] ? md`Sent to ${someOf(askedAbout(pending), 'and')}` : null;
    const content = batchProgress({ batchId: batch.id, what, people, sent });
    // Slack takes few answers for each click: it is told when they begin, and when half of them are done.
    const stage = left <= members.length / 2 ? 'half' : 'begun';
    const key = pending.length > 0 ? `${pending.length} wait ${shownPlaces}` : stage;
    return { content, key, isOver: false };
  }
  const isWithdrawn =
    those('cancelled').length > 0 &&
    those('cancelled', 'refused').length === members.length &&
    !members.some(({ progress }) => progress.removed);
  if (isWithdrawn) {
    const wasSent = members.some(({ progress }) => progress.sentAt !== undefined);
    return { content: cancelledMessage(md`${what}`, wasSent), isOver: true };
  }
  return { content: batchResult({ batchId: batch.id, what, people }), isOver: true };
}

const nowhere: Place = { position: 0, expected: null };

/** Why approvers declined, by request. */
async function reasonsOf(
  { requests }: BatchMessageDeps,
  members: readonly Request[],
): Promise<ReadonlyMap<string, Mrkdwn>> {
  const denied = members.filter(({ state }) => state === 'denied');
  const reasons = await Promise.all(
    denied.map(async ({ id }) => {
      const denial = (await requests.decisions(id)).find(({ verdict }) => verdict === 'deny');
      if (!denial) return [id, md`an approver declined`] as const;
      const by = decider(denial.approver_slack_id, denial.for_slack_id);
      return [id, denial.reason ? md`${by} declined: “${denial.reason}”` : md`${by} declined`] as const;
    }),
  );
  return new Map(reasons);
}

function questionOf(
  command: ChangeCommand,
  batch: Batch,
  members: readonly Request[],
  drafts: readonly Request[],
  places: Places,
): MessageContent {
  const first = drafts.find(({ rule }) => rule?.access === 'approval');
  return batchQuestion({
    batchId: batch.id,
    what: command.forSeveral?.(drafts.length) ?? command.title,
    people: members.map((one) => withPlace(batchPerson([command], one, 0), places)),
    destructive: command.risk === 'destructive',
    irreversible: command.risk === 'destructive' || drafts.some(({ plan }) => plan?.irreversible),
    approval: first?.rule
      ? approvalNote({ ...approvalAhead(first, first.rule), asked: askedAbout(drafts) })
      : null,
  });
}

/** Everybody who can decide about some of them: the managers of several people are several. */
function askedAbout(requests: readonly Request[]): readonly string[] {
  return [...new Set(requests.flatMap(({ progress }) => progress.asked ?? []))];
}

/** None of it can be done, for the same reason, such as that the person may not use the command. */
function sameProblem(members: readonly Request[]): MessageContent | null {
  const problems = members.map(({ state, progress }) => (state === 'refused' ? progress.problem : undefined));
  const [first] = problems;
  if (!first || problems.some((one) => one?.says.source !== first.says.source)) return null;
  return problemMessage(first);
}
