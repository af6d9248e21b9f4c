import { Refusal } from '../../identity/refusal.ts';
import { join, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import type { Actor } from '../actor.ts';
import type { Parts } from '../parts.ts';
import type { Request } from '../request.ts';
import { LEASE } from '../requests.ts';
import { nextAlarm } from '../steps/alarm.ts';
import { type Changed, lookAgain } from '../target.ts';
import type { Lifecycle } from '../worker.ts';
import { createDecideOn } from './decide-on.ts';
import { requireApprover } from './may-decide.ts';
import { closed } from './what-happened.ts';

/** What approvers decide about a request that was sent to them. */
export function createApproverDecisions(parts: Parts, { move, work }: Lifecycle) {
  const decideOn = createDecideOn(parts);

  return {
    /** Whether this person may decide this request now. @throws Refusal that says why not */
    async mayDecide(id: string, actor: Actor): Promise<Request> {
      return decideOn(id, actor, async (request) => {
        await requireApprover(parts, request, actor);
        return request;
      });
    },

    /**
     * Approves. With enough distinct approvals the change is made by what this returns.
     *
     * @throws Refusal also when the account has changed since it was asked: the card shows it, and the approver looks
     * at it before they say yes to something else than they read
     */
    async approve(id: string, actor: Actor): Promise<() => Promise<void>> {
      const request = await decideOn(id, actor, async (pending) => {
        const approvals = await requireApprover(parts, pending, actor);
        if (!approvals.mayStillDecide.has(actor.slackId)) {
          throw closed(md`You have approved this already. It waits for another approver.`);
        }
        let changed: Changed | null;
        try {
          changed = await lookAgain(parts, pending);
        } catch (error) {
          // Somebody was faster: what is different now is what they approved.
          if ((await parts.requests.find(id))?.version !== pending.version) return null;
          throw error;
        }
        if (changed) {
          const now = await parts.requests.time();
          const shown = await move(pending, 'pending', {
            plan: changed.plan,
            progress: { ...pending.progress, changed: changed.differences },
            // What they said yes to was something else.
            forgetDecisions: true,
            unlessExpired: true,
            dueIn: nextAlarm(pending, now),
            notify: ['card'],
          });
          if (!shown) return null;
          throw changedSince(changed.differences);
        }
        const decision = { by: actor.slackId, verdict: 'approve' as const, reason: null };
        if (approvals.missing <= 1) {
          return move(pending, 'approved', {
            decision,
            unlessExpired: true,
            dueIn: LEASE,
            owner: parts.owner,
            notify: ['card'],
          });
        }
        const now = await parts.requests.time();
        return move(pending, 'pending', {
          decision,
          unlessExpired: true,
          dueIn: nextAlarm(pending, now),
          notify: ['card'],
        });
      });
      return async () => {
        if (request.state === 'approved') await work(request);
      };
    },

    /** Denies, with a reason that the requester reads. */
    async deny(id: string, actor: Actor, reason: string): Promise<void> {
      await decideOn(id, actor, async (pending) => {
        const approvals = await requireApprover(parts, pending, actor);
        if (!approvals.mayStillDecide.has(actor.slackId)) {
          throw closed(md`You have approved this already. Another approver can still deny it.`);
        }
        return move(pending, 'denied', {
          decision: { by: actor.slackId, verdict: 'deny', reason },
          unlessExpired: true,
          dueIn: null,
          notify: ['card', 'requester'],
        });
      });
    },
  };
}

function changedSince(differences: readonly Mrkdwn[]): Refusal {
  return new Refusal('decision', {
    says: md`The account has changed since this was asked, so your approval does not count yet.\n${join(differences, '\n')}`,
    next: md`The request shows it now. If it is still right, approve it once more.`,
  });
}
