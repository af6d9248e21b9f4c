import type { ChangeCommand } from '../commands/define-command.ts';
import type { Plan } from '../commands/plan.ts';
import type { Rule } from '../policy/policy.ts';
import { type Approvals, namedApprovers, partiesOf, withoutParties } from '../requests/approvals.ts';
import { planOf, type Request } from '../requests/request.ts';
import { describeRequest, questionOf, wishOf } from '../requests/request-log.ts';
import type { Decision } from '../requests/request-store.ts';
import type { State } from '../store/schema.ts';
import type { MessageContent } from '../views/blocks.ts';
import { type CardEnd, cardMessage } from '../views/card.ts';
import { type ChannelEvent, emergencyNotice } from '../views/channel-messages.ts';
import { type ApprovalAhead, type Confirmation, confirmationMessage } from '../views/confirmation.ts';
import { code, join, type Mrkdwn, md, mention, moment, plainWords } from '../views/mrkdwn.ts';
import {
  cancelledMessage,
  decidedMessage,
  deniedMessage,
  doneMessage,
  endedMessage,
  escalationMessage,
  expiredMessage,
  licenceEndedMessage,
  reminderMessage,
  sentMessage,
  undoneMessage,
  waitingMessage,
} from '../views/outcome.ts';
import { problemMessage } from '../views/problem.ts';
import { stoppedMessage } from '../views/subject-notice.ts';

/** A request with everything that its messages need. */
export interface Loaded {
  readonly request: Request;
  readonly command: ChangeCommand;
  readonly decisions: readonly Decision[];
  /** The requester may approve it themselves in an emergency. */
  readonly breakGlass: boolean;
}

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
        : undoneMessage(what, progress.kept ?? [], progress.missing);
    default:
      return null;
  }
}

