import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountOwners } from '../identity/account-owners.ts';
import type { Directory } from '../identity/directory.ts';
import { Refusal } from '../identity/refusal.ts';
import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import type { Logger } from '../log.ts';
import { emergency } from '../notifications/channel-messages.ts';
import type { Messenger } from '../notifications/messenger.ts';
import { alarmChannelOf, ruleFor } from '../policy/policy.ts';
import { md } from '../views/mrkdwn.ts';
import { type ApprovalDeps, coversAmong, managerNow, namedApprovers } from './approvals.ts';
import { partiesOf } from './parties.ts';
import { changeCommandOf, type Request } from './request.ts';

/** Milliseconds before the second attempt. Slack takes about one message a second in a channel. */
const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 3_000;

export interface RaiseAlarmDeps extends Omit<ApprovalDeps, 'identities'> {
  readonly accountOwners: AccountOwners;
  readonly directory: Pick<Directory, 'member'>;
  readonly messenger: Pick<Messenger, 'once' | 'membersOf' | 'failureOf'>;
  readonly readers: Readers;
  readonly logger: Logger;
}

/** How an emergency was announced. */
export interface Alarm {
  /** The channel has it, and somebody else reads that channel. */
  readonly inChannel: boolean;
  /** Those who were to be told directly and could not be reached. */
  readonly missed: readonly string[];
}

/**
 * Announces an emergency before the request is approved: in the alarm channel or, where that cannot be, directly to all
 * approvers, to those who stand in for them, and to the account's owner.
 *
 * @param request as it is going to be, with `progress.selfApproved`
 * @throws Refusal when nobody was reached: then it must not be approved
 */
export async function raiseAlarm(deps: RaiseAlarmDeps, request: Request): Promise<Alarm> {
  if (await tellChannel(deps, request)) return { inChannel: true, missed: [] };
  const approvers = await approversOf(deps, request);
  const owners = await ownersOf(deps, request);
  const people = [...new Set([...approvers, ...owners])];
  const results = await Promise.all(people.map((slackId) => tellPerson(deps, request, slackId)));
  const reached = people.filter((_, i) => results[i]);
  // Somebody has to read it who could do something about it.
  const enough = approvers.length > 0 ? approvers.some((id) => reached.includes(id)) : reached.length > 0;
  if (!enough) throw unheard();
  return { inChannel: false, missed: people.filter((id) => !reached.includes(id)) };
}

async function tellChannel(deps: RaiseAlarmDeps, request: Request): Promise<boolean> {
  const channel = alarmChannelOf(deps.policy, request.command);
  const content = inLanguage(await deps.readers.channel(), () => contentOf(deps, request, 'channel'));
  if (!channel || !content) return false;
  try {
    await withRetry(deps, () => deps.messenger.once.post(channel, content));
  } catch (error) {
    const details = { err: error, channel, request: request.id };
    deps.logger.error(
      details,
      'an emergency could not be announced in its channel; people are told directly',
    );
    return false;
  }
  return hasOtherReaders(deps, channel, request.requesterSlackId);
}

/** Sends a message, and once more where Slack was only busy. */
async function withRetry<T>({ messenger }: RaiseAlarmDeps, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const { permanent, retryAfter } = messenger.failureOf(error);
    if (permanent) throw error;
    await sleep(Math.min(retryAfter ?? FIRST_PAUSE, LONGEST_PAUSE));
    return send();
  }
}

/** A channel with no reader but the requester alarms nobody. If Slack does not list its members, it counts as read. */
async function hasOtherReaders(
  { messenger, directory, logger }: RaiseAlarmDeps,
  channel: string,
  requesterSlackId: string,
): Promise<boolean> {
  try {
    const members = await messenger.membersOf(channel);
    for (const id of members) {
      if (id !== requesterSlackId && (await directory.member(id))?.kind === 'member') return true;
    }
    return false;
  } catch (error) {
    logger.warn({ err: error, channel }, 'the members of the alarm channel could not be read');
    return true;
  }
}

async function approversOf(deps: RaiseAlarmDeps, request: Request): Promise<readonly string[]> {
  const command = changeCommandOf(deps, request.command);
  const rule = ruleFor(deps.policy, command, request.progress.facts);
  const manager = await managerNow(deps.directory, request, true);
  const people = await deps.approvers.expand(namedApprovers(rule, true, manager));
  // Whoever is away may not read it before they are back.
  const covers = await coversAmong(deps, rule, people, command, partiesOf(request));
  const all = new Set([...people, ...covers.map(({ standIn }) => standIn.slackId)]);
  return [...all].filter((id) => id !== request.requesterSlackId);
}

async function ownersOf(
  { accountOwners, logger }: RaiseAlarmDeps,
  request: Request,
): Promise<readonly string[]> {
  const { plan } = request;
  if (!plan) return [];
  try {
    const owners = await accountOwners.find(plan.subject);
    return owners.filter((id) => id !== request.requesterSlackId);
  } catch (error) {
    logger.error({ err: error, request: request.id }, 'the owner of an account could not be looked up');
    const { slackId } = plan.subject;
    return slackId && slackId !== request.requesterSlackId ? [slackId] : [];
  }
}

async function tellPerson(deps: RaiseAlarmDeps, request: Request, slackId: string): Promise<boolean> {
  const content = inLanguage(await deps.readers.person(slackId), () => contentOf(deps, request, 'person'));
  if (!content) return false;
  try {
    await withRetry(deps, () => deps.messenger.once.direct(slackId, content));
    return true;
  } catch (error) {
    const details = { err: error, to: slackId, request: request.id };
    deps.logger.error(details, 'somebody could not be told of an emergency');
    return false;
  }
}

function contentOf(deps: RaiseAlarmDeps, request: Request, reader: 'channel' | 'person') {
  return emergency({ request, command: changeCommandOf(deps, request.command) }, reader);
}

function unheard(): Refusal {
  return new Refusal('decision', {
    says: md`I couldn’t tell anybody about this: neither the notice channel nor the approvers can be reached.`,
    next: md`An emergency is never silent, so nothing was approved or changed. Please try again, or tell an approver yourself.`,
  });
}
