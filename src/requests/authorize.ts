import { type PermitDeps, requireCampaign, requireOwnReturn } from '../campaigns/permit.ts';
import type { ChangeCommand } from '../commands/define-command.ts';
import type { Access } from '../commands/described.ts';
import type { Plan } from '../commands/plan.ts';
import type { Account } from '../identity/account.ts';
import { Refusal } from '../identity/refusal.ts';
import type { Actor } from '../identity/who-acts.ts';
import { accessFor, mayBreakGlass } from '../policy/access.ts';
import { requireAllowed } from '../policy/allow.ts';
import type { Named } from '../stand-ins/stand-in.ts';
import { code, md, mention } from '../views/mrkdwn.ts';
import { type Approvals, countApprovals } from './approvals.ts';
import { closed, type DecideDeps, decide, requireRequester, requireState } from './decide.ts';
import type { Cover } from './in-place-of.ts';
import { partyOf, partyRefusal } from './parties.ts';
import { accountNow, decisionsNow, inTime, requireSameRequester } from './people-now.ts';
import { changeCommandOf, DRAFT_LIFE, planOf, type Request } from './request.ts';
import type { RequestStore } from './request-store.ts';
import { requireMayUndo } from './undo-checks.ts';

export interface AuthorizeDeps extends PermitDeps {
  readonly requests: RequestStore;
}

/** What an approver is told by {@link authorize}. */
interface Decider {
  /** Their Zoom account; `null`: none, or Zoom could not tell in time. */
  readonly zoomId: string | null;
  /** The approvals so far. */
  readonly approvals: Approvals;
  /** The approver who is away and in whose place they decide; `null`: in their own right. */
  readonly inPlaceOf: Named | null;
}

/** The moments at which something may be changed, each with what {@link authorize} finds out then. */
interface Authorized {
  readonly confirm: undefined;
  readonly approve: Decider;
  readonly deny: Decider;
  /** The Zoom account of the admin who approves alone. */
  readonly 'break-glass': string;
  /** An admin changes the waiting list. Their Zoom account; `null`: none. */
  readonly 'waiting-list': string | null;
  /** The account that changes, as it is now. */
  readonly execute: Account;
  /** The requester clicks on "Undo". */
  readonly undo: undefined;
  /** What was to be undone is undone in Zoom. */
  readonly 'take-back': undefined;
}
export type Moment = keyof Authorized;

type Check<M extends Moment> = (
  deps: AuthorizeDeps,
  request: Request,
  actor: Actor,
) => Promise<Authorized[M]>;

/**
 * Whether something may happen to a request at this moment: the only place that decides it. People are read from Slack
 * again, as members of the workspace or organisation, and compared by their Zoom account as well as their Slack user. The
 * policy is today's.
 *
 * Slack waits for the acknowledgement of a click, so there Zoom has to answer within a second; what it could not tell is
 * checked again before the change.
 *
 * @param actor who clicked; the requester where the bot continues by itself
 * @throws Refusal that says why not; ZoomError, UnreadablePlanError
 */
export function authorize<M extends Moment>(
  deps: AuthorizeDeps,
  request: Request,
  actor: Actor,
  moment: M,
): Promise<Authorized[M]> {
  return checks[moment](deps, request, actor);
}

/**
 * Whether somebody may do this to a request now, before they are asked why.
 *
 * @throws Refusal that says why not
 */
export function requireMay(
  deps: DecideDeps & AuthorizeDeps,
  requestId: string,
  actor: Actor,
  moment: 'deny' | 'break-glass',
): Promise<Request> {
  return decide(deps, requestId, actor, async (request) => {
    await authorize(deps, request, actor, moment);
    return request;
  });
}

/** The requester as the actor, for what the bot does by itself. */
export function requesterOf({ teamId, requesterSlackId }: Request): Actor {
  return { teamId, slackId: requesterSlackId };
}

