import type { LoggedRequest, RequestLog } from '../commands/context.ts';
import type { ChangeCommand, Command } from '../commands/define-command.ts';
import { UnreadablePlanError } from '../commands/plan.ts';
import type { Store } from '../store/open.ts';
import type { State } from '../store/schema.ts';
import { type Mrkdwn, md, moment } from '../views/mrkdwn.ts';
import { planOf, type Request } from './request.ts';
import type { RequestStore } from './request-store.ts';

export interface RequestLogDeps {
  readonly requests: Pick<RequestStore, 'ofPerson' | 'newest'>;
  readonly commands: readonly Command[];
}

/** Stored requests in the words in which commands show them to this person. */
export function createRequestLog({ requests, commands }: RequestLogDeps, slackId: string): RequestLog {
  const logged = (request: Request, own: boolean): LoggedRequest => ({
    id: request.id,
    what: describeRequest({ commands }, request, own),
    requesterSlackId: request.requesterSlackId,
    state: standing(request),
    canWithdraw: own && request.state === 'pending',
  });
  return {
    mine: async (limit, filter) =>
      (await requests.ofPerson(slackId, limit, filter)).map((one) => logged(one, true)),
    all: async (limit, filter) => (await requests.newest(limit, filter)).map((one) => logged(one, false)),
  };
}

/**
 * What a request does: "Add Mia as an assistant". Where this version cannot read its plan, or no longer has the command,
 * it is the command's title or name.
 *
 * @param own whether it is worded for the requester, if the account is their own
 */
export function describeRequest(
  { commands }: Pick<RequestLogDeps, 'commands'>,
  request: Request,
  own: boolean,
): Mrkdwn {
  const command = commands.find(
    (one): one is ChangeCommand => one.name === request.command && one.risk !== 'read',
  );
  if (!command || !request.plan) return md`${request.command}`;
  try {
    const plan = planOf({ commands }, request);
    return command.describe({ ...plan, own: own && plan.own });
  } catch (error) {
    if (error instanceof UnreadablePlanError) return md`${command.title}`;
    throw error;
  }
}

/** The state of a request, and since when. */
export function standing(request: Request): Mrkdwn {
  const words: Partial<Record<State, string>> = {
    pending: 'Waiting for a decision, sent',
    approved: 'Approved, being done since',
    running: 'Being done since',
    unknown: 'Zoom has not confirmed it yet, since',
    done: 'Done',
    failed: 'Did not work,',
    denied: 'Not approved,',
    cancelled: 'Withdrawn',
    expired: 'Ran out of time',
    undoing: 'Being undone since',
    undone: 'Undone',
  };
  return md`${words[request.state] ?? 'Asked'} ${moment(request.updatedAt)}`;
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
