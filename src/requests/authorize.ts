import type { Command } from '../commands/define-command.ts';
import type { Access } from '../commands/described.ts';
import type { Plan } from '../commands/plan.ts';
import type { Account } from '../identity/account.ts';
import type { Identities } from '../identity/identities.ts';
import { Refusal } from '../identity/refusal.ts';
import { accessFor, isAdmin, mayBreakGlass } from '../policy/access.ts';
import type { Policy } from '../policy/policy.ts';
import type { State } from '../store/schema.ts';
import { code, type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import { type ApprovalDeps, type Approvals, countApprovals, isOwnTakeover } from './approvals.ts';
import { changeCommandOf, DRAFT_LIFE, type Request } from './request.ts';
import type { RequestStore } from './request-store.ts';

/** Who clicked, as Slack says it. */
export interface Actor {
  readonly teamId: string;
  readonly slackId: string;
}

const TRIES = 5;

export interface DecideDeps {
  readonly requests: RequestStore;
  readonly homeTeamId: string;
}

/**
 * Loads a request for somebody who clicked, and has it changed. When somebody else changed it in between, it is loaded
 * and changed anew: of several clicks one counts, and the others read what happened.
 *
 * @param change checks who may, then makes one transition; `null`: somebody else was first
 * @throws Refusal for people outside of the home workspace, and whatever `change` throws
 */
export async function decide(
  { requests, homeTeamId }: DecideDeps,
  requestId: string,
  actor: Actor,
  change: (request: Request) => Promise<Request | null>,
): Promise<Request> {
  for (let i = 0; i < TRIES; i++) {
    const request = await requests.find(requestId);
    if (!request) throw closed(md`I do not know this request any more.`);
    if (actor.teamId !== homeTeamId || request.teamId !== homeTeamId) {
      throw closed(md`Only members of this workspace can decide here.`);
    }
    const changed = await change(request);
    if (changed) return changed;
  }
  throw closed(md`Others are deciding this right now. Please look again.`);
}

/**
 * What a stored request takes by today's policy.
 *
 * @throws Refusal when the person who asked may not make this change any more
 */
export function accessNow(
  { policy, commands }: { readonly policy: Policy; readonly commands: readonly Command[] },
  { command, requesterSlackId }: Request,
  plan: Plan,
): Access {
  const declared = changeCommandOf({ commands }, command);
  return accessFor(policy, declared, {
    isAdmin: isAdmin(policy, requesterSlackId),
    forOther: !plan.own && declared.subject !== 'nobody',
    slackId: requesterSlackId,
  });
}

/**
 * The account of the person who asked, read anew.
 *
 * @returns `null` when their Slack user belongs to another Zoom account than when they asked
 * @throws Refusal, ZoomError
 */
export async function requesterNow(
  { identities }: { readonly identities: Identities },
  { requesterSlackId }: Request,
  plan: Plan,
): Promise<Account | null> {
  const { account } = await identities.identify(requesterSlackId, true);
  return account.zoomId === plan.requester.zoomId ? account : null;
}

/** @throws Refusal for everybody but the person who asked */
export function requireRequester(request: Request, actor: Actor): void {
  if (request.requesterSlackId === actor.slackId) return;
  throw new Refusal('decision', {
    says: md`Only ${mention(request.requesterSlackId)}, who asked for it, can do that.`,
    next: md`If you are an approver, approve or deny it instead.`,
  });
}

export interface ApproverDeps extends ApprovalDeps {
  readonly requests: RequestStore;
  readonly identities: Identities;
}

/**
 * Whether this person may approve or deny a request at this moment.
 *
 * @returns the approvals so far
 * @throws Refusal that says why not
 */
export async function requireApprover(
  deps: ApproverDeps,
  request: Request,
  actor: Actor,
): Promise<Approvals> {
  await requireState(deps, request, 'pending');
  if (request.requesterSlackId === actor.slackId) {
    throw new Refusal('decision', {
      says: md`You cannot decide your own request.`,
      next: md`Somebody else has to. You can withdraw it.`,
    });
  }
  if (request.expiresAt !== null && request.expiresAt <= (await deps.requests.time())) {
    throw closed(md`This request ran out of time before you decided.`);
  }
  const command = changeCommandOf(deps, request.command);
  const approvals = await countApprovals(deps, request, await deps.requests.decisions(request.id));
  const isSubject =
    isOwnTakeover(command, request, { slackId: actor.slackId, zoomId: undefined }) ??
    isOwnTakeover(command, request, { slackId: actor.slackId, zoomId: await zoomIdOf(deps, actor) });
  if (approvals.eligible.has(actor.slackId) && !isSubject) return approvals;
  throw new Refusal('decision', {
    says: isSubject
      ? md`This is about your own account, so somebody else has to decide.`
      : md`You are not one of the approvers for this request.`,
    next: md`Your Zoom admins decide who approves. Nothing was changed.`,
  });
}

/** @returns `null` for somebody without a Zoom account. @throws ZoomError when Zoom cannot tell: then they may not decide */
async function zoomIdOf({ identities }: ApproverDeps, actor: Actor): Promise<string | null> {
  try {
    return (await identities.identify(actor.slackId)).account.zoomId;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/**
 * Whether this person may approve their own request in an emergency, at this moment.
 *
 * @throws Refusal that says why not
 */
export async function requireSelfApproval(
  deps: Pick<ApproverDeps, 'requests' | 'policy'>,
  request: Request,
  actor: Actor,
): Promise<void> {
  requireRequester(request, actor);
  await requireState(deps, request, 'drafted', 'pending');
  const now = await deps.requests.time();
  const expired =
    request.state === 'drafted'
      ? now - request.updatedAt > DRAFT_LIFE
      : request.expiresAt !== null && request.expiresAt <= now;
  if (expired) throw closed(md`This is too old by now. Please ask again.`);
  if (request.rule?.access !== 'approval' || !mayBreakGlass(deps.policy, request.command, actor.slackId)) {
    throw closed(md`Nobody may approve their own ${code(request.command)} here.`);
  }
}

/** A request as its requester asked for it, to ask once more. @throws Refusal for everybody else */
export async function ownRequest(
  { requests }: Pick<DecideDeps, 'requests'>,
  requestId: string,
  actor: Actor,
): Promise<Request> {
  const request = await requests.find(requestId);
  if (request && request.requesterSlackId === actor.slackId && request.teamId === actor.teamId)
    return request;
  throw new Refusal('decision', {
    says: md`I do not know this request any more.`,
    next: md`Please start again.`,
  });
}

/** A request that can no longer be decided, or not in this way. */
export function closed(says: Mrkdwn): Refusal {
  return new Refusal('decision', { says, next: md`Your click has changed nothing.` });
}

/** @throws Refusal that says what happened, when the request is in another state by now */
export async function requireState(
  { requests }: Pick<DecideDeps, 'requests'>,
  request: Request,
  ...states: readonly State[]
): Promise<void> {
  if (states.includes(request.state)) return;
  const last = (await requests.decisions(request.id)).at(-1);
  const by = last ? mention(last.approver_slack_id) : md`an approver`;
  const sentences: Partial<Record<State, Mrkdwn>> = {
    pending: md`This request is sent already and waits for a decision.`,
    approved: md`${by} approved this already. Zoom is being asked.`,
    running: last ? md`${by} approved this already. Zoom is being asked.` : md`This is being done right now.`,
    unknown: md`This is under way; Zoom has not confirmed it yet.`,
    done: last ? md`${by} approved this already, and it is done.` : md`This is done already.`,
    undone: md`This was undone already.`,
    undoing: md`This is being undone right now.`,
    failed: md`This was tried already and did not work.`,
    denied: md`${by} denied this already.`,
    cancelled: md`This was withdrawn.`,
    expired: md`This request ran out of time.`,
  };
  throw closed(sentences[request.state] ?? md`This request is closed.`);
}
