import type { Command } from '../commands/define-command.ts';
import type { Approvers } from '../identity/approvers.ts';
import type { Identities } from '../identity/identities.ts';
import { Refusal } from '../identity/refusal.ts';
import type { Actor } from '../identity/who-acts.ts';
import { isAdmin } from '../policy/access.ts';
import type { Policy } from '../policy/policy.ts';
import type { CampaignPersonState } from '../store/schema.ts';
import { type Mrkdwn, md } from '../views/mrkdwn.ts';
import { type Campaign, isOver } from './campaign.ts';
import type { CampaignStore } from './campaign-store.ts';
import { mayStart, requireMayUse } from './permit.ts';

export interface ControlDeps {
  readonly campaignStore: CampaignStore;
  readonly identities: Pick<Identities, 'asker' | 'member'>;
  readonly policy: Policy;
  readonly approvers: Approvers;
  readonly commands: readonly Command[];
  readonly homeTeamId: string;
}

/** What an admin does with a campaign. */
export type Control = 'pause' | 'resume' | 'stop';
/** On whom the admins decide: those who did not answer, or those who could not be asked. */
export type Undecided = Extract<CampaignPersonState, 'silent' | 'unreachable'>;

const TRIES = 5;

/**
 * Pauses, resumes or stops a campaign.
 *
 * @throws Refusal for people who may not use the `campaign` command, when the campaign is over, and when it already is as
 *   asked
 */
export async function control(deps: ControlDeps, id: string, actor: Actor, what: Control): Promise<void> {
  const { campaignStore } = deps;
  await decide(deps, id, actor, async (campaign) => {
    const entry = { actor: actor.slackId, detail: '' };
    if (what === 'stop') return stop(campaignStore, campaign, actor.slackId);
    const now = await campaignStore.time();
    if (what === 'pause') {
      if (campaign.state === 'paused') throw closed(md`It’s already paused.`);
      return campaignStore.changeCampaign(campaign, {
        set: { state: 'paused', paused_at: now, paused_why: null },
        entry: { ...entry, event: 'paused' },
      });
    }
    if (campaign.state !== 'paused') throw closed(md`It’s already running.`);
    const goesOn = await mayStart(deps, campaign.runBy);
    if (!goesOn && !(await mayStart(deps, actor.slackId))) {
      throw closed(md`It would go on in your name, and you may not start campaigns here.`);
    }
    const pause = now - (campaign.pausedAt ?? now);
    return campaignStore.changeCampaign(campaign, {
      set: {
        state: 'running',
        paused_at: null,
        paused_why: null,
        // Where who started it has left or lost the right, it goes on in the name of the admin who resumes it.
        run_by: goesOn ? campaign.runBy : actor.slackId,
        remind_at: campaign.remindAt + pause,
        ends_at: campaign.endsAt + pause,
      },
      entry: { ...entry, event: 'resumed' },
      also: (trx) => campaignStore.postpone(trx, campaign.id, pause),
    });
  });
}

/** The same with the one that is under way, for who does not name one. @throws Refusal when none is */
export async function controlOpen(deps: ControlDeps, actor: Actor, what: Control): Promise<void> {
  const campaign = await deps.campaignStore.open();
  if (!campaign) throw closed(md`No campaign is under way.`);
  await control(deps, campaign.id, actor, what);
}

/** The admins decide on those who did not answer, or could not be asked. @throws Refusal */
export async function decideOn(
  deps: ControlDeps,
  id: string,
  actor: Actor,
  group: Undecided,
  verdict: 'take' | 'leave',
): Promise<void> {
  const { campaignStore } = deps;
  await decide(deps, id, actor, async (campaign) => {
    if (campaign.state !== 'deciding') throw closed(md`There’s nothing to decide yet.`);
    const to =
      verdict === 'take' ? { state: 'taking' as const, due: 0 } : { state: 'left' as const, due: null };
    const count = (await campaignStore.tally(campaign.id)).counts[group];
    if (count === 0) throw closed(md`That’s already decided.`);
    const who = group === 'silent' ? 'without an answer' : 'not asked';
    return campaignStore.changeCampaign(campaign, {
      set: {},
      entry: {
        event: 'decided',
        actor: actor.slackId,
        detail: `${verdict === 'take' ? 'take back' : 'leave'} ${count} ${who}`,
      },
      also: (trx) => campaignStore.changeAll(trx, campaign.id, [group], to).then(() => undefined),
    });
  });
}

/** Of several clicks one counts, and the others are told what is. Who clicks needs the same rights as who types. */
async function decide(
  deps: ControlDeps,
  id: string,
  actor: Actor,
  change: (campaign: Campaign) => Promise<boolean>,
): Promise<void> {
  const { campaignStore, identities, policy, homeTeamId } = deps;
  if (actor.teamId !== homeTeamId || !isAdmin(policy, actor.slackId)) {
    throw closed(md`Only Frontdesk admins can do that.`);
  }
  await requireMayUse(deps, 'campaign', actor.slackId);
  await identities.asker(actor.slackId);
  for (let i = 0; i < TRIES; i++) {
    const campaign = await campaignStore.find(id);
    if (!campaign) throw closed(md`I no longer have this campaign.`);
    if (isOver(campaign)) throw closed(md`This campaign is over.`);
    if (await change(campaign)) return;
  }
  throw closed(md`Somebody else is deciding this right now. Please look again.`);
}

function closed(says: Mrkdwn): Refusal {
  return new Refusal('decision', { says, next: md`Nothing has changed.` });
}

/** Nobody else is asked, and nobody's licence is taken any more; what Zoom is doing right now is finished. */
async function stop(campaignStore: CampaignStore, campaign: Campaign, by: string): Promise<boolean> {
  return campaignStore.changeCampaign(campaign, {
    set: { state: 'stopped', open: null, stopped_by: by, ended_at: await campaignStore.time() },
    notify: 'campaign-result',
    entry: { event: 'stopped', actor: by, detail: '' },
    also: (trx) =>
      campaignStore
        .changeAll(trx, campaign.id, ['listed', 'asking', 'asked', 'silent', 'unreachable', 'taking'], {
          state: 'left',
          due: null,
        })
        .then(() => undefined),
  });
}

/** It has come to its end. Who has not answered by now keeps their licence. */
export async function finish(campaignStore: CampaignStore, campaign: Campaign): Promise<boolean> {
  return campaignStore.changeCampaign(campaign, {
    set: { state: 'finished', open: null, ended_at: await campaignStore.time() },
    notify: 'campaign-result',
    also: async (trx) => {
      for (const state of ['silent', 'unreachable'] as const) {
        await campaignStore.changeAll(trx, campaign.id, [state], { state, due: null });
      }
    },
  });
}
