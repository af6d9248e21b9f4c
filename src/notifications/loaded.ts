import type { ChangeCommand } from '../commands/define-command.ts';
import type { Plan } from '../commands/plan.ts';
import { mayBreakGlass } from '../policy/access.ts';
import type { Policy } from '../policy/policy.ts';
import { changeCommandOf, type Request } from '../requests/request.ts';
import { describeRequest } from '../requests/request-log.ts';
import type { Decision, RequestStore } from '../requests/request-store.ts';
import { type ForecastDeps, placeOf } from '../requests/seat-forecast.ts';
import { decider } from '../views/card.ts';
import { type Mrkdwn, md, plainAddress } from '../views/mrkdwn.ts';
import type { Place } from '../views/place.ts';
import type { Notification } from './notification.ts';

/** A request with everything that its messages need. */
export interface Loaded {
  readonly request: Request;
  readonly command: ChangeCommand;
  readonly decisions: readonly Decision[];
  /** The requester may approve it themselves in an emergency. */
  readonly breakGlass: boolean;
  /** Where it stands in line; `null`: it does not wait for a licence. */
  readonly place: Place | null;
}

export interface LoadDeps extends ForecastDeps {
  readonly requests: Pick<RequestStore, 'find' | 'decisions'>;
  readonly policy: Policy;
}

/** A request as it is now. */
export async function loadCurrent(deps: LoadDeps, requestId: string): Promise<Loaded | null> {
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
export async function load(deps: LoadDeps, { requestId, kind, state }: Notification): Promise<Loaded | null> {
  const loaded = await loadCurrent(deps, requestId);
  if (!loaded || !state || showsNow.has(kind)) return loaded;
  return { ...loaded, request: { ...loaded.request, state } };
}

/** What a request does. @param own worded for the requester, if the account is their own */
export function describe(request: Request, command: ChangeCommand, own: boolean): Mrkdwn {
  return describeRequest({ commands: [command] }, request, own);
}

/** "Ada Lovelace (ada@example.com)" */
export function accountName({ subject }: Plan): Mrkdwn {
  return md`${subject.name} (${plainAddress(subject.email)})`;
}

/** The requester's own account need not be named beside them. */
export function isOwn({ requester, subject }: Plan): boolean {
  return requester.zoomId === subject.zoomId || requester.email === subject.email;
}

/** Whose account it is, for the requester; `null`: it is their own. */
export function accountUnlessOwn(plan: Plan): Mrkdwn | null {
  return isOwn(plan) ? null : accountName(plan);
}

/** Everybody who approved it, whether their approvals would still count or not. */
export function approvedBy(decisions: readonly Decision[]): Mrkdwn[] {
  return decisions.filter((one) => one.verdict === 'approve').map(whoDecided);
}

/** Who made a decision, and for whom. */
export function whoDecided({ approver_slack_id: by, for_slack_id: away }: Decision): Mrkdwn {
  return decider(by, away);
}
