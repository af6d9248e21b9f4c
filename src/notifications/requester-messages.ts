import type { ChangeCommand } from '../commands/define-command.ts';
import { durationWords } from '../commands/parse/duration.ts';
import { mayNameSomebody } from '../commands/parse/plain-names.ts';
import type { Plan } from '../commands/plan.ts';
import { inEnglish } from '../languages/text.ts';
import type { Rule } from '../policy/policy.ts';
import { planOf, type Request } from '../requests/request.ts';
import { questionOf } from '../requests/request-log.ts';
import { LONGEST_WAIT } from '../requests/wait-for-seat.ts';
import type { State } from '../store/schema.ts';
import type { MessageContent } from '../views/blocks.ts';
import { type ApprovalAhead, type Confirmation, confirmationMessage } from '../views/confirmation.ts';
import { join, type Mrkdwn, md, moment } from '../views/mrkdwn.ts';
import {
  cancelledMessage,
  decidedMessage,
  deniedMessage,
  doneMessage,
  endedMessage,
  expiredMessage,
  licenceEndedMessage,
  sentMessage,
  undoneMessage,
  waitingMessage,
} from '../views/outcome.ts';
import { placeWords } from '../views/place.ts';
import { problemMessage } from '../views/problem.ts';
import { stoppedMessage } from '../views/subject-notice.ts';
import { onListMessage, removedMessage, waitedMessage } from '../views/waiting-list.ts';
import { cardEnd } from './card-end.ts';
import { accountUnlessOwn, describe, type Loaded, whoDecided } from './loaded.ts';

/** Tells the requester how the request stands; `null` when there is nothing to say. */
export function requesterMessage({ request, command, decisions, breakGlass }: Loaded): MessageContent | null {
  const { progress } = request;
  if (progress.problem && ['refused', 'failed', 'done'].includes(request.state)) {
    return problemMessage(progress.problem);
  }
  if (!request.plan) return null;
  const what = describe(request, command, true);
  switch (request.state) {
    case 'drafted':
      return confirmationMessage(confirmation(request, command, breakGlass));
    case 'pending':
      return sentMessage({
        requestId: request.id,
        what,
        changes: request.plan.changes,
        asked: request.progress.asked ?? [],
        needed: request.rule?.needed ?? 1,
        expiresAt: request.expiresAt ?? 0,
        breakGlass,
        waits: Boolean(request.plan.takesSeat?.place),
      });
    case 'waiting':
      return onListMessage(what);
    case 'done':
      return doneMessage(
        command.done(planOf({ commands: [command] }, request)),
        command.undo && !request.plan.irreversible ? request.id : null,
        progress.endsAt ?? null,
      );
    case 'unknown':
      return waitingMessage(what);
    case 'denied': {
      const denial = decisions.find((one) => one.verdict === 'deny');
      return deniedMessage(what, denial ? whoDecided(denial) : null, denial?.reason ?? null, command.name);
    }
    case 'expired':
      if (progress.waiting) return waitedMessage(what, command.name);
      return progress.sentAt ? expiredMessage(what, command.name) : null;
    case 'cancelled':
      if (progress.removed) return removedMessage(what, progress.removed, command.name);
      return progress.stoppedBy
        ? stoppedMessage(what, progress.stoppedBy)
        : cancelledMessage(what, progress.sentAt !== undefined);
    case 'undone':
      return progress.ended
        ? ownEnd(request, command, what)
        : undoneMessage(what, progress.kept ?? [], progress.different);
    default:
      return null;
  }
}

/** Its time is over: for a licence of one's own in so many words. */
function ownEnd({ plan, progress }: Request, command: ChangeCommand, what: Mrkdwn): MessageContent {
  const { lapsed = null, different = [], goesAlong = [] } = progress;
  const isOwnLicence = plan?.own && plan.resource === 'licence' && !lapsed && different.length === 0;
  if (isOwnLicence) return licenceEndedMessage(goesAlong);
  return endedMessage(what, { lapsed, different, goesAlong }, command.name);
}

/** Takes the place of "Sent to …" when the request is decided; `null` in every other state. */
export function closedReply({ request, command, decisions }: Loaded): MessageContent | null {
  if (!closed.has(request.state)) return null;
  return decidedMessage(
    describe(request, command, true),
    cardEnd(request, decisions, request.progress.problem?.says),
  );
}

const closed: ReadonlySet<State> = new Set(['waiting', 'done', 'failed', 'denied', 'cancelled', 'expired']);

function confirmation(request: Request, command: ChangeCommand, breakGlass: boolean): Confirmation {
  const plan = request.plan;
  if (!plan) throw new Error(`Request ${request.id} has no plan`);
  const rule = request.rule;
  return {
    requestId: request.id,
    what: questionOf({ commands: [command] }, request),
    verb: command.verb,
    account: accountUnlessOwn(plan),
    changes: plan.changes,
    reason: plan.reason,
    flags: request.progress.flags ?? [],
    destructive: command.risk === 'destructive',
    irreversible: plan.irreversible ?? false,
    approval: rule?.access === 'approval' ? approvalAhead(request, rule) : null,
    breakGlass,
    line: lineAhead(plan, command),
    ownOnly: plan.own && command.subject === 'self' && mayNameSomebody(plan.reason ?? ''),
  };
}

/** Who is going to be asked about a request that waits for its confirmation, and how long that may take. */
export function approvalAhead(request: Request, rule: Rule): ApprovalAhead {
  const { asked, usual } = request.progress;
  return {
    ...rule,
    asked: asked ?? [],
    expiresAt: request.updatedAt + rule.expiresAfter,
    usual: usual ?? null,
  };
}

/** What somebody is told before they join the line; `null`: a licence is free, or none is needed. */
function lineAhead(
  { takesSeat, own, subject, duration, endsAt, changes }: Plan,
  command: ChangeCommand,
): Mrkdwn | null {
  if (!takesSeat?.place) return null;
  const why =
    takesSeat.free === null
      ? md`Others are already waiting for a licence.`
      : md`No licence is free right now.`;
  const place = placeWords(takesSeat.place);
  const where = own ? md`You’d be ${place}.` : md`${subject.name} would be ${place}.`;
  const length = duration ? durationWords(duration) : null;
  const time = endsAt
    ? [md`It still ends ${moment(endsAt, '{date_long}')}, however long the wait is.`]
    : length
      ? [own ? md`The ${length} begin when you get it.` : md`The ${length} begin when they get it.`]
      : [];
  const longest = durationWords(LONGEST_WAIT);
  const end = own
    ? md`The wait ends after ${longest}; you can leave at any time.`
    : md`The wait ends after ${longest}; it can be withdrawn at any time.`;
  const others = changes.filter(
    ({ informational, label }) => !informational && inEnglish(label) !== 'Zoom licence',
  );
  const rest =
    command.subject === 'nobody'
      ? [md`The account is created then; a Basic one can be created now.`]
      : others.length > 0
        ? [md`The whole change waits for it.`]
        : [];
  return join([why, where, ...rest, ...time, end], ' ');
}
