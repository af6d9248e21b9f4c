import { Refusal } from '../identity/refusal.ts';
import { type Text, text } from '../languages/text.ts';
import type { KeptReason, LicenceReview, LicenceReviews, Seat } from '../licences/review.ts';
import type { Policy } from '../policy/policy.ts';
import { md } from '../views/mrkdwn.ts';
import { type CampaignPlan, type Candidate, newCampaignId } from './campaign.ts';
import type { CampaignStore } from './campaign-store.ts';

/** People whom a campaign does not ask: how many, and why. */
interface LeftOut {
  readonly count: number;
  /** "3 with an upcoming meeting" */
  readonly says: Text;
}

/** A campaign as it is proposed: whom it asks, and who is left out. */
export interface Proposal {
  readonly plan: CampaignPlan;
  /** How many people have a licence. */
  readonly licensed: number;
  /** Idle, and left out all the same: how many, by the reason in words. */
  readonly leftOut: readonly LeftOut[];
  readonly basis: LicenceReview['basis'];
}

/** What the command that starts a campaign needs. */
export interface Campaigns {
  /**
   * Makes the list of a campaign from the last scan. It changes nothing.
   *
   * @param length how long people have to answer, in milliseconds
   * @throws Refusal when nobody is idle, another campaign is open, or there is no scan of the last days
   */
  propose(length: number): Promise<Proposal>;
  /** Begins it: doing it twice has the effect of once. @throws Refusal when another one is open by now */
  begin(request: { readonly id: string; readonly runBy: string }, plan: CampaignPlan): Promise<void>;
  exists(campaignId: string): Promise<boolean>;
}

const DAY = 86_400_000;
/** A list that is older may be wrong for too many people. */
const SCAN_MAX_AGE = 3 * DAY;

export function createCampaigns(deps: {
  readonly campaignStore: CampaignStore;
  readonly reviews: Pick<LicenceReviews, 'latest' | 'request'>;
  readonly policy: Pick<Policy, 'licences'>;
}): Campaigns {
  const { campaignStore, reviews, policy } = deps;
  return {
    async propose(length) {
      if (await campaignStore.open()) throw anotherIsOpen();
      const review = await reviews.latest();
      if (!review || review.at < (await campaignStore.time()) - SCAN_MAX_AGE) {
        await reviews.request();
        throw noScan(review !== null);
      }
      const spoken = await campaignStore.protectedIds();
      const asked = review.seats.filter((seat) => seat.idle && !spoken.has(seat.zoomId));
      if (asked.length === 0) throw nobodyIdle();
      const { idleAfter, onSilence, price, currency } = policy.licences;
      return {
        plan: {
          campaignId: newCampaignId(),
          terms: { idleAfter, length, onSilence, price, currency },
          people: asked.map((seat) => candidateOf(seat, review.basis)),
        },
        licensed: review.seats.length,
        leftOut: leftOutOf(review.seats, idleAfter, spoken),
        basis: review.basis,
      };
    },

    async begin(request, plan) {
      if (await campaignStore.begin(request, plan)) return;
      if (!(await campaignStore.find(plan.campaignId))) throw anotherIsOpen();
    },

    exists: async (campaignId) => (await campaignStore.find(campaignId)) !== null,
  };
}

function candidateOf(seat: Seat, basis: LicenceReview['basis']): Candidate {
  const { zoomId, name, email, lastUse, idleDays } = seat;
  const what = basis === 'sign-in' ? ('signed in' as const) : ('hosted' as const);
  const use = lastUse ?? { at: null, what, precision: 'day' as const };
  return { zoomId, name, email, evidence: { ...use, idleDays } };
}

/** People who have not used their licence for as long, by the first reason why they keep it. */
function leftOutOf(
  seats: readonly Seat[],
  idleAfter: number,
  spoken: ReadonlySet<string>,
): readonly LeftOut[] {
  const counts = new Map<Reason, number>();
  const unused = seats.filter(({ idleDays, kept }) => (idleDays ?? 0) * DAY >= idleAfter || kept.length > 0);
  for (const { zoomId, idle, kept } of unused) {
    const reason = spoken.has(zoomId) ? 'spoken' : (kept[0]?.reason ?? null);
    if (reason === null || (idle && !spoken.has(zoomId))) continue;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => ({ count, says: leftOutWords(reason, count) }));
}

/** `spoken`: they have said that they need it. */
type Reason = KeptReason | 'spoken';

/** Why so many people are left out: "3 with an upcoming meeting". */
function leftOutWords(reason: Reason, count: number): Text {
  const words: Readonly<Record<Reason, Text>> = {
    spoken: text`${count} said they need it`,
    owner: text`${count} owning the account`,
    admin: text`${count} with an admin role`,
    room: text`${count} for a Zoom Room`,
    'live-meeting': text`${count} hosting right now`,
    'upcoming-meeting': text`${count} with an upcoming meeting`,
    'upcoming-webinar': text`${count} with an upcoming webinar`,
    bundle: text`${count} with a bundle`,
    phone: text`${count} with a phone`,
    'new-account': text`${count} new in Zoom`,
    'min-hold': text`${count} who got it lately`,
    assistants: text`${count} with assistants`,
    'schedules-for': text`${count} scheduling for others`,
    'exempt-person': text`${count} exempt`,
    'exempt-group': text`${count} in an exempt group`,
    'exempt-department': text`${count} in an exempt department`,
    'on-leave': text`${count} on leave`,
    granted: text`${count} with a licence for a time`,
    'request-open': text`${count} with an open request`,
    pending: text`${count} not in Zoom yet`,
    deactivated: text`${count} deactivated`,
    unknown: text`${count} I can’t be sure of`,
  };
  return words[reason];
}

function anotherIsOpen(): Refusal {
  return new Refusal('input', {
    says: md`Another campaign is still under way, and nobody should be asked twice.`,
    next: md`Wait until it ends, or stop it first.`,
  });
}

function noScan(tooOld: boolean): Refusal {
  return new Refusal('input', {
    says: tooOld
      ? md`My last look at your licences is too old to ask people by it.`
      : md`I haven’t looked at your licences yet.`,
    next: md`I’m looking now. Try again in a few minutes.`,
  });
}

function nobodyIdle(): Refusal {
  return new Refusal('input', {
    says: md`Nobody’s licence is idle right now.`,
    next: md`There’s nobody to ask.`,
  });
}
