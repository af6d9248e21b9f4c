import type { LoggedRequest, RequestLog, WaitingEntry } from '../commands/context.ts';
import type { ChangeCommand, Command, Whose } from '../commands/define-command.ts';
import { type Plan, UnreadablePlanError } from '../commands/plan.ts';
import type { Messenger } from '../notifications/messenger.ts';
import type { Store } from '../store/open.ts';
import type { State } from '../store/schema.ts';
import { decider } from '../views/card.ts';
import { lowerFirst, type Mrkdwn, md, moment } from '../views/mrkdwn.ts';
import { placeWords } from '../views/place.ts';
import { type ApprovalDeps, countApprovals } from './approvals.ts';
import { planOf, type Request } from './request.ts';
import type { RequestStore } from './request-store.ts';
import { expectedFor, type ForecastDeps, placeOf, positionIn, readForecast } from './seat-forecast.ts';
import { isAhead } from './waiting-list.ts';

export interface RequestLogDeps extends ApprovalDeps, ForecastDeps {
  readonly requests: Pick<RequestStore, 'ofPerson' | 'newest' | 'decisions'>;
  readonly messenger: Pick<Messenger, 'linkTo'>;
}

/** Stored requests in the words in which commands show them to this person. */
export function createRequestLog(deps: RequestLogDeps, slackId: string): RequestLog {
  const { requests } = deps;
  const logged = async (request: Request, own: boolean): Promise<LoggedRequest> => {
    const isOpen = request.state === 'pending' && !own;
    const isInLine = request.state === 'waiting';
    const place = isInLine ? await placeOf(deps, request.id) : null;
    return {
      id: request.id,
      what: describeRequest(deps, request, own),
      requesterSlackId: request.requesterSlackId,
      state: place ? md`Waiting for a licence: ${placeWords(place)}` : untilWhen(request),
      canWithdraw: own && (isInLine || request.state === 'pending'),
      isInLine,
      canDecide: isOpen && (await mayDecide(deps, request, slackId)),
      cardUrl: isOpen && request.card ? await deps.messenger.linkTo(request.card) : null,
      at: request.createdAt,
    };
  };
  return {
    mine: async (limit, filter) =>
      Promise.all((await requests.ofPerson(slackId, limit, filter)).map((one) => logged(one, true))),
    all: async (limit, filter) =>
      Promise.all((await requests.newest(limit, filter)).map((one) => logged(one, false))),
  };
}

/** Whether to offer a decision to this person: a click is authorized again. */
async function mayDecide(deps: RequestLogDeps, request: Request, slackId: string): Promise<boolean> {
  const command = deps.commands.find((one) => one.name === request.command);
  if (!command || command.risk === 'read') return false;
  const { mayStillDecide } = await countApprovals(deps, request, await deps.requests.decisions(request.id));
  return mayStillDecide.has(slackId);
}

/**
 * What a request does: "Add Mia as an assistant". Where this version cannot read its plan, or no longer has the command,
 * it is the command's title or name.
 *
 * @param own whether it is worded for the requester, if the account is their own
 */
export function describeRequest(
  { commands }: { readonly commands: readonly Command[] },
  request: Request,
  own: boolean,
): Mrkdwn {
  return describeFor({ commands }, request, own ? 'my' : null);
}

/** What a requester wants, as others read it: "@Ada wants to change their Zoom email", "@Ben would like a Zoom licence". */
export function wishOf(command: ChangeCommand, request: Request, who: Mrkdwn): Mrkdwn {
  const deps = { commands: [command] };
  const own = command.wish && readablePlan(deps, request);
  return (
    (own && command.wish?.(who, own)) ??
    md`${who} wants to ${lowerFirst(describeFor(deps, request, 'their'))}`
  );
}

/** `null`: this version cannot read it. */
function readablePlan(deps: { readonly commands: readonly Command[] }, request: Request): Plan | null {
  try {
    return request.plan && planOf(deps, request);
  } catch (error) {
    if (error instanceof UnreadablePlanError) return null;
    throw error;
  }
}

