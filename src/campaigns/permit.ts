import type { Command } from '../commands/define-command.ts';
import type { Account } from '../identity/account.ts';
import type { Identities } from '../identity/identities.ts';
import { Refusal } from '../identity/refusal.ts';
import type { LicenceReviews, Seat } from '../licences/review.ts';
import { accessFor } from '../policy/access.ts';
import { type AllowDeps, requireAllowed } from '../policy/allow.ts';
import { type ApprovalDeps, countApprovals } from '../requests/approvals.ts';
import { decisionsNow } from '../requests/people-now.ts';
import { planOf, type Request } from '../requests/request.ts';
import type { RequestStore } from '../requests/request-store.ts';
import { bold, type Mrkdwn, md } from '../views/mrkdwn.ts';
import { type Campaign, type CampaignPerson, campaignPlan, wantsToKeep } from './campaign.ts';
import type { CampaignStore } from './campaign-store.ts';
import { CAMPAIGN_COMMAND } from './records.ts';

// A campaign is approved for a list of people. This is the only place that lets its approval count for a request that takes
// somebody's licence back, and only for those on the list.

export interface PermitDeps extends ApprovalDeps {
  readonly campaignStore: CampaignStore;
  readonly reviews: Pick<LicenceReviews, 'recheck'>;
  readonly requests: Pick<RequestStore, 'find' | 'decisions'>;
  readonly identities: Identities;
}

/** How old Zoom's answer that a licence is idle may be when it is taken, in milliseconds. */
const CHECK_FRESH = 15_000;

/**
 * Right before a licence is taken: the campaign, its approval, the list, the person's answer and their use of Zoom as they
 * are at this moment.
 *
 * @throws Refusal that says why not; ZoomError
 */
export async function requireCampaign(deps: PermitDeps, request: Request): Promise<void> {
  const person = await personOf(deps, request);
  const campaign = await deps.campaignStore.find(person.campaignId);
  if (!campaign) throw refused(md`I no longer have this campaign.`);
  if (request.command !== 'set-license' || request.input.values.licence !== 'basic') {
    throw refused(md`A campaign only takes licences back.`);
  }
  if (person.state !== 'returning' || person.requestId !== request.id) {
    throw refused(md`${bold(person.name)} has answered in the meantime.`);
  }
  if (wantsToKeep(person)) {
    throw refused(md`${bold(person.name)} wants to keep the licence.`);
  }
  if (campaign.state === 'paused') throw refused(md`The campaign is paused.`);
  if (campaign.state === 'stopped') throw refused(md`The campaign is stopped.`);
  if (campaign.runBy !== request.requesterSlackId || !(await mayStart(deps, campaign.runBy))) {
    throw refused(md`Somebody else runs the campaign now.`);
  }
  requireOnList(deps, campaign, person, request);
  await requireApproved(deps, campaign, person);
  await requireSamePerson(deps, person);
  await requireStillIdle(deps, person, request.id);
}

interface RightsDeps extends AllowDeps {
  readonly identities: Pick<Identities, 'member'>;
  readonly commands: readonly Command[];
}

