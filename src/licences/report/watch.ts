import { z } from 'zod';
import type { Logger } from '../../log.ts';
import { type ChannelOrAdmins, postOrTellAdmins } from '../../notifications/shared-channel.ts';
import type { LicencePolicy } from '../../policy/licences.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Poll } from '../../requests/scheduler.ts';
import { createSharedTask, type SharedTaskDeps } from '../../requests/shared-task.ts';
import type { MessageContent } from '../../views/blocks.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import { DAY } from '../days.ts';
import type { LicenceReviews } from '../review.ts';
import { daysUntil } from './renewal.ts';
import type { LicenceReports } from './reports.ts';
import {
  enoughFreeNotice,
  fewFreeNotice,
  renewalNotice,
  scopesNotice,
  staleNotice,
} from './watch-notices.ts';

/** How often this is checked, in milliseconds. Where the policy has `alert_below`, each check is a call to Zoom. */
const EVERY = 600_000;
/** Days before the renewal on which it is told, beside the policy's own. */
const RENEWAL_DAYS = [14, 3];
/** A scan a day is usual: after so long without one something is wrong. */
const STALE = 3 * DAY;

interface WatchDeps extends SharedTaskDeps, ChannelOrAdmins {
  readonly policy: Policy;
  readonly logger: Logger;
  readonly zoom: Pick<Zoom, 'plan'>;
  readonly reviews: Pick<LicenceReviews, 'summary'>;
  readonly licenceReports: Pick<LicenceReports, 'latest'>;
}

/** What the admins were told, so that they are told once. */
const stateSchema = z.object({
  /** When it was checked for the first time. */
  since: z.number(),
  /** Too few were free, and not enough since. */
  few: z.boolean(),
  /** The renewal that was told, and with how many days left. */
  renewal: z.object({ day: z.string(), daysLeft: z.number() }).nullable(),
  stale: z.boolean(),
  scopes: z.array(z.string()),
});
type State = z.output<typeof stateSchema>;

/** One thing to tell, if there is any, and what changes in the state. */
interface Finding {
  readonly notice: (() => MessageContent) | null;
  readonly told: Partial<State>;
}

/**
 * Tells the admins once when few licences are free, when the renewal comes near, and when licences can't be counted; and
 * again only after it was well in between.
 */
export function createLicenceWatch(deps: WatchDeps): Poll {
  return createSharedTask(deps, {
    key: 'licence watch',
    every: EVERY,
    state: stateSchema,
    async work(state, now) {
      let told: State = state ?? { since: now, few: false, renewal: null, stale: false, scopes: [] };
      for (const look of [lookAtFree, lookAtRenewal, lookAtScans]) {
        const finding = await look(deps, told, now);
        if (!finding) continue;
        const { noticeChannel, approvals } = deps.policy;
        if (finding.notice) await postOrTellAdmins(deps, noticeChannel ?? approvals.channel, finding.notice);
        told = { ...told, ...finding.told };
      }
      return told;
    },
  });
}

async function lookAtFree(deps: WatchDeps, told: State): Promise<Finding | null> {
  const { alertBelow } = deps.policy.licences;
  if (alertBelow === null) return null;
  const free = await freeNow(deps);
  if (free === null) return null;
  const { admins } = deps.policy;
  if (!told.few && free < alertBelow) {
    const idle = (await deps.reviews.summary())?.idle ?? null;
    return { notice: () => fewFreeNotice({ admins, free, alertBelow, idle }), told: { few: true } };
  }
  if (told.few && free >= enough(alertBelow))
    return { notice: () => enoughFreeNotice(free), told: { few: false } };
  return null;
}

/** A little more than the threshold, so that one licence that comes and goes is not told each time. */
function enough(alertBelow: number): number {
  return alertBelow + Math.max(1, Math.ceil(alertBelow / 10));
}

/** As Zoom counts at this moment: last night's count would be too late. */
async function freeNow({ zoom, policy }: WatchDeps): Promise<number | null> {
  const usage = await zoom.plan.usage().catch((error: unknown) => {
    if (error instanceof ZoomError) return null;
    throw error;
  });
  const bought = usage?.licensed.bought ?? policy.licences.bought ?? null;
  return usage && bought !== null ? Math.max(0, bought - usage.licensed.used) : null;
}

async function lookAtRenewal(deps: WatchDeps, told: State, now: number): Promise<Finding | null> {
  const { renewal: day } = deps.policy.licences;
  if (day === null) return null;
  const daysLeft = daysUntil(day, now);
  const due = stepsOf(deps.policy.licences).findLast((step) => daysLeft <= step);
  const before = told.renewal?.day === day ? told.renewal.daysLeft : Number.POSITIVE_INFINITY;
  if (daysLeft < 0 || due === undefined || due >= before) return null;
  const report = await deps.licenceReports.latest();
  const { figures = null } = report ?? {};
  return {
    notice: () => renewalNotice({ admins: deps.policy.admins, day, daysLeft, figures }),
    told: { renewal: { day, daysLeft: due } },
  };
}

/** The most days first. */
function stepsOf({ renewalAlert }: LicencePolicy): number[] {
  const first = Math.round(renewalAlert / DAY);
  return [first, ...RENEWAL_DAYS.filter((days) => days < first)];
}

async function lookAtScans(deps: WatchDeps, told: State, now: number): Promise<Finding | null> {
  const summary = await deps.reviews.summary();
  const { admins, licences } = deps.policy;
  const age = now - (summary?.at ?? told.since);
  if (licences.nightly && age >= STALE) {
    if (told.stale) return null;
    return { notice: () => staleNotice({ admins, days: Math.floor(age / DAY) }), told: { stale: true } };
  }
  const scopes = [...(summary?.missingScopes ?? [])].sort();
  const isNew = scopes.some((one) => !told.scopes.includes(one));
  const basis = isNew ? summary?.basis : undefined;
  const notice = basis ? () => scopesNotice({ admins, scopes, basis }) : null;
  return { notice, told: { stale: false, scopes } };
}
