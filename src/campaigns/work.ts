import type { Identities } from '../identity/identities.ts';
import { Refusal } from '../identity/refusal.ts';
import type { LicenceReviews } from '../licences/review.ts';
import type { Logger } from '../log.ts';
import type { ApprovalDeps } from '../requests/approvals.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { Poll } from '../requests/scheduler.ts';
import type { Transition } from '../requests/transition.ts';
import type { CampaignNotificationKind, CampaignPersonState } from '../store/schema.ts';
import { type Mrkdwn, md, plainWords } from '../views/mrkdwn.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { type Campaign, type CampaignPerson, closeWhy, DECIDE_TIME, wantsToKeep } from './campaign.ts';
import type { CampaignStore, PersonChange } from './campaign-store.ts';
import { finish } from './control.ts';
import { createPace, type Pace } from './pace.ts';
import { mayStart, requireApproved, requireSamePerson, type Verdict, verdictOn } from './permit.ts';
import { hadTheirSay, silenceNow } from './silence.ts';

export interface CampaignWorkDeps extends ApprovalDeps {
  readonly campaignStore: CampaignStore;
  readonly reviews: Pick<LicenceReviews, 'recheck'>;
  readonly requests: RequestStore;
  readonly identities: Identities;
  readonly transition: Transition;
  /** Has the worker go on with a request at once. */
  readonly wake: (requestId: string) => void;
  readonly zoom: Zoom;
  readonly homeTeamId: string;
  readonly logger: Logger;
}

/** How many people are begun with in one second, and in one minute: each takes a few calls to Slack. */
const AT_ONCE = 4;
const ASKING = { burst: 40, perMinute: 30 };
const TAKING = { burst: 40, perMinute: 20 };
const LOOKED_AT_AT_ONCE = 16;
/** How often the message with the progress is updated at most, in milliseconds. */
const SHOW_EVERY = 5_000;
/** How soon it is looked again, in milliseconds: whether a request has ended, after an error, whether a meeting is over. */
const REQUEST_PAUSE = 1_000;
const ERROR_PAUSE = 60_000;
const MEETING_PAUSE = 10 * 60_000;
/** A licence that could not be taken or given back is tried so often, with a pause that grows. */
const MAX_TRIES = 3;
const FIRST_PAUSE = 60_000;

/** The next step for a person whose time has come, by their state. */
type PersonStep = (deps: CampaignWorkDeps, person: CampaignPerson, campaign: Campaign) => Promise<unknown>;

const steps: Partial<Record<CampaignPersonState, PersonStep>> = {
  listed: ask,
  asking: giveUpAsking,
  asked: remindOrClose,
  taking: take,
  returning: followReturn,
  restoring: giveBack,
};

/** States that only go on while the campaign does. */
const talking: readonly CampaignPersonState[] = ['listed', 'asking', 'asked'];
/** What was begun is ended, also when the campaign is paused or over. */
const changing: readonly CampaignPersonState[] = ['returning', 'restoring'];

/** Goes on with the open campaign: asks, reminds, takes back, and ends it. Replicas share the work by leases. */
export function createCampaignPoll(deps: CampaignWorkDeps): Poll {
  const { campaignStore } = deps;
  const asking = createPace(ASKING);
  const takes = createPace(TAKING);
  const claim = async (pace: Pace, states: readonly CampaignPersonState[]) => {
    const wanted = pace.take(AT_ONCE);
    const claimed = wanted > 0 ? await campaignStore.claimDue(states, wanted) : [];
    pace.giveBack(wanted - claimed.length);
    return claimed;
  };
  return async () => {
    const begun = await campaignStore.claimDue(changing, LOOKED_AT_AT_ONCE);
    const campaign = await campaignStore.open();
    const goesOn = campaign?.state === 'running' || campaign?.state === 'deciding';
    const due = [
      ...begun,
      ...(campaign?.state === 'running' ? await claim(asking, talking) : []),
      ...(goesOn ? await claim(takes, ['taking']) : []),
    ];
    await Promise.all(due.map((person) => takeStep(deps, person)));
    if (campaign && goesOn) await settle(deps, campaign);
    for (const id of await campaignStore.changed()) await campaignStore.showProgress(id, SHOW_EVERY);
    return false;
  };
}

async function takeStep(deps: CampaignWorkDeps, person: CampaignPerson): Promise<void> {
  const { campaignStore, logger } = deps;
  try {
    const campaign = await campaignStore.find(person.campaignId);
    if (campaign) await steps[person.state]?.(deps, person, campaign);
  } catch (error) {
    // The store itself may be away: then the lease ends by itself.
    logger.warn({ err: error, person: person.id }, 'a step of a campaign failed; it is tried again');
    await campaignStore.change(person, { set: {}, due: ERROR_PAUSE });
  }
}

