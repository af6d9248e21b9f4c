import type { Command } from '../commands/define-command.ts';
import type { AccountOwners } from '../identity/account-owners.ts';
import type { Approvers } from '../identity/approvers.ts';
import type { Identities } from '../identity/identities.ts';
import type { Logger } from '../log.ts';
import { alarmChannelOf, noticeChannelOf, type Policy, ruleFor, usualApprovers } from '../policy/policy.ts';
import { type ApprovalDeps, countApprovals, coversAmong } from '../requests/approvals.ts';
import { calledNow } from '../requests/in-place-of.ts';
import { partiesOf, withoutParties } from '../requests/parties.ts';
import { concernedBy, saveSubjectNotices, subjectNoticesOf } from '../requests/subject-notices.ts';
import type { Store } from '../store/open.ts';
import type { CampaignNotificationKind } from '../store/schema.ts';
import { channelEvent } from './channel-messages.ts';
import { ending, holderMessage } from './grant-messages.ts';
import type { Loaded } from './loaded.ts';
import type { Notification } from './notification.ts';
import { directTo } from './queues.ts';
import { requesterMessage } from './requester-messages.ts';

interface RecipientDeps {
  readonly identities: Pick<Identities, 'member'>;
  readonly store: Store;
  readonly policy: Policy;
  readonly approvers: Approvers;
  readonly accountOwners: AccountOwners;
  readonly commands: readonly Command[];
  readonly standIns: ApprovalDeps['standIns'];
  readonly logger: Logger;
}

/** Who gets a message of their own for this notification; nobody when there is nothing to say. */
export async function queuesOf(
  deps: RecipientDeps,
  kind: Exclude<Notification['kind'], 'report' | CampaignNotificationKind>,
  loaded: Loaded,
): Promise<readonly string[]> {
  const { request } = loaded;
  const toRequester = directTo(request.requesterSlackId);
  const some = (channel: string | null | undefined) => (channel ? [channel] : []);
  switch (kind) {
    case 'reply':
    case 'requester':
      return requesterMessage(loaded) ? [toRequester] : [];
    case 'channel':
      return channelEvent(loaded) ? some(noticeChannelOf(deps.policy, request.command)) : [];
    case 'alarm': {
      const missed = request.progress.selfApproved?.missed ?? [];
      return [...some(alarmChannelOf(deps.policy, request.command)), ...missed.map(directTo)];
    }
    case 'card':
      return request.state === 'pending' ? some(request.rule?.channel) : [];
    case 'reminder':
      if (ending(loaded)) return [toRequester];
      return [
        ...some(request.card?.channel ?? (request.state === 'pending' ? request.rule?.channel : null)),
        ...(await escalatedTo(deps, loaded)).map(directTo),
        ...(request.progress.escalated ? [] : (await managerOf(deps, loaded)).map(directTo)),
      ];
    case 'manager':
      return (await managerOf(deps, loaded)).map(directTo);
    case 'subject':
      return (await noteSubjects(deps, loaded)).map(directTo);
    case 'holder': {
      const holder = request.plan?.subject.slackId;
      return holder && holderMessage(loaded) ? [directTo(holder)] : [];
    }
    case 'place':
      return request.state === 'waiting' ? [toRequester] : [];
    case 'batch':
      return [toRequester];
    case 'close':
      return [];
    case 'stuck':
      return some(channelOfAdmins(deps.policy, request.command));
  }
}

/** Where the admins read what needs one of them; `null`: there is no channel at all. */
function channelOfAdmins(policy: Policy, command: string): string | null {
  return alarmChannelOf(policy, command) ?? policy.approvals.channel;
}

/**
 * Those of `escalate_to` who may decide now, or who stand in for them: they are written to, because they may not be in the
 * approval channel.
 */
async function escalatedTo(deps: RecipientDeps, { request, command }: Loaded): Promise<readonly string[]> {
  if (request.state !== 'pending' || !request.progress.escalated) return [];
  const parties = partiesOf(request);
  const rule = ruleFor(deps.policy, command, request.progress.facts);
  const people = withoutParties(await deps.approvers.expand(rule.escalateTo), command, parties);
  return calledNow([...people], await coversAmong(deps, rule, people, command, parties)).ids;
}

/**
 * The manager who may decide now, or who stands in for them: they are written to, because they may not be in the approval
 * channel.
 */
async function managerOf(deps: RecipientDeps, { request, decisions }: Loaded): Promise<readonly string[]> {
  const id = request.progress.manager?.slackId;
  if (!id || request.state !== 'pending') return [];
  const { covers, mayStillDecide } = await countApprovals(deps, request, decisions);
  return calledNow([id], covers).ids.filter((one) => mayStillDecide.has(one));
}

async function noteSubjects(deps: RecipientDeps, { request, command }: Loaded): Promise<readonly string[]> {
  const concerned = await concernedBy(deps, request);
  if (concerned.length === 0 || !request.plan) {
    deps.logger.info({ request: request.id }, 'nobody in Slack has the account that was changed');
    return [];
  }
  const about = { requestId: request.id, command: command.name, subject: request.plan.subject };
  await saveSubjectNotices(deps.store, about, concerned);
  return concerned.map((one) => one.slackId);
}

/** Who hears that somebody concerned reported a change: the alarm channel and every admin, or else the approvers. */
export async function reportQueues(
  { store, policy, approvers }: RecipientDeps,
  requestId: string,
): Promise<readonly string[]> {
  const [notice] = await subjectNoticesOf(store, requestId);
  if (!notice) return [];
  const channel = alarmChannelOf(policy, notice.command);
  const people = policy.admins.length > 0 ? policy.admins : await approvers.expand(usualApprovers(policy));
  return [...(channel ? [channel] : []), ...Array.from(new Set(people), directTo)];
}
