import PQueue from 'p-queue';
import { Refusal } from '../identity/refusal.ts';
import { requestScoped } from '../identity/request-cache.ts';
import type { Actor } from '../identity/who-acts.ts';
import type { Logger } from '../log.ts';
import type { ReplyTo } from '../notifications/messenger.ts';
import { join, md } from '../views/mrkdwn.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { type ApproveDeps, approve } from './approve.ts';
import { requireMay } from './authorize.ts';
import type { BatchStore } from './batch-store.ts';
import { type ConfirmDeps, confirm } from './confirm.ts';
import { closed, requireRequester } from './decide.ts';
import { type DenyDeps, deny } from './deny.ts';
import { type ErrorMessageDeps, messageForRequester } from './error-messages.ts';
import type { Request } from './request.ts';
import { type UndoDeps, undo, undoableUntil } from './undo.ts';
import { drop, type WithdrawDeps, withdraw } from './withdraw.ts';

export type BatchDeps = ConfirmDeps &
  UndoDeps &
  WithdrawDeps &
  ErrorMessageDeps & { readonly batches: BatchStore; readonly zoom: Zoom; readonly logger: Logger };

/**
 * The requester confirms the preview of a batch: each of its requests is sent to the approvers, or done. One that may not
 * go on is refused, and the others go on.
 *
 * @throws Refusal for everybody else, and when there is nothing left to confirm
 */
export async function confirmBatch(
  longLivedDeps: BatchDeps,
  batchId: string,
  actor: Actor,
  replyTo: ReplyTo,
): Promise<void> {
  const deps = requestScoped(longLivedDeps);
  const drafts = await ownMembers(deps, batchId, actor, 'drafted');
  await deps.batches.markAnswered(batchId, replyTo);
  await doEach(drafts, async (draft) => {
    try {
      await confirm(deps, draft.id, actor, replyTo);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const problem = await messageForRequester(deps, draft, error);
      const progress = { ...draft.progress, problem };
      await deps.transition(draft, 'refused', { progress, dueIn: null, notify: ['reply'] });
    }
  });
}

/** The requester wants none of what the preview of a batch shows. @throws Refusal */
export async function dropBatch(
  deps: BatchDeps,
  batchId: string,
  actor: Actor,
  replyTo: ReplyTo,
): Promise<void> {
  const drafts = await ownMembers(deps, batchId, actor, 'drafted');
  await deps.batches.markAnswered(batchId, replyTo);
  await requireOne(drafts, (draft) => drop(deps, draft.id, actor, replyTo));
}

/** The requester withdraws what of a batch waits for a decision. @throws Refusal */
export async function withdrawBatch(
  deps: BatchDeps,
  batchId: string,
  actor: Actor,
  replyTo: ReplyTo,
): Promise<void> {
  const pending = await ownMembers(deps, batchId, actor, 'pending');
  await deps.batches.answerAt(batchId, replyTo);
  await requireOne(pending, (one) => withdraw(deps, one.id, actor, replyTo));
}

/** The requester wants everything of a batch undone that still can be. @throws Refusal */
export async function undoBatch(
  deps: BatchDeps,
  batchId: string,
  actor: Actor,
  replyTo: ReplyTo,
): Promise<void> {
  const now = await deps.requests.time();
  const done = await ownMembers(deps, batchId, actor, 'done');
  const undoable = done.filter((one) => (undoableUntil(deps, one) ?? 0) > now);
  if (undoable.length === 0)
    throw closed(md`This can no longer be undone: it was done more than 10 minutes ago.`);
  await deps.batches.answerAt(batchId, replyTo);
  await requireOne(undoable, (one) => undo(deps, one.id, actor, replyTo));
}

/** What came of a decision about a batch. */
interface Decided {
  /** About how many of its requests. */
  readonly people: number;
  /** Why it does not hold for others of them. */
  readonly refused: readonly Refusal[];
}

/**
 * Approves everything of a batch that still waits.
 *
 * @throws Refusal when this person may approve none of it, or not all of it
 */