/** Finds the person in Slack and has them asked. */
async function ask(
  { campaignStore, identities }: CampaignWorkDeps,
  person: CampaignPerson,
  campaign: Campaign,
) {
  const left = campaign.endsAt - (await campaignStore.time());
  if (left <= 0) return campaignStore.change(person, unreachable('There was no time left to ask them.'));
  const owner = await identities.owner(person, 'once');
  if (!owner) return campaignStore.change(person, unreachable('They’re not in Slack.'));
  // What they say is followed only for an account that is certainly theirs.
  if ((await identities.zoomIdOf(owner.id)) !== person.zoomId) {
    return campaignStore.change(person, unreachable('Slack doesn’t prove that the account is theirs.'));
  }
  return campaignStore.change(person, {
    set: { state: 'asking', slack_id: owner.id },
    due: left,
    notify: 'ask',
  });
}

function unreachable(why: string): PersonChange {
  return { set: { state: 'unreachable', why }, due: null };
}

/** The campaign's time is over, and Slack has not taken the question. */
async function giveUpAsking({ campaignStore }: CampaignWorkDeps, person: CampaignPerson) {
  return campaignStore.change(person, {
    ...unreachable('Slack didn’t take my message to them.'),
    also: (trx) => campaignStore.dropUnsent(trx, [person.id]),
  });
}

async function remindOrClose(deps: CampaignWorkDeps, person: CampaignPerson, campaign: Campaign) {
  const { campaignStore, policy } = deps;
  const now = await campaignStore.time();
  if (now < campaign.endsAt) {
    const reminds = now >= campaign.remindAt && person.remindedAt === null;
    return campaignStore.change(person, {
      set: reminds ? { reminded_at: now } : {},
      due: (person.remindedAt === null && !reminds ? campaign.remindAt : campaign.endsAt) - now,
      ...(reminds ? { notify: 'ask-again' as const } : {}),
    });
  }
  const takes = silenceNow(campaign, policy.licences) === 'take-back' && hadTheirSay(person, campaign);
  return campaignStore.change(person, {
    set: { state: takes ? 'taking' : 'silent' },
    due: takes ? 0 : null,
  });
}

/** Looks at the person's use of Zoom once more, and makes the request that takes the licence back. */
async function take(deps: CampaignWorkDeps, person: CampaignPerson, campaign: Campaign) {
  const { campaignStore, requests, reviews } = deps;
  const obstacle = await obstacleTo(deps, campaign, person);
  if (obstacle !== null) {
    await campaignStore.changeCampaign(campaign, {
      set: { state: 'paused', paused_at: await campaignStore.time(), paused_why: closeWhy(obstacle) },
    });
    return campaignStore.change(person, { set: {}, due: 0 });
  }
  const verdict = (await isAnother(deps, person)) ?? verdictOn(person, await reviews.recheck(person.zoomId));
  if (verdict.kind === 'later') return campaignStore.change(person, { set: {}, due: MEETING_PAUSE });
  if (verdict.kind === 'spare') {
    return campaignStore.change(person, {
      set: { state: 'spared', why: plainWords(verdict.why) },
      due: null,
      ...told(person, 'ask-closed'),
    });
  }
  let made: string | undefined;
  const checkedAt = await campaignStore.time();
  await campaignStore.change(person, {
    set: { state: 'returning', checked_at: checkedAt },
    due: REQUEST_PAUSE,
    also: async (trx) => {
      const request = await requests.record(submissionFor(deps, person, campaign), trx);
      if (!request) throw new Error(`There is a request for ${person.id} already`);
      await trx
        .updateTable('campaign_people')
        .set({ request_id: request.id })
        .where('id', '=', person.id)
        .execute();
      made = request.id;
    },
  });
  if (made) deps.wake(made);
}

/** The account is gone, or belongs to somebody else than the person who was asked; `null`: it does not. */
async function isAnother(deps: CampaignWorkDeps, person: CampaignPerson): Promise<Verdict | null> {
  try {
    await requireSamePerson(deps, person);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'spare', why: error.problem.says };
    throw error;
  }
}

/** An ordinary request of the admin in whose name the campaign goes on: one for each person and try. */
function submissionFor({ homeTeamId }: CampaignWorkDeps, person: CampaignPerson, { runBy }: Campaign) {
  return {
    command: 'set-license',
    input: {
      values: { person: person.slackId ?? person.email, licence: 'basic' },
      subject: null,
      slash: '/zoom',
      campaignPerson: person.id,
    },
    teamId: homeTeamId,
    requesterSlackId: runBy,
    triggerId: `campaign:${person.id}:${person.version}`,
    replyTo: { url: null, replace: false },
  };
}