/** Its time is over: for a licence of one's own in so many words. */
function ownEnd({ plan, progress }: Request, command: ChangeCommand, what: Mrkdwn): MessageContent {
  if (plan?.own && plan.resource === 'licence' && !progress.lapsed) return licenceEndedMessage();
  return endedMessage(what, progress.lapsed ?? null, command.name);
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

/** The approval card in the request's current state. */
export function card(
  { request, command, decisions }: Loaded,
  approvals: Pick<Approvals, 'given' | 'needed'>,
): MessageContent | null {
  const plan = request.plan;
  if (!plan || !request.rule) return null;
  return cardMessage({
    requestId: request.id,
    wish: wishOf({ commands: [command] }, request),
    requesterSlackId: request.requesterSlackId,
    requesterName: plan.requester.name,
    subject: isOwn(plan) ? null : plan.subject,
    changes: plan.changes,
    reason: plan.reason,
    flags: request.progress.flags ?? [],
    needed: approvals.needed,
    approvedBy: approvals.given,
    expiresAt: request.expiresAt ?? 0,
    asked: mentionedOnCard(request, command),
    changed: request.progress.changed ?? [],
    ended: request.state === 'pending' ? null : cardEnd(request, decisions),
  });
}

const MENTIONED_MAX = 20;

/**
 * Whom the card mentions: without a mention, Slack notifies nobody of a message. The people and user groups that the
 * rule names, without those who may not approve; where it names nobody else, those who were found when it was asked.
 */
export function mentionedOnCard(request: Request, command: ChangeCommand): readonly string[] {
  if (!request.rule) return [];
  const named = namedApprovers(request.rule, request.progress.escalated ?? false);
  const others = [...withoutParties(named, command, partiesOf(request))];
  return (others.length > 0 ? others : (request.progress.asked ?? [])).slice(0, MENTIONED_MAX);
}

/** @param why why it was not done, in the words for the reader; without it, for people whom it does not address */
export function cardEnd(
  request: Request,
  decisions: readonly Decision[],
  why = request.progress.why,
): CardEnd {
  const when = moment(request.updatedAt);
  const by = join(approvedBy(decisions).map(mention), ' and ');
  const denial = decisions.find((one) => one.verdict === 'deny');
  const { selfApproved } = request.progress;
  const approved = selfApproved
    ? md`Approved by ${mention(selfApproved.by)} alone, in an emergency (${selfApproved.reason})`
    : md`Approved by ${by}`;
  const endings: Partial<Record<State, CardEnd>> = {
    approved: { icon: md`:hourglass_flowing_sand:`, sentence: md`${approved}. Making the change in Zoom…` },
    running: { icon: md`:hourglass_flowing_sand:`, sentence: md`${approved}. Making the change in Zoom…` },
    unknown: {
      icon: md`:hourglass_flowing_sand:`,
      sentence: md`${approved}. Zoom hasn’t confirmed it yet.`,
    },
    done: doneEnd(request, md`${approved}, and done in Zoom`, when),
    undoing: { icon: md`:white_check_mark:`, sentence: md`${approved}, and done in Zoom.` },
    undone: {
      icon: md`:leftwards_arrow_with_hook:`,
      sentence: md`${approved}${undoneWords(request, when)}`,
    },
    failed: {
      icon: md`:warning:`,
      sentence: md`${approved}, but not done. ${why ?? request.progress.problem?.says ?? md``}`,
    },
    denied: {
      icon: md`:no_entry_sign:`,
      sentence: md`Denied by ${mention(denial?.approver_slack_id ?? '')} ${when}${
        denial?.reason ? md`: ${denial.reason}` : md`.`
      }`,
    },
    cancelled: {
      icon: md`:no_entry_sign:`,
      sentence: request.progress.stoppedBy
        ? md`Stopped ${when}: ${mention(request.progress.stoppedBy)} reported a change of this account that was not theirs.`
        : md`Withdrawn by ${mention(request.progress.by ?? request.requesterSlackId)} ${when}.`,
    },
    expired: { icon: md`:hourglass:`, sentence: md`Expired ${when}: nobody answered in time.` },
  };
  return endings[request.state] ?? { icon: md`:grey_question:`, sentence: md`This request is closed.` };
}

/** Done, and where its time is over and it cannot be taken back: that, and why. */
function doneEnd({ progress: { stuck } }: Request, done: Mrkdwn, when: Mrkdwn): CardEnd {
  if (!stuck?.told) return { icon: md`:white_check_mark:`, sentence: md`${done} ${when}.` };
  const now = stuck.givenUp
    ? md`I’ve given up trying: an admin has to take it back in Zoom.`
    : md`I keep trying.`;
  return {
    icon: md`:warning:`,
    sentence: md`${done}. The agreed time is over, but it couldn’t be taken back: ${stuck.why} ${now}`,
  };
}

/** How it came to an end after it was done: the rest of the sentence. */
function undoneWords({ progress }: Request, when: Mrkdwn): Mrkdwn {
  const { ended, lapsed, replacedBy, kept } = progress;
  if (replacedBy) return md`. A later change of ${mention(replacedBy)} has replaced it ${when}.`;
  if (lapsed === 'account-gone') return md`. The agreed time ended ${when}; the account was gone by then.`;
  if (lapsed)
    return md`. The agreed time ended ${when}; it had been changed before, so nothing was taken back.`;
  if (ended) return md`. The agreed time ended ${when}.`;
  if (kept) return md`, then undone by the requester ${when}, except what was changed since.`;
  return md`, then undone by the requester ${when}.`;
}

/** What the notice channel is told; `null` for what concerns only the requester. */
export function channelEvent({ request, command, decisions }: Loaded): ChannelEvent | null {
  const plan = request.plan;
  const { state } = request;
  if (!plan || (state !== 'done' && state !== 'undone' && state !== 'failed')) return null;
  return {
    kind: state === 'undone' && request.progress.ended ? 'ended' : state,
    tried: request.progress.tried ?? false,
    requesterSlackId: request.requesterSlackId,
    what: describe(request, command, false),
    account: accountName(plan),
    email: plan.subject.email,
    approvedBy: approvedBy(decisions),
  };
}

/** Announces that an admin approved their own request in an emergency, and why. */
export function emergency(
  { request, command }: Pick<Loaded, 'request' | 'command'>,
  reader: 'channel' | 'person',
): MessageContent | null {
  const { plan, progress } = request;
  if (!plan || !progress.selfApproved) return null;
  return emergencyNotice({
    by: progress.selfApproved.by,
    reason: progress.selfApproved.reason,
    reader,
    what: describe(request, command, false),
    account: accountName(plan),
  });
}

/** What a request does. @param own worded for the requester, if the account is their own */
export function describe(request: Request, command: ChangeCommand, own: boolean): Mrkdwn {
  return describeRequest({ commands: [command] }, request, own);
}

export function accountName({ subject }: Plan): Mrkdwn {
  return md`${subject.name} (${code(subject.email)})`;
}

/** The requester's own account need not be named beside them. */
function isOwn({ requester, subject }: Plan): boolean {
  return requester.zoomId === subject.zoomId || requester.email === subject.email;
}

function accountUnlessOwn(plan: Plan): Mrkdwn | null {
  return isOwn(plan) ? null : accountName(plan);
}

/**
 * Asks somebody to whom a request is escalated.
 *
 * @param cardUrl the address of the card, where it is posted
 */
export function escalation({ request, command }: Loaded, cardUrl: string | null): MessageContent | null {
  if (request.state !== 'pending' || !request.plan) return null;
  return escalationMessage({
    requestId: request.id,
    wish: wishOf({ commands: [command] }, request),
    requesterSlackId: request.requesterSlackId,
    account: accountUnlessOwn(request.plan),
    changes: request.plan.changes,
    reason: request.plan.reason,
    flags: request.progress.flags ?? [],
    expiresAt: request.expiresAt ?? 0,
    cardUrl,
  });
}

/** Reminds the approvers of a request that waits for a decision. */
export function reminder({ request, command }: Loaded): MessageContent | null {
  if (request.state !== 'pending' || !request.plan || !request.rule) return null;
  return reminderMessage({
    requestId: request.id,
    requesterSlackId: request.requesterSlackId,
    wish: wishOf({ commands: [command] }, request),
    expiresAt: request.expiresAt ?? 0,
    also: request.progress.escalated ? request.rule.escalateTo : request.rule.approvers,
  });
}

/** Everybody who approved it, whether their approvals would still count or not. */
export function approvedBy(decisions: readonly Decision[]): string[] {
  return decisions.filter((one) => one.verdict === 'approve').map((one) => one.approver_slack_id);
}