const checks: { readonly [M in Moment]: Check<M> } = {
  async confirm(deps, request, actor) {
    requireRequester(request, actor);
    await requireState(deps, request, 'drafted');
    await requireSameRequester(deps.identities, request, 'click', commandOf(deps, request));
    // Whether it takes an approval by now is checked before the change.
    await accessNow(deps, request, planOf(deps, request));
  },
  async approve(deps, request, actor) {
    const decider = await requireApprover(deps, request, actor);
    const { zoomId, decisions } = decider;
    const other = decisions.find((one) => zoomId !== null && one.approver_zoom_id === zoomId);
    if (other && other.approver_slack_id !== actor.slackId && other.verdict === 'approve') {
      throw closed(
        md`Your Zoom account has already approved this, as ${mention(other.approver_slack_id)}. It’s waiting for another approver.`,
      );
    }
    return decider;
  },
  deny: requireApprover,
  'break-glass': requireSelfApproval,
  'waiting-list': requireListAdmin,
  async execute(deps, request) {
    const plan = planOf(deps, request);
    const requester = await requireSameRequester(
      deps.identities,
      request,
      'change',
      commandOf(deps, request),
    );
    const isOwn = plan.own || commandOf(deps, request).subject === 'nobody';
    const subject = (isOwn && requester) || (await accountNow(deps.identities, plan));
    const access = await accessNow(deps, request, plan);
    if (request.input.campaignPerson) await requireCampaign(deps, request);
    else if (access === 'approval') await requireApprovals(deps, request);
    return subject;
  },
  async undo(deps, request, actor) {
    requireRequester(request, actor);
    await requireSameRequester(deps.identities, request, 'click');
    await accessNow(deps, request, planOf(deps, request));
  },
  async 'take-back'(deps, request) {
    if (request.input.campaignPerson) return requireOwnReturn(deps, request);
    await requireAllowed(deps, commandOf(deps, request), request.requesterSlackId, true);
    return requireMayUndo(deps, request);
  },
};

function commandOf(deps: AuthorizeDeps, request: Request): ChangeCommand {
  return changeCommandOf(deps, request.command);
}

/** What the change takes by today's policy. @throws Refusal when the requester may not make it any more */
async function accessNow(deps: AuthorizeDeps, request: Request, plan: Plan): Promise<Access> {
  const command = commandOf(deps, request);
  if (!request.input.campaignPerson) await requireAllowed(deps, command, request.requesterSlackId, true);
  return accessFor(deps.policy, command, {
    forOther: !plan.own && command.subject !== 'nobody',
    slackId: request.requesterSlackId,
    facts: request.progress.facts,
  });
}

/** Those of `escalate_to` count here even where the request was never escalated. */
async function requireApprovals(deps: AuthorizeDeps, request: Request): Promise<void> {
  const { identities, requests } = deps;
  const stored = await requests.decisions(request.id);
  const decisions = await decisionsNow(identities, stored, identities.zoomIdOf);
  const { enough } = await countApprovals(deps, request, decisions, { escalated: true, fresh: true });
  if (enough) return;
  throw new Refusal('policy', {
    says: md`The approval no longer counts: the rules or the approvers have changed since it was given.`,
    next: md`Please ask again.`,
  });
}

/** Somebody may approve or deny a request. */
async function requireApprover(deps: AuthorizeDeps, request: Request, actor: Actor) {
  const { identities, requests } = deps;
  const { slackId } = actor;
  await requireState(deps, request, 'pending');
  if (request.requesterSlackId === slackId) throw partyRefusal('requester', null);
  if (request.expiresAt !== null && request.expiresAt <= (await requests.time())) {
    throw closed(md`This request expired before you decided.`);
  }
  if ((await identities.member(slackId, true))?.kind !== 'member') {
    throw closed(md`Only members of this workspace can decide here.`);
  }
  const [zoomId, decisions] = await Promise.all([
    inTime(identities.zoomIdOf(slackId)),
    requests
      .decisions(request.id)
      .then((stored) => decisionsNow(identities, stored, (id) => inTime(identities.zoomIdOf(id)))),
  ]);
  const party = partyOf(commandOf(deps, request), request, { slackId, zoomId });
  if (party === undefined) throw notKnown();
  if (party) throw partyRefusal(party, request.requesterSlackId);
  const approvals = await countApprovals(deps, request, decisions, { fresh: true });
  if (approvals.eligible.has(slackId)) {
    const covers = approvals.inPlaceOf.get(slackId);
    const inPlaceOf = covers && !approvals.decided.has(slackId) ? await awayOf(deps, request, covers) : null;
    return { zoomId: zoomId ?? null, approvals, decisions, inPlaceOf };
  }
  throw new Refusal('decision', {
    says: md`You’re not one of the approvers for this request.`,
    next: md`Your Zoom admins decide who approves. Nothing was changed.`,
  });
}