/** Why nobody's licence may be taken any more until an admin has looked at it; `null`: nothing. */
async function obstacleTo(
  deps: CampaignWorkDeps,
  campaign: Campaign,
  person: CampaignPerson,
): Promise<Mrkdwn | null> {
  if (!(await mayStart(deps, campaign.runBy))) {
    return md`Whoever started it may no longer do that. Another admin can resume it in their own name.`;
  }
  try {
    await requireApproved(deps, campaign, person);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.problem.says;
    throw error;
  }
}

/** The message that follows a change; nothing for people who are not in Slack. */
function told(
  { slackId }: Pick<CampaignPerson, 'slackId'>,
  notify: CampaignNotificationKind,
): Pick<PersonChange, 'notify'> {
  return slackId === null ? {} : { notify };
}

/** Looks how the request stands that takes the licence back. */
async function followReturn({ campaignStore, requests }: CampaignWorkDeps, person: CampaignPerson) {
  const request = person.requestId ? await requests.find(person.requestId) : null;
  const wantsIt = wantsToKeep(person);
  if (request?.state === 'done') {
    const set = { returned_at: await campaignStore.time(), tries: 0, why: null };
    // They said it while the licence went back: it comes back at once.
    if (wantsIt) return campaignStore.change(person, { set: { ...set, state: 'restoring' }, due: 0 });
    return campaignStore.change(person, {
      set: { ...set, state: 'returned' },
      due: null,
      ...told(person, person.answer === 'give-back' ? 'ask-closed' : 'ask-outcome'),
    });
  }
  if (request?.state === 'undone') return restored({ campaignStore }, person);
  if (request?.state !== 'failed' && request?.state !== 'refused') {
    return campaignStore.change(person, { set: {}, due: REQUEST_PAUSE });
  }
  if (wantsIt) {
    return campaignStore.change(person, { set: { state: 'kept' }, due: null, ...told(person, 'ask-closed') });
  }
  const tries = person.tries + 1;
  if (tries < MAX_TRIES) {
    return campaignStore.change(person, { set: { state: 'taking', tries }, due: FIRST_PAUSE * tries });
  }
  const why = plainWords(request.progress.why ?? request.progress.problem?.says ?? noReason);
  return campaignStore.change(person, {
    set: { state: 'failed', why, tries },
    due: null,
    ...told(person, 'ask-closed'),
  });
}

/** Has the request undone that took the licence, or looks how that stands. */
async function giveBack(deps: CampaignWorkDeps, person: CampaignPerson) {
  const { campaignStore, requests } = deps;
  const request = person.requestId ? await requests.find(person.requestId) : null;
  if (!request || request.state === 'undone') return restored(deps, person);
  if (request.state === 'undoing') return campaignStore.change(person, { set: {}, due: REQUEST_PAUSE });
  if (person.tries < MAX_TRIES) {
    const wait = person.tries * FIRST_PAUSE + request.updatedAt - (await campaignStore.time());
    if (person.tries > 0 && wait > 0) return campaignStore.change(person, { set: {}, due: wait });
    const { problem: _, ...progress } = request.progress;
    const undoing = await deps.transition(request, 'undoing', { progress, dueIn: 'now' });
    const tries = person.tries + 1;
    await campaignStore.change(person, { set: { tries }, due: REQUEST_PAUSE });
    if (undoing) deps.wake(request.id);
    return null;
  }
  // Somebody may have given them a licence meanwhile.
  if ((await deps.zoom.users.get(person.zoomId)).type === LICENSED) return restored(deps, person);
  return campaignStore.change(person, {
    set: { state: 'returned', why: closeWhy(request.progress.problem?.says ?? noReason) },
    due: null,
    ...told(person, 'ask-closed'),
  });
}

const LICENSED = 2;
const noReason = md`Zoom didn’t do it.`;

function restored({ campaignStore }: Pick<CampaignWorkDeps, 'campaignStore'>, person: CampaignPerson) {
  return campaignStore.change(person, {
    set: { state: 'restored', why: null },
    due: null,
    ...told(person, 'ask-closed'),
  });
}

/** Moves the campaign on once all people have answered or their time is over. */
async function settle(deps: CampaignWorkDeps, campaign: Campaign): Promise<void> {
  const { campaignStore, policy } = deps;
  const { counts } = await campaignStore.tally(campaign.id);
  const { listed, asking, asked, taking, returning, silent, unreachable: unasked } = counts;
  if (listed + asking + asked + taking + returning > 0) return;
  const now = await campaignStore.time();
  const undecided = silenceNow(campaign, policy.licences) === 'nothing' ? 0 : silent + unasked;
  if (undecided === 0 || now >= campaign.endsAt + DECIDE_TIME) {
    await finish(campaignStore, campaign);
  } else if (campaign.state === 'running') {
    await campaignStore.changeCampaign(campaign, { set: { state: 'deciding' } });
  }
}
