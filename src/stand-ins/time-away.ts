import { BOT_ACTOR } from '../audit/entry.ts';
import type { Identities } from '../identity/identities.ts';
import { Refusal } from '../identity/refusal.ts';
import { text } from '../languages/text.ts';
import type { Notification } from '../notifications/notification.ts';
import { type ApprovalRule, asksManagers, isUserGroup } from '../policy/policy.ts';
import { allRules, decidersOf, standInsListed, standInsNamed } from '../policy/stand-ins.ts';
import { join, type Mrkdwn, md, mention, moment } from '../views/mrkdwn.ts';
import { declineButton, nameButton } from '../views/stand-in.ts';
import {
  type AwayState,
  type AwayStateDeps,
  approvesSomething,
  awayState,
  isAskedAsManager,
} from './away-state.ts';
import type { StandIn } from './stand-in.ts';
import type { Chained, StandInStore, Stored } from './stand-in-store.ts';

interface TimeAwayDeps extends AwayStateDeps {
  readonly standIns: StandInStore;
  readonly identities: Pick<Identities, 'member'>;
  readonly deliverSoon: (written: readonly Notification[]) => void;
  /** Tells people what is untold of a time away. */
  readonly tellSoon: (id: string) => void;
  readonly homes: { outdated(slackIds: readonly string[]): void };
}

/** Who is away and who decides in their place: what people ask for, and what policy allows of it. */
export interface TimeAway {
  stateOf(slackId: string): Promise<AwayState>;
  /**
   * The person is away from now on, and somebody else decides in their place.
   *
   * @returns `partly`: for some of what they approve, policy does not let this person stand in
   * @throws Refusal
   */
  goAway(
    slackId: string,
    standIn: string,
    untilAt: number,
  ): Promise<{ readonly standIn: StandIn; readonly partly: boolean }>;
  /** The person is back. @returns `null`: they were not away */
  back(slackId: string): Promise<StandIn | null>;
  /** The stand-in declines. @throws Refusal for everybody else, and when it is over */
  decline(id: string, slackId: string): Promise<StandIn>;
  /** Somebody is no member any more, so they stand in for nobody: those who are away are told, as if they had declined. */
  left(slackId: string): Promise<void>;
  /** Ends what is over. */
  endOver(): Promise<boolean>;
}

const DAY = 86_400_000;
/** Who is away for longer should be replaced in the policy. */
const LONGEST = 90 * DAY;

