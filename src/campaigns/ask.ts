import type { Identities } from '../identity/identities.ts';
import type { Policy } from '../policy/policy.ts';
import { type Campaign, type CampaignPerson, hadTheirSay, silenceNow } from './campaign.ts';
import type { CampaignStore } from './campaign-store.ts';
import type { PersonChange } from './people-store.ts';
import { dropUnsent } from './records.ts';

// What a campaign does with a person until they have answered, or the time to answer is over.

export interface AskDeps {
  readonly campaignStore: CampaignStore;
  readonly identities: Pick<Identities, 'owner' | 'zoomIdOf'>;
  readonly policy: Pick<Policy, 'licences'>;
}

/** Finds the person in Slack and has them asked. */
export async function ask(
  { campaignStore, identities }: AskDeps,
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
export async function giveUpAsking({ campaignStore }: AskDeps, person: CampaignPerson) {
  return campaignStore.change(person, {
    ...unreachable('Slack didn’t take my message to them.'),
    also: (trx) => dropUnsent(trx, [person.id]),
  });
}

/** Reminds somebody once; at the end of the campaign, their silence is taken for what was announced. */
export async function remindOrClose(deps: AskDeps, person: CampaignPerson, campaign: Campaign) {
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