/** Whether somebody could start a campaign by today's policy: only in the name of such an admin does one go on. */
export async function mayStart(deps: RightsDeps, slackId: string): Promise<boolean> {
  if ((await deps.identities.member(slackId, true))?.kind !== 'member') return false;
  try {
    await requireMayUse(deps, CAMPAIGN_COMMAND, slackId);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Whether this admin may use one of the commands for campaigns, as if they typed it now. @throws Refusal */
export async function requireMayUse(
  deps: Pick<RightsDeps, 'policy' | 'approvers' | 'commands'>,
  name: string,
  slackId: string,
): Promise<void> {
  const command = deps.commands.find((one) => one.name === name);
  if (!command) throw new Error(`There is no command called ${name}`);
  accessFor(deps.policy, command, { forOther: false, slackId });
  await requireAllowed(deps, command, slackId, true);
}

async function personOf({ campaignStore }: PermitDeps, { input }: Request): Promise<CampaignPerson> {
  const person = input.campaignPerson ? await campaignStore.person(input.campaignPerson) : null;
  if (!person) throw refused(md`I no longer have this campaign.`);
  return person;
}

/** The account of somebody in a campaign as it is now, by its Zoom id alone. @throws Refusal when it is gone; ZoomError */
export async function accountInCampaign(
  { campaignStore, identities }: Pick<PermitDeps, 'campaignStore' | 'identities'>,
  personId: string,
): Promise<Account> {
  const person = await campaignStore.person(personId);
  const account = person && (await identities.byZoomId(person.zoomId, person.slackId));
  if (account) return { ...account, name: person.name };
  throw refused(md`The Zoom account is gone.`);
}

/** The account stands on the list that was sealed when the campaign began. */
function requireOnList(deps: PermitDeps, { list }: Campaign, person: CampaignPerson, request: Request): void {
  const { subject } = planOf(deps, request);
  const entry = list?.people.find(({ zoomId }) => zoomId === subject.zoomId);
  if (entry && person.zoomId === subject.zoomId && entry.email === person.email) return;
  throw refused(md`${bold(subject.name)} isn’t on the list that was approved.`);
}

/** What was approved is this list, and the approvals still count by today's policy. */
export async function requireApproved(
  deps: Omit<PermitDeps, 'reviews' | 'campaignStore'>,
  campaign: Campaign,
  person: CampaignPerson,
): Promise<void> {
  const approved = await deps.requests.find(campaign.requestId);
  const plan = approved?.plan && campaignPlan.safeParse(approved.plan.data).data;
  const isThis =
    approved?.command === CAMPAIGN_COMMAND &&
    approved.state === 'done' &&
    campaign.list?.requestId === approved.id &&
    plan?.campaignId === campaign.id &&
    plan.people.some(({ zoomId }) => zoomId === person.zoomId);
  if (!approved || !isThis) throw refused(md`This isn’t what was approved.`);
  const stored = await deps.requests.decisions(approved.id);
  const decisions = await decisionsNow(deps.identities, stored, deps.identities.zoomIdOf);
  // Who has taken it over acts like the requester, and nobody approves their own request, by whichever Slack user.
  const runByZoomId = await deps.identities.zoomIdOf(campaign.runBy);
  const isRunBy = (slackId: string | null, zoomId: string | null = null) =>
    slackId === campaign.runBy || (zoomId !== null && zoomId === runByZoomId);
  const others = decisions.filter(
    (one) =>
      !isRunBy(one.approver_slack_id, one.approver_zoom_id) && !isRunBy(one.for_slack_id, one.for_zoom_id),
  );
  const { enough } = await countApprovals(deps, approved, others, { escalated: true, fresh: true });
  if (enough) return;
  throw refused(md`The campaign’s approval no longer counts: the rules or the approvers have changed.`);
}

/** The account still belongs to the person who was asked. */
export async function requireSamePerson(
  { identities }: Pick<PermitDeps, 'identities'>,
  person: CampaignPerson,
): Promise<void> {
  const account = await identities.byZoomId(person.zoomId, person.slackId);
  if (!account || account.email.toLowerCase() !== person.email.toLowerCase()) {
    throw refused(md`The Zoom account of ${bold(person.name)} has a different address now.`);
  }
  if (person.slackId === null) return;
  const zoomId = await identities.zoomIdOf(person.slackId);
  if (zoomId === person.zoomId) return;
  // Who has left can't be found any more; who has another account was not asked about this one.
  if ((await identities.member(person.slackId, true))?.kind === 'member') {
    throw refused(md`The Zoom account no longer belongs to the person who was asked.`);
  }
}

async function requireStillIdle(deps: PermitDeps, person: CampaignPerson, requestId: string): Promise<void> {
  const age = person.checkedAt === null ? null : (await deps.campaignStore.time()) - person.checkedAt;
  if (age !== null && age < CHECK_FRESH) return;
  const verdict = verdictOn(person, await deps.reviews.recheck(person.zoomId, requestId));
  if (verdict.kind === 'take') return;
  const why = verdict.kind === 'later' ? md`Is hosting a meeting right now` : verdict.why;
  throw refused(md`${bold(person.name)}: ${why}`);
}

/** What a fresh look at somebody's use of Zoom means for their licence. */
export type Verdict =
  | { readonly kind: 'take' }
  /** Try again in a while: they host a meeting. */
  | { readonly kind: 'later' }
  | { readonly kind: 'spare'; readonly why: Mrkdwn };

/**
 * Judges by a fresh look. Who gives their licence back themselves only has to end their meeting first.
 *
 * @param seat `null`: no such account, or no licence any more
 */
export function verdictOn(person: Pick<CampaignPerson, 'answer'>, seat: Seat | null): Verdict {
  if (!seat) return { kind: 'spare', why: md`There’s no licence to take any more.` };
  if (seat.kept.some(({ reason }) => reason === 'live-meeting')) return { kind: 'later' };
  if (person.answer === 'give-back') return { kind: 'take' };
  if (seat.kept[0]) return { kind: 'spare', why: md`${seat.kept[0].says}` };
  return seat.idle ? { kind: 'take' } : { kind: 'spare', why: md`They’ve used it since.` };
}

function refused(says: Mrkdwn): Refusal {
  return new Refusal('policy', { says, next: md`Nothing was changed.` });
}

/** [I need it again]: the person whose licence went back, who is still a member with the same account. @throws Refusal */
export async function requireOwnReturn(deps: PermitDeps, request: Request): Promise<undefined> {
  const person = await personOf(deps, request);
  if (person.state !== 'restoring' || person.requestId !== request.id || person.slackId === null) {
    throw refused(md`Nobody has asked for this licence again.`);
  }
  if ((await deps.identities.identify(person.slackId, true)).account.zoomId !== person.zoomId) {
    throw refused(md`Your Slack user belongs to a different Zoom account now.`);
  }
  return undefined;
}
