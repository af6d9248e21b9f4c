import { type Campaign, DECIDE_TIME, silenceNow } from '../campaigns/campaign.ts';
import type { CampaignStore } from '../campaigns/campaign-store.ts';
import type { Counts, Tally } from '../campaigns/people-store.ts';
import type { PastCampaign } from '../commands/context.ts';
import { savingWords } from '../commands/licence/reclaim-licences.ts';
import { type Text, text } from '../languages/text.ts';
import type { Policy } from '../policy/policy.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { CampaignProgress } from '../views/campaign.ts';
import { type Mrkdwn, md } from '../views/mrkdwn.ts';

export interface ProgressDeps {
  readonly campaignStore: Pick<CampaignStore, 'tally' | 'peopleIn' | 'past'>;
  readonly requests: Pick<RequestStore, 'find'>;
  readonly policy: Pick<Policy, 'licences'>;
}

/** How many names the admins read of those on whom they decide. */
const NAMES = 30;

/** How a campaign stands, for the channel and for admins who ask. */
export async function loadProgress(deps: ProgressDeps, campaign: Campaign): Promise<CampaignProgress> {
  const { campaignStore, requests, policy } = deps;
  const tally = await campaignStore.tally(campaign.id);
  const request = await requests.find(campaign.requestId);
  const groups = campaign.state === 'deciding' ? (['silent', 'unreachable'] as const) : [];
  const undecided = await Promise.all(
    groups
      .filter((group) => tally.counts[group] > 0)
      .map(async (group) => ({
        group,
        count: tally.counts[group],
        names: (await campaignStore.peopleIn(campaign.id, [group], NAMES)).map(({ name }) => name),
      })),
  );
  return progressOf(campaign, tally, undecided, request?.requesterSlackId ?? campaign.runBy, policy);
}

/** A year of them, where there is one a month. */
const PAST = 12;

/** What came of the campaigns that are over, the newest first. */
export async function pastCampaigns({
  campaignStore,
}: Pick<ProgressDeps, 'campaignStore'>): Promise<PastCampaign[]> {
  const over = await campaignStore.past(PAST);
  return Promise.all(
    over.map(async ({ id, terms, endedAt, createdAt }) => {
      const { counts, answered } = await campaignStore.tally(id);
      const everybody = Object.values(counts).reduce((sum, count) => sum + count, 0);
      return {
        endedAt: endedAt ?? createdAt,
        asked: everybody,
        answered,
        returned: counts.returned,
        saves: terms.price === null ? null : Math.round(terms.price * counts.returned),
        currency: terms.currency,
      };
    }),
  );
}

function progressOf(
  campaign: Campaign,
  { counts, answered, gaveBack }: Tally,
  undecided: CampaignProgress['undecided'],
  startedBy: string,
  policy: Pick<Policy, 'licences'>,
): CampaignProgress {
  const saved = counts.returned;
  const money = savingWords(campaign.terms, saved);
  const silence = {
    'take-back': md`Without an answer the licence goes back.`,
    'ask-admin': md`Without an answer you decide.`,
    nothing: md`Without an answer they keep it.`,
  };
  return {
    id: campaign.id,
    state: campaign.state,
    people: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts: linesOf(counts, gaveBack),
    answered,
    remindAt: campaign.remindAt,
    endsAt: campaign.endsAt,
    decideBy: campaign.endsAt + DECIDE_TIME,
    silence: silence[silenceNow(campaign, policy.licences)],
    saved: saved === 0 ? null : savedWords(saved, money),
    startedBy,
    pausedWhy: campaign.pausedWhy,
    stoppedBy: campaign.stoppedBy,
    endedAt: campaign.endedAt,
    undecided,
  };
}

function savedWords(saved: number, money: Text | null): Mrkdwn {
  if (saved === 1) return money ? md`1 licence, ${money}` : md`1 licence`;
  return money ? md`${saved} licences, ${money}` : md`${saved} licences`;
}

function linesOf(counts: Counts, gaveBack: number): (readonly [Text, number])[] {
  const lines = [
    [text`No answer yet`, counts.listed + counts.asking + counts.asked],
    [text`Keep it`, counts.kept],
    [text`Gave it back`, gaveBack],
    [text`Went back`, counts.returned - gaveBack],
    [text`Going back now`, counts.taking + counts.returning],
    [text`Took it again`, counts.restored + counts.restoring],
    [text`Needed after all`, counts.spared],
    [text`Didn’t answer`, counts.silent],
    [text`Couldn’t be asked`, counts.unreachable],
    [text`Left alone`, counts.left],
    [text`Couldn’t be taken`, counts.failed],
  ] as const;
  return lines.filter(([, count]) => count > 0);
}
