import { freeSeats } from '../commands/licence/seats.ts';
import type { Identities } from '../identity/identities.ts';
import { Refusal } from '../identity/refusal.ts';
import type { Actor } from '../identity/who-acts.ts';
import { text } from '../languages/text.ts';
import { inTime } from '../requests/people-now.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { CampaignPersonState } from '../store/schema.ts';
import type { Button } from '../views/blocks.ts';
import { type Mrkdwn, md, moment } from '../views/mrkdwn.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { AGAIN_TIME, type Campaign, type CampaignPerson, isOver } from './campaign.ts';
import type { CampaignStore } from './campaign-store.ts';
import type { PersonChange } from './people-store.ts';

export interface AnswerDeps {
  readonly campaignStore: CampaignStore;
  readonly identities: Pick<Identities, 'asker' | 'zoomIdOf'>;
  readonly zoom: Pick<Zoom, 'plan'>;
  readonly requests: Pick<RequestStore, 'hasChangedSince'>;
  readonly homeTeamId: string;
}

/** What somebody answers to the question whether they still need their licence. */
export type GivenAnswer =
  | { readonly kind: 'keep' }
  /** Milliseconds since 1970. */
  | { readonly kind: 'keep-until'; readonly until: number }
  | { readonly kind: 'give-back' }
  | { readonly kind: 'again' };

const TRIES = 5;
/** They have the licence, and nothing is being done about it. */
const open: readonly CampaignPersonState[] = ['listed', 'asking', 'asked', 'silent', 'unreachable', 'left'];

/**
 * Notes an answer, whenever it comes, in the audit log too: it is counted even where nothing follows from it any more.
 *
 * @returns `request`: none is free right now, so the person has to request one
 * @throws Refusal for everybody else, and where the answer comes too late: it says what can still be done
 */
export async function answer(
  deps: AnswerDeps,
  personId: string,
  actor: Actor,
  given: GivenAnswer,
): Promise<'noted' | 'request'> {
  const { campaignStore } = deps;
  for (let i = 0; i < TRIES; i++) {
    const person = await ownQuestion(deps, personId, actor);
    const campaign = await campaignStore.find(person.campaignId);
    if (!campaign) throw unknownQuestion();
    const { change, result, refusal } = await whatFollows(deps, person, campaign, given);
    const changed = await campaignStore.change(person, {
      ...change,
      set: {
        ...change.set,
        answer: given.kind,
        answered_at: await campaignStore.time(),
        answers: person.answers + 1,
        keep_until: given.kind === 'keep-until' ? given.until : null,
      },
      entry: { event: 'answered', actor: actor.slackId, detail: detailOf(given, refusal !== undefined) },
    });
    if (!changed) continue;
    if (refusal) throw refusal;
    return result ?? 'noted';
  }
  throw new Refusal('busy', {
    says: md`Something else was changing at the same moment.`,
    next: md`Please click once more.`,
  });
}

/** Whether this person may answer, for the form that asks for a date. @throws Refusal */
export async function ownQuestion(
  { campaignStore, identities, homeTeamId }: AnswerDeps,
  personId: string,
  actor: Actor,
): Promise<CampaignPerson> {
  const person = await campaignStore.person(personId);
  if (!person || person.slackId !== actor.slackId || actor.teamId !== homeTeamId) throw unknownQuestion();
  await identities.asker(actor.slackId);
  return person;
}

interface Consequence {
  readonly change: PersonChange;
  readonly result?: 'request';
  /** What the person reads although the answer is noted. */
  readonly refusal?: Refusal;
}

async function whatFollows(
  deps: AnswerDeps,
  person: CampaignPerson,
  campaign: Campaign,
  given: GivenAnswer,
): Promise<Consequence> {
  if (given.kind === 'again') return getBack(deps, person);
  if (given.kind === 'give-back') return giveBack(person, campaign);
  if (open.includes(person.state) || person.state === 'kept' || person.state === 'taking') {
    return { change: { set: { state: 'kept' }, due: null, notify: 'ask-closed' } };
  }
  if (person.state === 'returning') return { change: { set: {} }, refusal: goingBack };
  return { change: { set: {} }, refusal: tooLate(person) };
}

function giveBack(person: CampaignPerson, campaign: Campaign): Consequence {
  const canGive = open.includes(person.state) || person.state === 'kept' || person.state === 'failed';
  if (canGive && !isOver(campaign)) {
    return { change: { set: { state: 'taking', tries: person.tries }, due: 0, notify: 'ask-closed' } };
  }
  if (canGive) {
    return {
      change: { set: {} },
      refusal: says(
        md`This campaign is over, and you still have your licence.`,
        md`You can return it yourself.`,
        [{ label: text`Return the licence`, action: 'command:return-license' }],
      ),
    };
  }
  return { change: { set: {} }, refusal: tooLate(person) };
}

async function getBack(deps: AnswerDeps, person: CampaignPerson): Promise<Consequence> {
  if (person.state === 'restoring') {
    return {
      change: { set: {} },
      refusal: says(md`Your licence is on its way back.`, md`One moment, please.`),
    };
  }
  if (person.state === 'returning') return { change: { set: {} }, refusal: goingBack };
  if (person.state === 'taking')
    return { change: { set: { state: 'kept' }, due: null, notify: 'ask-closed' } };
  if (person.state !== 'returned') return { change: { set: {} }, refusal: tooLate(person) };
  const now = await deps.campaignStore.time();
  if (
    (person.returnedAt ?? 0) + AGAIN_TIME < now ||
    (await deps.requests.hasChangedSince(
      person.zoomId,
      'licence',
      person.returnedAt ?? 0,
      person.requestId,
    )) ||
    (await inTime(freeSeats(deps.zoom))) === 0
  ) {
    return { change: { set: {} }, result: 'request' };
  }
  return { change: { set: { state: 'restoring', tries: 0 }, due: 0, notify: 'ask-closed' } };
}

/** What has happened to the licence, and what can still be done. */
function tooLate({ id, state, returnedAt }: CampaignPerson): Refusal {
  switch (state) {
    case 'returned':
      return says(md`Your licence went back ${moment(returnedAt ?? 0)}.`, md`You can have it again.`, [
        { label: text`I need it again`, action: 'campaign:again', value: id, style: 'primary' },
      ]);
    case 'returning':
    case 'taking':
      return says(md`That’s noted already: your licence is going back.`, md`I’ll tell you when it’s done.`);
    case 'restoring':
      return says(md`Your licence is on its way back.`, md`One moment, please.`);
    default:
      return says(md`You have your licence.`, md`There’s nothing to do.`, [
        { label: text`Return the licence`, action: 'command:return-license' },
      ]);
  }
}

const goingBack = says(
  md`Your licence is going back at this very moment.`,
  md`I’ve noted that you want to keep it: if it goes, it comes straight back.`,
);

function detailOf(given: GivenAnswer, late: boolean): string {
  const until = given.kind === 'keep-until' ? ` ${new Date(given.until).toISOString().slice(0, 10)}` : '';
  return `${given.kind}${until}${late ? ' (too late to be followed)' : ''}`;
}

function says(what: Mrkdwn, next: Mrkdwn, buttons: readonly Button[] = []): Refusal {
  return new Refusal('decision', { says: what, next, buttons });
}

function unknownQuestion(): Refusal {
  return says(md`This message was for somebody else, or it’s too old.`, md`Your click didn’t count.`);
}
