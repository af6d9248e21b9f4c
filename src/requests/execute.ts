import type { ChangeCommand } from '../commands/define-command.ts';
import { type Plan, UnreadablePlanError } from '../commands/plan.ts';
import type { Account } from '../identity/account.ts';
import { LINKED_BY_BOT } from '../identity/links.ts';
import { Refusal } from '../identity/refusal.ts';
import { text } from '../languages/text.ts';
import { needsSecret } from '../policy/policy.ts';
import { isSlackAway } from '../slack-errors.ts';
import type { NotificationKind } from '../store/schema.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { address, bold, join, md, moment } from '../views/mrkdwn.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import { type AuthorizeDeps, authorize, requesterOf } from './authorize.ts';
import { type DriftDeps, findDrift } from './drift.ts';
import { type ErrorMessageDeps, messageForRequester, reasonForOthers } from './error-messages.ts';
import { endEarlierGrants, isGrantGoingBack, nextGrantAlarm } from './grants.ts';
import { inventoryToGiveBack, keepInventory, noteWhatIsLeft } from './inventories.ts';
import { changeCommandOf, planOf, type Request } from './request.ts';
import type { StateChange, Transition } from './transition.ts';
import { isDone, type JobDeps, jobOf } from './verify.ts';
import { backInLine, isRefusedForSeat, mustWait, type WaitDeps, waitInLine } from './wait-for-seat.ts';
import type { WaitingList } from './waiting-list.ts';

export interface ExecuteDeps extends AuthorizeDeps, DriftDeps, JobDeps {
  readonly telemetry: Telemetry;
  readonly transition: Transition;
  readonly waitingList: WaitingList;
}

/** How soon it is read again whether an unconfirmed change was made, in milliseconds. */
export const RECONCILE_PAUSE = 3_000;
/** While Zoom is away an approved change is tried so often, with a pause that triples each time: about four minutes. */
const MAX_TRIES = 6;
const FIRST_PAUSE = 2_000;
/** How soon a change is made that has to wait for another one of the same account, in milliseconds. */
const MAKE_WAY = 2_000;

/** Carries out an approved request, after everything has been checked again. */
export async function execute(deps: ExecuteDeps, request: Request): Promise<Request | null> {
  let renewed: Plan | null;
  try {
    renewed = await checkAgain(deps, request);
  } catch (error) {
    if (await wasDoneAfterAll(deps, request, error)) {
      const running = await deps.transition(request, 'running', { dueIn: 'now' });
      return running && finish(deps, running);
    }
    return retryOrFail(deps, { ...request, attempts: request.attempts + 1 }, error);
  }
  if (await mustWait(deps, request)) return waitInLine(deps, request);
  return run(deps, request, renewed ? { plan: renewed } : {});
}

/** An earlier attempt may have got there late; then the requester may be known by their new address only. */
async function wasDoneAfterAll(deps: JobDeps, request: Request, error: unknown): Promise<boolean> {
  const { unverifiable } = changeCommandOf(deps, request.command);
  if (!request.progress.tried || unverifiable || error instanceof UnreadablePlanError) return false;
  return (await isDone(deps, request)) === true;
}

/**
 * Makes the change, once.
 *
 * @param prepared what was found out about it just now and is not stored yet
 */
export async function run(
  deps: ExecuteDeps,
  ready: Request,
  prepared: Pick<StateChange, 'plan' | 'rule' | 'progress'> = {},
): Promise<null> {
  const request = await deps.transition(ready, 'running', {
    ...prepared,
    progress: { ...ready.progress, ...prepared.progress, tried: true },
    attempts: ready.attempts + 1,
    dueIn: 'now',
  });
  if (!request) return null;
  if (await isGrantGoingBack(deps, request)) {
    const progress = { ...ready.progress, ...prepared.progress };
    await deps.transition(request, 'approved', { progress, attempts: ready.attempts, dueIn: MAKE_WAY });
    return null;
  }
  const command = changeCommandOf(deps, request.command);
  let isPartial = ready.progress.tried ?? false;
  const zoom = deps.zoom.observed(() => {
    isPartial = true;
  });
  try {
    await keepInventory(deps, request);
    if (await attempt({ ...deps, zoom }, request, command)) return finish(deps, request);
    if (command.unverifiable) return fail(deps, request, new Refusal('input', command.unverifiable));
    return awaitOutcome(deps, request);
  } catch (error) {
    if (isRefusedForSeat(request, error)) return backInLine(deps, request, isPartial);
    if (error instanceof ZoomError) return retryOrFail(deps, request, error, isPartial);
    if (error instanceof Refusal || error instanceof UnreadablePlanError) return fail(deps, request, error);
    deps.logger.error({ err: error, request: request.id }, 'a change ended in an unexpected error');
    return awaitOutcome(deps, request);
  }
}