/**
 * In whose place a stand-in decides: somebody who could decide it now, were they here.
 *
 * @throws Refusal when there is nobody
 */
async function awayOf(
  { identities, ...deps }: AuthorizeDeps,
  request: Request,
  covers: readonly Cover[],
): Promise<Named> {
  const command = changeCommandOf(deps, request.command);
  for (const { away } of covers) {
    const { slackId } = away;
    const [member, zoomId] = await Promise.all([
      identities.member(slackId, true),
      inTime(identities.zoomIdOf(slackId)),
    ]);
    if (member?.kind === 'member' && partyOf(command, request, { slackId, zoomId }) === null) return away;
  }
  throw closed(
    md`The person you stand in for has already decided this, or isn’t allowed to. The two of you count as one approver.`,
  );
}

/** An admin may approve their own request in an emergency. @returns their Zoom account */
async function requireSelfApproval(deps: AuthorizeDeps, request: Request, actor: Actor): Promise<string> {
  requireRequester(request, actor);
  await requireState(deps, request, 'drafted', 'pending');
  const now = await deps.requests.time();
  const expired =
    request.state === 'drafted'
      ? now - request.updatedAt > DRAFT_LIFE
      : request.expiresAt !== null && request.expiresAt <= now;
  if (expired) throw closed(md`This is too old now. Please ask again.`);
  if (request.rule?.access !== 'approval' || !mayBreakGlass(deps.policy, request.command, actor.slackId)) {
    throw closed(md`Nobody may approve their own ${code(request.command)} here.`);
  }
  await requireSameRequester(deps.identities, request, 'click', commandOf(deps, request));
  const plan = planOf(deps, request);
  // What they may not ask for any more alarms nobody.
  await accessNow(deps, request, plan);
  return plan.requester.zoomId;
}

/** Admins change the order of those who wait, but not where they would gain by it themselves. */
async function requireListAdmin(deps: AuthorizeDeps, request: Request, actor: Actor): Promise<string | null> {
  const { policy, identities } = deps;
  const { slackId } = actor;
  const command = deps.commands.find((one) => one.name === 'waiting-list');
  if (!command) throw new Error('There is no waiting list');
  accessFor(policy, command, { forOther: false, slackId });
  await requireAllowed(deps, command, slackId, true);
  if ((await identities.member(slackId, true))?.kind !== 'member') {
    throw closed(md`Only members of this workspace can decide here.`);
  }
  await requireState(deps, request, 'waiting');
  const zoomId = await inTime(identities.zoomIdOf(slackId));
  // Nothing is checked again later.
  if (zoomId === undefined) throw notKnown();
  if (concerns(request, slackId, zoomId)) {
    throw closed(md`This is your own place in line, so another admin has to change it.`);
  }
  return zoomId;
}

/** Whether somebody has asked for a request, or it is about their account, by whichever of their Slack users. */
export function concerns(
  { requesterSlackId, plan }: Pick<Request, 'requesterSlackId' | 'plan'>,
  slackId: string,
  zoomId: string | null,
): boolean {
  return (
    [requesterSlackId, plan?.subject.slackId].includes(slackId) ||
    (zoomId !== null && zoomId !== '' && [plan?.requester.zoomId, plan?.subject.zoomId].includes(zoomId))
  );
}

function notKnown(): Refusal {
  return new Refusal('decision', {
    says: md`Zoom doesn’t answer just now, so I can’t tell whether this is about your own account.`,
    next: md`Your click didn’t count. Please try again in a minute.`,
  });
}
