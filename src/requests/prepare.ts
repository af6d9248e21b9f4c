import { accountInCampaign } from '../campaigns/permit.ts';
import type { ChangeCommand } from '../commands/define-command.ts';
import type { Access } from '../commands/described.ts';
import type { Plan } from '../commands/plan.ts';
import type { Account } from '../identity/account.ts';
import { identityRefusal } from '../identity/identity-messages.ts';
import type { Managers } from '../identity/managers.ts';
import { Refusal } from '../identity/refusal.ts';
import { requestScoped } from '../identity/request-cache.ts';
import { type Text, text } from '../languages/text.ts';
import { accessFor, mayBreakGlass } from '../policy/access.ts';
import { requireAllowed } from '../policy/allow.ts';
import { needsSecret, type Rule, ruleFor } from '../policy/policy.ts';
import type { Store } from '../store/open.ts';
import { whoDecides } from '../views/confirmation.ts';
import { bold, code, join, lowerFirst, md, mention } from '../views/mrkdwn.ts';
import { ordinal, placeWords } from '../views/place.ts';
import { leaveButton } from '../views/waiting-list.ts';
import { coversAmong, eligibleApprovers, feasibility } from './approvals.ts';
import { type ErrorMessageDeps, messageForRequester } from './error-messages.ts';
import { type ExecuteDeps, run } from './execute.ts';
import { factsOf, managerFor } from './facts.ts';
import { calledNow } from './in-place-of.ts';
import { countOfLately, requireQuota, requireRoom, secretCannotWait } from './limits.ts';
import { countLookup } from './lookup-limit.ts';
import { type Parties, partiesOf } from './parties.ts';
import { preview } from './preview.ts';
import { changeCommandOf, DRAFT_LIFE, type Progress, type Request } from './request.ts';
import { usualDecisionTime } from './request-log.ts';
import { type ForecastDeps, placeOf } from './seat-forecast.ts';

export interface PrepareDeps extends ExecuteDeps {
  readonly store: Store;
  readonly managers: Managers;
}

/** What is found out about a request on the way and stored with it, also where it is refused in the end. */
type Learnt = { -readonly [Key in 'facts' | 'manager']?: NonNullable<Progress[Key]> };

/**
 * Finds out what a recorded request means: who asks, whose account it is, whether policy allows it, what would change.
 * Then the change is made at once, or the requester is asked to confirm it first.
 */
export async function prepare(deps: PrepareDeps, request: Request): Promise<Request | null> {
  const secret = deps.secretStore.look(request.id) ? { secret: true } : {};
  const learnt: Learnt = {};
  let prepared: Prepared;
  try {
    prepared = await interpret(deps, request, learnt);
  } catch (error) {
    return refuse(deps, request, error, learnt);
  }
  const known = { ...secret, ...learnt };
  const { plan, rule, needsConfirmation, asked, flags, usual } = prepared;
  // Nobody is asked once more: whether the campaign's approval counts for it is checked right before the change.
  if (request.input.campaignPerson)
    return deps.transition(request, 'approved', { plan, rule, progress: known, dueIn: 'now' });
  if (!needsConfirmation) {
    try {
      // Whether it has to wait for a licence is found out in the order in which those who ask are approved.
      if (plan.takesSeat)
        return await deps.transition(request, 'approved', { plan, rule, progress: known, dueIn: 'now' });
      // What was read just now need not be checked again.
      return await run(deps, request, { plan, rule, progress: known });
    } catch (error) {
      // Others of this person were faster, and the limit is reached.
      if (error instanceof Refusal) return refuse(deps, request, error, learnt);
      throw error;
    }
  }
  await deps.transition(request, 'drafted', {
    plan,
    rule,
    progress: {
      ...known,
      asked,
      ...(flags.length > 0 ? { flags } : {}),
      ...(usual === null ? {} : { usual }),
    },
    dueIn: DRAFT_LIFE,
    notify: ['reply'],
  });
  return null;
}

async function refuse(
  deps: ErrorMessageDeps & Pick<PrepareDeps, 'secretStore' | 'transition'>,
  request: Request,
  error: unknown,
  learnt: Learnt,
): Promise<null> {
  const problem = await messageForRequester(deps, request, error);
  const refusedFor = error instanceof Refusal ? { refusedFor: error.reason } : {};
  const secret = request.progress.secret || deps.secretStore.look(request.id) ? { secret: true } : {};
  const progress = { problem, ...refusedFor, ...secret, ...learnt };
  await deps.transition(request, 'refused', { progress, dueIn: null, notify: ['reply'] });
  return null;
}