/**
 * Checks right before the change whether it may happen: the people, the policy, the approvals and the account as they
 * are now, not as they were when it was asked.
 *
 * @returns the plan as it is now, where the account got another address while the request waited for a licence
 * @throws Refusal, ZoomError, UnreadablePlanError
 */
export async function checkAgain(deps: ExecuteDeps, request: Request): Promise<Plan | null> {
  const subject = await authorize(deps, request, requesterOf(request), 'execute');
  if (!request.progress.tried) return checkDrift(deps, request, subject);
  // What was tried before may be there in part: then it is completed, and only whose account it is is compared.
  const { email, name } = planOf(deps, request).subject;
  if (subject.email === email || changeCommandOf(deps, request.command).subject === 'nobody') return null;
  throw new Refusal('policy', {
    says: md`The Zoom account of ${bold(name)} has a different address now: ${address(subject.email)} instead of ${address(email)}.`,
    next: md`Part of it may be done. Please check in Zoom before you ask again.`,
  });
}

/** What is asked for until a date makes no sense after it. */
async function requireTimeLeft(
  { requests }: Pick<ExecuteDeps, 'requests'>,
  { plan }: Request,
): Promise<void> {
  if (!plan?.endsAt || plan.endsAt > (await requests.time())) return;
  throw new Refusal('policy', {
    says: md`It was asked for until ${moment(plan.endsAt)}, and that’s over.`,
    next: md`Nothing was changed. Please ask again with a later date.`,
  });
}

async function checkDrift(deps: DriftDeps, request: Request, subject: Account): Promise<Plan | null> {
  await requireTimeLeft(deps, request);
  // Without the secret that was typed nothing can be compared; `attempt` refuses then.
  if (request.progress.secret && !deps.secretStore.look(request.id)) return null;
  const drift = await findDrift(deps, request, 'requester', subject);
  if (!drift) return null;
  // Weeks may have passed, and it is the same account: its place is kept.
  if (drift.renamed && request.progress.waiting) return drift.plan;
  throw new Refusal('policy', {
    says: md`The account has changed since you saw what would happen.\n${join(drift.differences, '\n')}`,
    saysToOthers: md`The account has changed since it was asked. ${join(drift.differences, ' ')}`,
    next: md`Nothing was done. Please ask again if it’s still right.`,
    buttons: [{ label: text`Ask again`, action: 'form:again', value: request.id, style: 'primary' }],
  });
}

/**
 * Has the command make the change.
 *
 * @returns `false` when it is unknown whether Zoom did it. That is settled by reading, never by doing it again
 * @throws ZoomError when Zoom certainly did not do it; Refusal
 */
async function attempt(deps: JobDeps, request: Request, command: ChangeCommand): Promise<boolean> {
  const job = { ...jobOf(deps, request), ...(await inventoryToGiveBack(deps, request, false)) };
  if (needsSecret(command) && !deps.secretStore.look(request.id)) {
    throw new Refusal('input', {
      says: md`I no longer have what you typed: secrets are never stored, and I was restarted in between.`,
      saysToOthers: md`The secret that came with it is gone: it is never stored, and I was restarted in between.`,
      next: md`Nothing was changed. Please do it once more.`,
      buttons: [{ label: command.title, action: `command:${command.name}`, style: 'primary' }],
    });
  }
  try {
    await command.run(job);
    return true;
  } catch (error) {
    if (!(error instanceof ZoomError) || error.effect !== 'unknown') throw error;
    const { operation, reason } = error;
    deps.logger.warn({ request: request.id, operation, reason }, 'it is unknown whether Zoom made a change');
    return !command.unverifiable && (await isDone(deps, request)) === true;
  }
}

type FinishDeps = JobDeps & Pick<ExecuteDeps, 'requests' | 'transition'>;