/** What the requester is asked back: "Change your Zoom email". */
export function questionOf(
  { commands }: { readonly commands: readonly Command[] },
  request: Request,
): Mrkdwn {
  return describeFor({ commands }, request, 'your');
}

/** @param my whose the requester's own account is; `null`: its owner is named like anybody else's */
function describeFor(
  { commands }: { readonly commands: readonly Command[] },
  request: Request,
  my: Whose | null,
): Mrkdwn {
  const command = commands.find(
    (one): one is ChangeCommand => one.name === request.command && one.risk !== 'read',
  );
  if (!command || !request.plan) return md`${request.command}`;
  const plan = readablePlan({ commands }, request);
  return plan
    ? command.describe({ ...plan, own: my !== null && plan.own }, my ?? 'my')
    : md`${command.title}`;
}

/** The state of a request, and until when it holds. */
export function untilWhen(request: Request): Mrkdwn {
  const { endsAt } = request.progress;
  return request.state === 'done' && endsAt
    ? md`${standing(request)}, until ${moment(endsAt)}`
    : standing(request);
}

/** The state of a request, and since when. */
function standing(request: Request): Mrkdwn {
  const when = moment(request.updatedAt);
  const words: Partial<Record<State, Mrkdwn>> = {
    pending: md`Waiting for approval, sent ${when}`,
    approved: md`Approved, in progress since ${when}`,
    waiting: md`Waiting for a licence since ${when}`,
    running: md`In progress since ${when}`,
    unknown: md`Zoom hasn’t confirmed it yet, since ${when}`,
    done: md`Done ${when}`,
    failed: md`Didn’t work, ${when}`,
    denied: md`Declined ${when}`,
    cancelled: md`Withdrawn ${when}`,
    expired: md`Expired ${when}`,
    undoing: md`Being undone since ${when}`,
    undone: md`Undone ${when}`,
  };
  return words[request.state] ?? md`Asked ${when}`;
}

/** Everybody who waits for a licence, the first in line first, in the words for an admin. */
export async function readWaitingList(
  deps: ForecastDeps & { readonly requests: Pick<RequestStore, 'find' | 'decisions'> },
): Promise<WaitingEntry[]> {
  const line = await deps.waitingList.line();
  const ahead = line.filter(isAhead);
  const forecast = await readForecast(deps);
  const entries = await Promise.all(
    line.map(async ({ requestId, state, joinedAt }): Promise<WaitingEntry[]> => {
      const request = state === 'waiting' ? await deps.requests.find(requestId) : null;
      if (!request) return [];
      const position = positionIn(ahead, requestId);
      const decisions = await deps.requests.decisions(requestId);
      return [
        {
          id: requestId,
          what: describeRequest(deps, request, false),
          requesterSlackId: request.requesterSlackId,
          since: request.progress.waiting?.since ?? joinedAt,
          approvedBy: decisions.flatMap((one) =>
            one.verdict === 'approve' ? [decider(one.approver_slack_id, one.for_slack_id)] : [],
          ),
          place: { position, expected: expectedFor(position, forecast) },
        },
      ];
    }),
  );
  return entries.flat();
}

/** How many of the latest decisions the usual time is taken from, and how many are too few. */
const SAMPLE = 21;
const SAMPLE_MIN = 3;

/** The median time from a request to its decision, in milliseconds; `null` when there were too few decisions. */
export async function usualDecisionTime({ db }: Pick<Store, 'db'>): Promise<number | null> {
  const rows = await db
    .selectFrom('decisions')
    .innerJoin('requests', 'requests.id', 'decisions.request_id')
    .select(['decisions.decided_at as decided', 'requests.created_at as asked'])
    .orderBy('decisions.decided_at', 'desc')
    .limit(SAMPLE)
    .execute();
  if (rows.length < SAMPLE_MIN) return null;
  const times = rows.map((row) => Number(row.decided) - Number(row.asked)).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? null;
}
