import type { ChangeCommand } from '../commands/define-command.ts';
import type { Rule } from '../policy/policy.ts';
import { planOf, type Request } from '../requests/request.ts';
import { questionOf } from '../requests/request-log.ts';
import type { State } from '../store/schema.ts';
import type { MessageContent } from '../views/blocks.ts';
import { type ApprovalAhead, type Confirmation, confirmationMessage } from '../views/confirmation.ts';
import { type Mrkdwn, plainWords } from '../views/mrkdwn.ts';
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
import { problemMessage } from '../views/problem.ts';
import { stoppedMessage } from '../views/subject-notice.ts';
import { accountUnlessOwn, describe, type Loaded } from './loaded.ts';
import { cardEnd } from './outcome.ts';

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
      });
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
      return deniedMessage(what, denial?.approver_slack_id ?? null, denial?.reason ?? null, command.name);
    }
    case 'expired':
      return progress.sentAt ? expiredMessage(what, command.name) : null;
    case 'cancelled':
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

const closed: ReadonlySet<State> = new Set(['done', 'failed', 'denied', 'cancelled', 'expired']);

function confirmation(request: Request, command: ChangeCommand, breakGlass: boolean): Confirmation {
  const plan = request.plan;
  if (!plan) throw new Error(`Request ${request.id} has no plan`);
  const rule = request.rule;
  return {
    requestId: request.id,
    what: questionOf({ commands: [command] }, request),
    verb: command.verb ?? plainWords(describe(request, command, true)).split(' ')[0] ?? 'Do it',
    account: accountUnlessOwn(plan),
    changes: plan.changes,
    reason: plan.reason,
    flags: request.progress.flags ?? [],
    destructive: command.risk === 'destructive',
    irreversible: plan.irreversible ?? false,
    approval: rule?.access === 'approval' ? approvalAhead(request, rule) : null,
    breakGlass,
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