/** The change is made: stores that and tells everybody concerned. */
export async function finish(deps: FinishDeps, request: Request): Promise<null> {
  await noteWhatIsLeft(deps, request);
  const { problem: _, ...before } = request.progress;
  const { duration, endsAt } = request.plan ?? {};
  const doneAt = await deps.requests.time();
  const ends = duration ? { endsAt: endsAt ?? doneAt + duration } : {};
  const progress = { ...before, doneAt, ...ends };
  deps.secretStore.forget(request.id);
  // Before this request is done: should the process be lost in between, `finish` runs once more and nothing is missed.
  await endEarlierGrants(deps, request);
  await deps.transition(request, 'done', {
    progress,
    ...keptLink(deps, request),
    dueIn: nextGrantAlarm({ plan: request.plan, progress }, doneAt),
    notify: [toRequester(request), ...cardOf(request), 'channel'],
  });
  return null;
}

/** After a new address the account stays with its Slack user: the address in their profile no longer leads to it. */
function keptLink(deps: Pick<ExecuteDeps, 'commands'>, request: Request): Pick<StateChange, 'keepLink'> {
  const { plan, requesterSlackId } = request;
  const slackUserId = plan?.own ? requesterSlackId : plan?.subject.slackId;
  if (!plan || !slackUserId || !changeCommandOf(deps, request.command).changesAddress) return {};
  return { keepLink: { slackUserId, zoomUserId: plan.subject.zoomId, linkedBy: LINKED_BY_BOT } };
}

type FailDeps = ErrorMessageDeps & Pick<ExecuteDeps, 'secretStore' | 'transition'>;

/** The change is not made and will not be: stores why and tells everybody concerned. */
export async function fail(deps: FailDeps, request: Request, error: unknown): Promise<null> {
  const problem = await messageForRequester(deps, request, error);
  deps.secretStore.forget(request.id);
  const approved: NotificationKind[] = needsApproval(request) ? ['card', 'channel'] : [];
  await deps.transition(request, 'failed', {
    progress: { ...request.progress, problem, why: reasonForOthers(error, request.plan?.subject.name ?? '') },
    dueIn: null,
    notify: [toRequester(request), ...approved],
  });
  return null;
}

async function awaitOutcome(
  { transition }: Pick<ExecuteDeps, 'transition'>,
  request: Request,
): Promise<null> {
  await transition(request, 'unknown', {
    progress: { ...request.progress, unknownSince: request.updatedAt },
    dueIn: RECONCILE_PAUSE,
    notify: ['reply', ...cardOf(request)],
  });
  return null;
}

/**
 * While Zoom is away an approved change is tried again later, so that nobody has to ask and approve anew. A
 * requester who needs no approval is told at once and can try again.
 *
 * @param isPartial something may be there of what was tried; otherwise the account is compared again before the next try
 */
async function retryOrFail(
  deps: FailDeps & WaitDeps,
  request: Request,
  error: unknown,
  isPartial = request.progress.tried ?? false,
): Promise<null> {
  // Who has waited for a licence does not lose it because Zoom is away at that moment.
  if (isTransient(error) && request.progress.waiting) return backInLine(deps, request, isPartial);
  const worthRetrying = isTransient(error) && needsApproval(request);
  if (!worthRetrying || request.attempts >= MAX_TRIES) return fail(deps, request, error);
  await deps.transition(request, 'approved', {
    progress: { ...request.progress, tried: isPartial },
    dueIn: FIRST_PAUSE * 3 ** (request.attempts - 1),
    attempts: request.attempts,
  });
  return null;
}

const transient = new Set([
  'zoom-busy',
  'rate-limited-second',
  'rate-limited-day',
  'zoom-unreachable',
  'zoom-server-error',
  'zoom-timeout',
]);

/** Nothing was done, and it may well work a little later: Zoom did not take the call, or Slack could not tell who may. */
export function isTransient(error: unknown): boolean {
  if (isSlackAway(error)) return true;
  return error instanceof ZoomError && error.effect === 'none' && transient.has(error.kind);
}

function needsApproval({ rule }: Request): boolean {
  return rule?.access === 'approval';
}

/** What had to be approved has a card, which shows each new state. */
export function cardOf(request: Request): NotificationKind[] {
  return needsApproval(request) ? ['card'] : [];
}

/** A requester who has just asked gets a reply; after an approval, a wait or an unknown outcome it is a direct message. */
function toRequester(request: Request): NotificationKind {
  const { unknownSince, waiting } = request.progress;
  return needsApproval(request) || unknownSince || waiting ? 'requester' : 'reply';
}