export function createTimeAway(deps: TimeAwayDeps): TimeAway {
  const { standIns, policy, approvers, identities, deliverSoon, tellSoon, homes } = deps;

  const tell = ({ standIn: { id, away, standIn }, cards }: Stored) => {
    tellSoon(id);
    deliverSoon(cards);
    homes.outdated([away.slackId, standIn.slackId, ...policy.admins]);
  };

  const isIn = async (ids: readonly string[], slackId: string) =>
    (await approvers.expand(ids, true)).has(slackId);

  return {
    stateOf: (slackId) => awayState(deps, slackId),

    async goAway(slackId, standIn, untilAt) {
      const [self, other, now] = await Promise.all([
        identities.member(slackId, true),
        identities.member(standIn, true),
        standIns.time(),
      ]);
      if (self?.kind !== 'member') throw refused(md`Only members of this workspace can name a stand-in.`);
      if (!(await approvesSomething(deps, slackId, true))) {
        throw asksManagers(policy)
          ? refused(
              md`You don’t approve requests right now. A manager can name a stand-in as soon as they’re asked about somebody.`,
            )
          : refused(md`You don’t approve requests here, so you don’t need a stand-in.`);
      }
      if (standIn === slackId) throw refused(md`You can’t stand in for yourself. Please pick somebody else.`);
      if (other?.kind !== 'member') {
        throw refused(md`${mention(standIn)} can’t stand in for you: only members of this workspace can.`);
      }
      if (untilAt <= now) throw refused(md`That time is already over. Please give a later one.`);
      if (untilAt - now > LONGEST + DAY) {
        throw refused(
          md`That’s too long: somebody can stand in for 90 days at most. For longer, ask an admin to change the approvers.`,
        );
      }
      const partly = await requireAllowed(slackId, standIn);
      const stored = await standIns.begin(
        { slackId, name: self.name },
        { slackId: standIn, name: other.name },
        untilAt,
      );
      if ('kind' in stored) throw chainRefusal(stored, standIn);
      tell(stored);
      return { standIn: stored.standIn, partly };
    },

    async back(slackId) {
      const own = (await standIns.active()).find((one) => one.away.slackId === slackId);
      const stored = own && (await standIns.end(own.id, 'back', slackId));
      if (stored) tell(stored);
      return stored ? stored.standIn : null;
    },

    async decline(id, slackId) {
      const one = await standIns.find(id);
      if (one?.standIn.slackId !== slackId) throw refused(md`You don’t stand in for anybody here.`);
      const stored = await standIns.end(id, 'declined', slackId);
      if (!stored) throw refused(md`You no longer stand in for ${mention(one.away.slackId)}: it’s over.`);
      tell(stored);
      return stored.standIn;
    },

    async left(slackId) {
      const theirs = (await standIns.active()).filter((one) => one.standIn.slackId === slackId);
      if (theirs.length === 0 || (await identities.member(slackId, true))?.kind === 'member') return;
      for (const { id } of theirs) {
        const stored = await standIns.end(id, 'declined', BOT_ACTOR);
        if (stored) tell(stored);
      }
    },

    async endOver() {
      for (const stored of await standIns.endOver()) tell(stored);
      return false;
    },
  };

  /** @returns whether they may for some of it only. @throws Refusal where they may for nothing */
  async function requireAllowed(slackId: string, standIn: string): Promise<boolean> {
    const asManager = (await isAskedAsManager(deps, slackId)) ? slackId : null;
    const rules = [];
    for (const rule of allRules(policy)) {
      if (await isIn(decidersOf(rule, asManager), slackId)) rules.push(rule);
    }
    const allowed = [];
    for (const rule of rules) if (await isIn(standInsNamed(policy, rule), standIn)) allowed.push(rule);
    if (allowed.length > 0) return allowed.length < rules.length;
    if (rules.every((rule) => rule.standIns === 'off')) {
      throw refused(
        md`Stand-ins are switched off here. Your Zoom admins can add an approver while you’re away.`,
      );
    }
    throw new Refusal('policy', {
      says: md`${mention(standIn)} can’t stand in for you: your Zoom admins let only certain people do that.`,
      next: md`${whoMay(rules)} Nothing was changed.`,
      buttons: [nameButton(text`Pick somebody else…`)],
    });
  }
}

/** Somebody who decides for others must not be away themselves. */
function chainRefusal(chained: Chained, standIn: string): Refusal {
  if (chained.kind === 'is-away') {
    return refused(
      md`${mention(standIn)} is away too, until ${moment(chained.until)}. Please pick somebody who is here.`,
    );
  }
  const { id, away, untilAt: until } = chained.for;
  return new Refusal('input', {
    says: md`You stand in for ${mention(away.slackId)} until ${moment(until)}, so nobody would decide for them.`,
    next: md`Decline that first: they are told, and can ask somebody else.`,
    buttons: [declineButton(id)],
  });
}

/** Whom to pick instead. */
function whoMay(rules: readonly Pick<ApprovalRule, 'standIns'>[]): Mrkdwn {
  if (rules.some(({ standIns }) => standIns === 'approvers')) {
    return md`Please pick another approver or an admin.`;
  }
  const listed = [...new Set(rules.flatMap(standInsListed))];
  return listed.some(isUserGroup)
    ? md`Ask them who may.`
    : md`Please pick one of these: ${join(listed.map(mention), ', ')}.`;
}

function refused(says: Mrkdwn): Refusal {
  return new Refusal('input', { says, next: md`Nothing was changed.` });
}
