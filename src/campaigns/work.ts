import type { Logger } from '../log.ts';
import type { Poll } from '../requests/scheduler.ts';
import type { CampaignPersonState } from '../store/schema.ts';
import { type AskDeps, ask, giveUpAsking, remindOrClose } from './ask.ts';
import { type Campaign, type CampaignPerson, DECIDE_TIME, silenceNow } from './campaign.ts';
import { finish } from './control.ts';
import { followReturn, restoreLicence, type TakeDeps, takeLicence } from './take-licence.ts';

type CampaignWorkDeps = AskDeps & TakeDeps & { readonly logger: Logger };

/**
 * How many people are begun with: in a second, at first, and in a minute. Each takes a few calls to Slack, which takes about
 * fifty a minute, from everybody together, that open direct messages or look somebody up by address.
 */
const AT_ONCE = 4;
const ASKING = { burst: 40, perMinute: 30 };
const TAKING = { burst: 40, perMinute: 20 };
/** How many of those whose licence is being taken or given back are looked at in a second. */
const FOLLOWED_AT_ONCE = 16;
/** How often the message with the progress is updated at most, in milliseconds. */
const SHOW_EVERY = 5_000;
/** How soon a step is tried again after an error, in milliseconds. */
const ERROR_PAUSE = 60_000;

/** The next step for a person whose time has come, by their state. */
type PersonStep = (deps: CampaignWorkDeps, person: CampaignPerson, campaign: Campaign) => Promise<unknown>;

const steps: Partial<Record<CampaignPersonState, PersonStep>> = {
  listed: ask,
  asking: giveUpAsking,
  asked: remindOrClose,
  taking: takeLicence,
  returning: followReturn,
  restoring: restoreLicence,
};

/** States that only go on while the campaign does. */
const talking: readonly CampaignPersonState[] = ['listed', 'asking', 'asked'];
/** What was begun is ended, also when the campaign is paused or over. */
const changing: readonly CampaignPersonState[] = ['returning', 'restoring'];

/** Goes on with the open campaign: asks, reminds, takes back, and ends it. Replicas share the work by leases. */
export function createCampaignPoll(deps: CampaignWorkDeps): Poll {
  const { campaignStore } = deps;
  const asking = createBucket(ASKING);
  const takes = createBucket(TAKING);
  const claim = async (bucket: Bucket, states: readonly CampaignPersonState[]) => {
    const wanted = bucket.take(AT_ONCE);
    const claimed = wanted > 0 ? await campaignStore.claimDue(states, wanted) : [];
    bucket.giveBack(wanted - claimed.length);
    return claimed;
  };
  return async () => {
    const begun = await campaignStore.claimDue(changing, FOLLOWED_AT_ONCE);
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

/** A token bucket: some at once, then so many a minute. */
interface Bucket {
  /** @returns how many of those wanted may be begun now */
  take(wanted: number): number;
  /** So many of them were not begun after all. */
  giveBack(count: number): void;
}

function createBucket({ burst, perMinute }: { burst: number; perMinute: number }): Bucket {
  let left = burst;
  let at = performance.now();
  return {
    take(wanted) {
      const now = performance.now();
      left = Math.min(burst, left + ((now - at) * perMinute) / 60_000);
      at = now;
      const taken = Math.min(wanted, Math.floor(left));
      left -= taken;
      return taken;
    },
    giveBack(count) {
      left += count;
    },
  };
}
