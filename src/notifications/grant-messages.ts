import type { MessageContent } from '../views/blocks.ts';
import { stuckGrantNotice } from '../views/channel-messages.ts';
import { endingMessage, licenceEndedMessage, licenceEndingMessage } from '../views/outcome.ts';
import { accountName, describe, type Loaded } from './loaded.ts';

/** Tells the requester that a time-bound change ends soon. */
export function ending({ request, command }: Loaded): MessageContent | null {
  if (request.state !== 'done' || !request.plan || !request.progress.endsAt) return null;
  const { endsAt, goesAlong = [] } = request.progress;
  if (request.plan.own && request.plan.resource === 'licence') return licenceEndingMessage(endsAt, goesAlong);
  return endingMessage(describe(request, command, true), endsAt, command.name, goesAlong);
}

/** Tells the holder of a time-bound licence that it ends soon or has ended, if somebody else requested it. */
export function holderMessage({ request }: Loaded): MessageContent | null {
  const { plan, progress, state } = request;
  if (plan?.resource !== 'licence') return null;
  const { endsAt, ended, lapsed, goesAlong = [] } = progress;
  if (state === 'done' && endsAt) return licenceEndingMessage(endsAt, goesAlong);
  return state === 'undone' && ended && !lapsed ? licenceEndedMessage(goesAlong) : null;
}

/** Tells the admins that the time of something is over and it could not be taken back. */
export function stuckGrant({ request, command }: Loaded, admins: readonly string[]): MessageContent | null {
  const { plan, progress } = request;
  if (!plan) return null;
  const { stuck, lapsed } = progress;
  if (!stuck && lapsed !== 'account-gone') return null;
  return stuckGrantNotice({
    admins,
    what: describe(request, command, false),
    account: accountName(plan),
    why: stuck?.why ?? null,
    givenUp: stuck?.givenUp ?? true,
  });
}
