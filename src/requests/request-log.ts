import type { LoggedRequest, RequestLog } from '../commands/context.ts';
import type { State } from '../store/schema.ts';
import { type Mrkdwn, md, moment } from '../views/mrkdwn.ts';
import { changeCommandOf, type Parts } from './parts.ts';
import type { Request } from './request.ts';

/** Requests as people read them: on the Home tab and in answers. */
export function requestLog(parts: Parts, slackId: string): RequestLog {
  return {
    mine: async (limit) =>
      (await parts.requests.ofPerson(slackId, limit)).map((one) => logged(parts, one, true)),
    all: async (limit) => (await parts.requests.newest(limit)).map((one) => logged(parts, one, false)),
  };
}

function logged(parts: Parts, request: Request, own: boolean): LoggedRequest {
  return {
    id: request.id,
    what: describeRequest(parts, request, own),
    requesterSlackId: request.requesterSlackId,
    state: standing(request),
    canWithdraw: own && request.state === 'pending',
  };
}

/** What was asked for. A stored request may be of a command that is no longer there. */
export function describeRequest(
  parts: Pick<Parts, 'commands'>,
  { plan, command }: Request,
  own: boolean,
): Mrkdwn {
  const known = plan && parts.commands.some((one) => one.name === command);
  return known ? changeCommandOf(parts, command).describe({ ...plan, own: own && plan.own }) : md`${command}`;
}

/** How it stands, and since when. */
export function standing(request: Request): Mrkdwn {
  const when = moment(request.updatedAt);
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
  return md`${words[request.state] ?? 'Asked'} ${when}`;
}
