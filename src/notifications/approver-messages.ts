import type { ChangeCommand } from '../commands/define-command.ts';
import { type Approvals, namedApprovers } from '../requests/approvals.ts';
import { type Cover, calledNow } from '../requests/in-place-of.ts';
import { partiesOf, withoutParties } from '../requests/parties.ts';
import type { Request } from '../requests/request.ts';
import { wishOf } from '../requests/request-log.ts';
import type { MessageContent } from '../views/blocks.ts';
import { cardMessage, deciders, directAskMessage, reminderMessage } from '../views/card.ts';
import { bold, cutPlain, type Mrkdwn, md, mention } from '../views/mrkdwn.ts';
import { cardEnd } from './card-end.ts';
import { accountUnlessOwn, isOwn, type Loaded } from './loaded.ts';

/** A long name leaves room for what is asked. */
const NAME_MAX = 60;

/** The approval card in the request's current state. */
export function card(
  { request, command, decisions }: Loaded,
  approvals: Pick<Approvals, 'given' | 'needed' | 'covers'>,
): MessageContent | null {
  const plan = request.plan;
  if (!plan || !request.rule) return null;
  const called = mentionedOnCard(request, command, approvals.covers);
  return cardMessage({
    requestId: request.id,
    ask: wishOf(command, request, mention(request.requesterSlackId)),
    headline: wishOf(command, request, md`${cutPlain(plan.requester.name, NAME_MAX)}`),
    requesterSlackId: request.requesterSlackId,
    requesterName: cutPlain(plan.requester.name, NAME_MAX),
    subject: isOwn(plan) ? null : plan.subject,
    changes: plan.changes,
    reason: plan.reason,
    flags: request.progress.flags ?? [],
    needed: approvals.needed,
    approvedBy: deciders(approvals.given, decisions),
    expiresAt: request.expiresAt ?? 0,
    asked: called.ids,
    covers: called.covers,
    manager: managerNote(request),
    changed: request.progress.changed ?? [],
    inLine: plan.takesSeat?.place
      ? md`No licence was free when this was asked. Once approved, it waits in line for one.`
      : null,
    ended: request.state === 'pending' ? null : cardEnd(request, decisions),
  });
}

const MENTIONED_MAX = 20;

/**
 * Whom the card mentions: without a mention, Slack notifies nobody of a message. The people and user groups that the
 * rule names, without those who may not approve; where it names nobody else, those who were found when it was asked. In
 * place of those who are away, their stand-ins.
 */
export function mentionedOnCard(
  request: Request,
  command: ChangeCommand,
  covers: readonly Cover[],
): ReturnType<typeof calledNow> {
  if (!request.rule) return { ids: [], covers: [] };
  const { escalated = false, manager } = request.progress;
  const named = namedApprovers(request.rule, escalated, manager?.slackId ?? null);
  const others = [...withoutParties(named, command, partiesOf(request))];
  const asked = others.length > 0 ? others : (request.progress.asked ?? []);
  const called = calledNow(asked, covers);
  return { ...called, ids: called.ids.slice(0, MENTIONED_MAX) };
}

/** Who is asked as the manager, or why nobody is; `null`: the rule asks no manager. */
function managerNote({ plan, progress: { manager } }: Request): Mrkdwn | null {
  if (!manager || !plan) return null;
  if (manager.slackId === null) return manager.why ?? null;
  return md`${mention(manager.slackId)} is the manager of ${bold(plan.subject.name)}.`;
}

/**
 * Asks somebody who may not be in the approval channel: to whom a request is escalated, or the manager of its subject.
 *
 * @param cardUrl the address of the card, where it is posted
 */
export function askDirectly(
  { request, command }: Loaded,
  as: AskedAs,
  cardUrl: string | null,
): MessageContent | null {
  if (request.state !== 'pending' || !request.plan) return null;
  return directAskMessage({
    title: askTitle(as, request, request.plan.subject.name),
    requestId: request.id,
    ask: wishOf(command, request, mention(request.requesterSlackId)),
    account: accountUnlessOwn(request.plan),
    changes: request.plan.changes,
    reason: request.plan.reason,
    flags: request.progress.flags ?? [],
    expiresAt: request.expiresAt ?? 0,
    cardUrl,
  });
}

/** Why somebody is asked directly: nobody else has decided; as the manager; or as the stand-in of a manager who is away. */
type AskedAs = 'escalation' | 'manager' | 'for-manager';

function askTitle(as: AskedAs, { progress: { manager } }: Request, name: string): Mrkdwn {
  if (as === 'escalation') return md`Nobody has decided this yet, so you’re asked too`;
  if (as === 'manager' || !manager?.slackId) {
    return md`You’re asked to approve this, as the manager of ${name}`;
  }
  return md`You’re asked to approve this in place of ${mention(manager.slackId)}, the manager of ${name}`;
}

/** Whom a reminder calls: those who are asked now, without those who may not decide it. */
export function remindedOf(
  request: Request,
  command: ChangeCommand,
  covers: readonly Cover[],
): readonly string[] {
  const { rule, progress } = request;
  if (!rule) return [];
  const named = progress.escalated
    ? rule.escalateTo
    : namedApprovers(rule, false, progress.manager?.slackId ?? null);
  const asked = [...withoutParties(named, command, partiesOf(request))];
  return calledNow(asked, covers).ids.slice(0, MENTIONED_MAX);
}

/** Reminds the approvers of a request that waits for a decision. */
export function reminder({ request, command }: Loaded, covers: readonly Cover[]): MessageContent | null {
  if (request.state !== 'pending' || !request.plan || !request.rule) return null;
  return reminderMessage({
    requestId: request.id,
    ask: wishOf(command, request, mention(request.requesterSlackId)),
    expiresAt: request.expiresAt ?? 0,
    also: remindedOf(request, command, covers),
  });
}