interface Prepared {
  readonly plan: Plan;
  readonly rule: Rule;
  readonly needsConfirmation: boolean;
  /** Slack ids of those who can decide it, where it needs an approval. */
  readonly asked: readonly string[];
  /** What deserves a second look. */
  readonly flags: readonly Text[];
  /** How long decisions took lately, in milliseconds. */
  readonly usual: number | null;
}

const nobodyAsked = { needsConfirmation: false, asked: [], flags: [], usual: null };

/** @throws Refusal, ZoomError */
async function interpret(longLivedDeps: PrepareDeps, request: Request, learnt: Learnt): Promise<Prepared> {
  const deps = requestScoped(longLivedDeps);
  const command = changeCommandOf(deps, request.command);
  const { find: findMember, findLeaver } = deps.identities;
  const counted = (find: (who: string) => Promise<Account>) => async (who: string) => {
    await countLookup(deps, request.requesterSlackId);
    return find(who);
  };
  const find = counted(findMember);
  const findSubject = command.offboards ? counted(findLeaver) : find;
  const { requester, subject, own } = await findPeople(deps, request, command, findSubject);
  const who = { forOther: !own, slackId: request.requesterSlackId };
  // What is refused in any case is refused before anything is read.
  const usual = { ...ruleFor(deps.policy, command), access: accessFor(deps.policy, command, who) };
  if (request.input.campaignPerson) {
    const plan = await preview(deps, request, command, { requester, subject, own });
    learnt.facts = await factsOf(deps, command, plan);
    accessFor(deps.policy, command, { ...who, facts: learnt.facts });
    return { plan, rule: { ...usual, quota: null }, ...nobodyAsked };
  }
  await requireQuota(deps.store, request, usual.quota, lowerFirst(md`${command.title}`));
  const isConditional = deps.policy.commands[command.name]?.when !== undefined;
  if (usual.access === 'approval' && !isConditional && hasSecrets(deps, request)) throw secretCannotWait();
  const plan = await preview(deps, request, command, { requester, subject, own, find });
  const facts = await factsOf(deps, command, plan);
  learnt.facts = facts;
  const access = accessFor(deps.policy, command, { ...who, facts });
  const rule: Rule = { ...ruleFor(deps.policy, command, facts), access };
  if (access === 'approval' && hasSecrets(deps, request)) throw secretCannotWait();
  const needsConfirmation = mustConfirm(command, access, request, plan) || Boolean(plan.takesSeat?.place);
  if (plan.takesSeat) await requireNotInLine(deps, request, plan);
  if (access !== 'approval')
    return { plan, rule, needsConfirmation, asked: [], flags: plan.flags ?? [], usual: null };
  await requireRoom(deps.store, request, plan);
  const parties = partiesOf({ requesterSlackId: request.requesterSlackId, plan });
  const manager = await managerFor(deps, rule, command, { plan, requesterSlackId: request.requesterSlackId });
  if (manager) learnt.manager = manager;
  const asked = await approversOf(deps, command, rule, parties, manager);
  const flags = [...(plan.flags ?? []), ...(await secondLooks(deps, request, plan))];
  return { plan, rule, needsConfirmation, asked, flags, usual: await usualDecisionTime(deps.store) };
}

/** What an approver should look at twice: whose account it is, and how often the same was asked. */
async function secondLooks(
  { store }: Pick<PrepareDeps, 'store'>,
  request: Request,
  plan: Plan,
): Promise<Text[]> {
  const { role, name } = plan.subject;
  const earlier = await countOfLately(store, request);
  return [
    ...(role === 'owner' ? [text`${name} owns your Zoom account.`] : []),
    ...(role === 'admin' ? [text`${name} is a Zoom admin.`] : []),
    ...(earlier === 2 ? [text`This is their third request like this in 30 days.`] : []),
    ...(earlier > 2 ? [text`This is their ${ordinal(earlier + 1)} request like this in 30 days.`] : []),
  ];
}

/** @throws Refusal when somebody waits for a licence for this account already */
async function requireNotInLine(
  deps: ForecastDeps & Pick<PrepareDeps, 'requests'>,
  request: Request,
  plan: Plan,
): Promise<void> {
  const waiting = await deps.requests.waitingFor(plan.subject.zoomId);
  const place = waiting && (await placeOf(deps, waiting.id));
  if (!waiting || !place) return;
  const theirs = waiting.requesterSlackId === request.requesterSlackId;
  throw new Refusal('policy', {
    says: plan.own
      ? md`You’re already on the waiting list: ${placeWords(place)}.`
      : md`${bold(plan.subject.name)} is already on the waiting list: ${placeWords(place)}.`,
    next: theirs
      ? md`To ask for something else, leave the list first.`
      : md`It was asked by ${mention(waiting.requesterSlackId)}.`,
    buttons: theirs ? [leaveButton(waiting.id)] : [],
  });
}

