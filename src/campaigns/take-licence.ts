import type { Identities } from '../identity/identities.ts';
import { Refusal } from '../identity/refusal.ts';
import type { LicenceReviews } from '../licences/review.ts';
import type { ApprovalDeps } from '../requests/approvals.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { Transition } from '../requests/transition.ts';
import type { CampaignNotificationKind } from '../store/schema.ts';
import { type Mrkdwn, md, plainWords } from '../views/mrkdwn.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { type Campaign, type CampaignPerson, closeWhy, wantsToKeep } from './campaign.ts';
import type { CampaignStore } from './campaign-store.ts';
import type { PersonChange } from './people-store.ts';
import { mayStart, requireApproved, requireSamePerson, type Verdict, verdictOn } from './permit.ts';

// What a campaign does with the licence of a person: taking it back, and giving it back to those who want it again.

export interface TakeDeps extends ApprovalDeps {
  readonly campaignStore: CampaignStore;
  readonly reviews: Pick<LicenceReviews, 'recheck'>;
  readonly requests: RequestStore;
  readonly identities: Identities;
  readonly transition: Transition;
  /** Has the worker go on with a request at once. */
  readonly wake: (requestId: string) => void;
  readonly zoom: Pick<Zoom, 'users'>;
  readonly homeTeamId: string;
}

/** How soon it is looked again, in milliseconds: whether a request has ended, and whether a meeting is over. */
const REQUEST_PAUSE = 1_000;
const MEETING_PAUSE = 10 * 60_000;
/** A licence that could not be taken or given back is tried so often, with a pause that grows. */
const MAX_TRIES = 3;
const FIRST_PAUSE = 60_000;
/** Zoom's number for the type of an account with a licence. */
const LICENSED = 2;

/** Looks at the person's use of Zoom once more, and makes the request that takes the licence back. */
export async function takeLicence(deps: TakeDeps, person: CampaignPerson, campaign: Campaign) {
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
      ...telling(person, 'ask-closed'),
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
async function isAnother(deps: TakeDeps, person: CampaignPerson): Promise<Verdict | null> {
  try {
    await requireSamePerson(deps, person);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'spare', why: error.problem.says };
    throw error;
  }
}

/** An ordinary request of the admin in whose name the campaign goes on: one for each person and try. */
function submissionFor({ homeTeamId }: TakeDeps, person: CampaignPerson, { runBy }: Campaign) {
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
  deps: TakeDeps,
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
function telling(
  { slackId }: Pick<CampaignPerson, 'slackId'>,
  notify: CampaignNotificationKind,
): Pick<PersonChange, 'notify'> {
  return slackId === null ? {} : { notify };
}

/** Looks whether the request that takes the licence back has ended. */
export async function followReturn({ campaignStore, requests }: TakeDeps, person: CampaignPerson) {
  const request = person.requestId ? await requests.find(person.requestId) : null;
  const wantsIt = wantsToKeep(person);
  if (request?.state === 'done') {
    const set = { returned_at: await campaignStore.time(), tries: 0, why: null };
    // They said it while the licence went back: it comes back at once.
    if (wantsIt) return campaignStore.change(person, { set: { ...set, state: 'restoring' }, due: 0 });
    return campaignStore.change(person, {
      set: { ...set, state: 'returned' },
      due: null,
      ...telling(person, person.answer === 'give-back' ? 'ask-closed' : 'ask-outcome'),
    });
  }
  if (request?.state === 'undone') return restored({ campaignStore }, person);
  if (request?.state !== 'failed' && request?.state !== 'refused') {
    return campaignStore.change(person, { set: {}, due: REQUEST_PAUSE });
  }
  if (wantsIt) {
    return campaignStore.change(person, {
      set: { state: 'kept' },
      due: null,
      ...telling(person, 'ask-closed'),
    });
  }
  const tries = person.tries + 1;
  if (tries < MAX_TRIES) {
    return campaignStore.change(person, { set: { state: 'taking', tries }, due: FIRST_PAUSE * tries });
  }
  const why = plainWords(request.progress.why ?? request.progress.problem?.says ?? noReason);
  return campaignStore.change(person, {
    set: { state: 'failed', why, tries },
    due: null,
    ...telling(person, 'ask-closed'),
  });
}

/** Has the request that took the licence undone, or looks whether it is. */
export async function restoreLicence(deps: TakeDeps, person: CampaignPerson) {
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
    ...telling(person, 'ask-closed'),
  });
}

const noReason = md`Zoom didn’t do it.`;

function restored({ campaignStore }: Pick<TakeDeps, 'campaignStore'>, person: CampaignPerson) {
  return campaignStore.change(person, {
    set: { state: 'restored', why: null },
    due: null,
    ...telling(person, 'ask-closed'),
  });
}