export async function approveBatch(
  deps: BatchDeps & ApproveDeps,
  batchId: string,
  actor: Actor,
): Promise<void> {
  const scoped = requestScoped(deps);
  await decideAll(scoped, batchId, (one) => approve(scoped, one.id, actor));
}

/** Denies everything of a batch that still waits, with one reason. @throws Refusal as for an approval */
export async function denyBatch(
  deps: BatchDeps & DenyDeps,
  batchId: string,
  actor: Actor,
  reason: string,
): Promise<void> {
  const scoped = requestScoped(deps);
  await decideAll(scoped, batchId, (one) => deny(scoped, one.id, actor, reason));
}

/** What of a batch this person may deny, before they are asked for a reason. @throws Refusal where that is nothing */
export async function requireMayDenyBatch(
  deps: BatchDeps & DenyDeps,
  batchId: string,
  actor: Actor,
): Promise<readonly Request[]> {
  const waiting = await waitingOf(deps, batchId);
  const theirs = new Set<Request>();
  await requireOne(waiting, async (one) => {
    await requireMay(deps, one.id, actor, 'deny');
    theirs.add(one);
  });
  return waiting.filter((one) => theirs.has(one));
}

async function waitingOf({ requests }: BatchDeps, batchId: string): Promise<readonly Request[]> {
  const waiting = (await requests.ofBatch(batchId)).filter(({ state }) => state === 'pending');
  if (waiting.length === 0) throw closed(md`All of this is already decided.`);
  return waiting;
}

/** @throws Refusal where it may be decided for none of them, or not for all */
async function decideAll(
  deps: BatchDeps,
  batchId: string,
  decide: (request: Request) => Promise<unknown>,
): Promise<void> {
  const { people, refused } = await doEach(await waitingOf(deps, batchId), decide);
  const [first] = refused;
  if (!first) return;
  if (people === 0) throw first;
  const says = new Map(refused.map(({ problem }) => [problem.says.source, problem.says]));
  throw new Refusal('decision', {
    says: md`Decided for ${people}, but not for ${refused.length} of them: ${join([...says.values()], ' ')}`,
    next: md`The card shows what still waits.`,
  });
}

/** The requests of a batch that are in this state. @throws Refusal for others than the requester, and when there are none */
async function ownMembers(
  { requests, homeTeamId }: BatchDeps,
  batchId: string,
  actor: Actor,
  state: Request['state'],
): Promise<readonly Request[]> {
  const members = await requests.ofBatch(batchId);
  const [first] = members;
  if (!first) throw closed(md`I no longer have this request.`);
  if (actor.teamId !== homeTeamId) throw closed(md`Only members of this workspace can decide here.`);
  requireRequester(first, actor);
  const found = members.filter((one) => one.state === state);
  if (found.length === 0) throw closed(md`This has already been answered.`);
  return found;
}

/** Does it for each. @throws Refusal where it could be done for none */
async function requireOne(
  requests: readonly Request[],
  act: (request: Request) => Promise<unknown>,
): Promise<void> {
  const { people, refused } = await doEach(requests, act);
  if (people === 0 && refused[0]) throw refused[0];
}

/** How many are worked on at a time: Slack waits three seconds for all of them. */
const AT_ONCE = 10;

/**
 * Does it for each; where it can’t be done for one, it still is for the others. Those who are approved by it and
 * take a licence go one after the other, so that they stand in line as they were named.
 */
async function doEach(
  requests: readonly Request[],
  act: (request: Request) => Promise<unknown>,
): Promise<Decided> {
  const inOrder = requests.some(
    ({ plan, state, rule }) => plan?.takesSeat && (state === 'pending' || rule?.access !== 'approval'),
  );
  const queue = new PQueue({ concurrency: inOrder ? 1 : AT_ONCE });
  const results = await Promise.allSettled(requests.map((one) => queue.add(() => act(one))));
  const errors = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const unexpected = errors.find((error) => !(error instanceof Refusal));
  if (unexpected) throw unexpected;
  return { people: results.length - errors.length, refused: errors as Refusal[] };
}