/** @throws Refusal when one of them cannot be found, or the requester may not act for others */
async function findPeople(
  deps: PrepareDeps,
  request: Request,
  command: ChangeCommand,
  find: (who: string) => Promise<Account>,
): Promise<{ requester: Account; subject: Account; own: boolean }> {
  // Somebody of a foreign workspace, whatever their id is here.
  if (request.teamId !== deps.homeTeamId) throw identityRefusal('reader', 'stranger', { name: 'you' });
  if (command.withoutAccount) {
    const newcomer = await deps.identities.newcomer(request.requesterSlackId);
    await requireAllowed(deps, command, request.requesterSlackId);
    return { requester: newcomer, subject: newcomer, own: true };
  }
  const { account: requester } = await deps.identities.identify(request.requesterSlackId, true);
  if (request.input.campaignPerson) {
    const subject = await accountInCampaign(deps, request.input.campaignPerson);
    return { requester, subject, own: subject.zoomId === requester.zoomId };
  }
  await requireAllowed(deps, command, request.requesterSlackId);
  const named = command.subject === 'named' ? request.input.values.person : request.input.subject;
  const namesThemselves = named === request.requesterSlackId || named === requester.email.toLowerCase();
  if (!named || namesThemselves) return { requester, subject: requester, own: true };
  // Refused before anybody is looked up: the answer must not tell which accounts exist.
  accessFor(deps.policy, command, {
    forOther: true,
    slackId: request.requesterSlackId,
  });
  const subject = await find(named);
  if (subject.zoomId === requester.zoomId) return { requester, subject: requester, own: true };
  return { requester, subject: await withOwner(deps, subject), own: false };
}

/** Finds the Slack user of a person who was named by email: they may not approve, and have to be told. */
async function withOwner(
  { identities }: Pick<PrepareDeps, 'identities'>,
  account: Account,
): Promise<Account> {
  if (account.slackId !== null) return account;
  return { ...account, slackId: (await identities.owner(account))?.id ?? null };
}

function hasSecrets({ secretStore }: Pick<PrepareDeps, 'secretStore'>, { id }: Request): boolean {
  return Object.keys(secretStore.look(id) ?? {}).length > 0;
}

function mustConfirm(command: ChangeCommand, access: Access, request: Request, plan: Plan): boolean {
  // Typing a secret shows that the change is wanted, and a confirmation would mean keeping the secret until then.
  if (needsSecret(command)) return false;
  if (plan.irreversible || access === 'approval' || access === 'admin') return true;
  if (command.risk !== 'reversible') return true;
  return command.confirms?.(request.input.values) ?? false;
}

/**
 * Who is asked to approve: the approvers, and those of `escalate_to` where there are no others.
 *
 * @throws Refusal when too few people can approve it: better now than after days of waiting
 */
async function approversOf(
  deps: Pick<PrepareDeps, 'approvers' | 'policy' | 'standIns'>,
  command: ChangeCommand,
  rule: Rule,
  parties: Parties,
  manager: Progress['manager'],
): Promise<string[]> {
  const { approvers, policy } = deps;
  const who = manager?.slackId ?? null;
  const all = await eligibleApprovers(approvers, rule, command, parties, true, who);
  if (!feasibility(rule, all).possible) {
    // In an emergency an admin can do without approvers.
    if (mayBreakGlass(policy, command.name, parties.requesterSlackId)) return [];
    const nobody =
      all.size === 0
        ? md`Nobody else can approve this right now.`
        : md`${whoDecides({ asked: [...all], needed: rule.needed })}.`;
    throw new Refusal('approvers', {
      says: manager?.why ? join([manager.why, nobody], ' ') : nobody,
      next: md`Ask an admin to add one. Nothing was sent.`,
      nextForAdmin: md`Add an approver under ${code('approvals')} in ${code('policy.yml')}. Nothing was sent.`,
    });
  }
  const first = await eligibleApprovers(approvers, rule, command, parties, false, who);
  const asked = first.size > 0 ? first : all;
  const called = calledNow([...asked], await coversAmong(deps, rule, asked, command, parties)).ids;
  // Somebody who stands in for others counts once: those who are away may be needed all the same.
  return [...new Set([...called, ...(called.length < rule.needed ? asked : [])])];
}
