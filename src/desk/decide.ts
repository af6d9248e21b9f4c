import { md } from '../views/mrkdwn.ts';
import type { Actor } from './actor.ts';
import type { Lifecycle } from './lifecycle.ts';
import { requireApprover, requireRequester } from './may-decide.ts';
import { changeCommandOf, type Parts } from './parts.ts';
import { ruleFor } from './policy/policy.ts';
import { checkQuota } from './quota.ts';
import type { ReplyTo, Request } from './request.ts';
import { LEASE } from './requests.ts';
import { nextAlarm } from './steps/alarm.ts';
import { DRAFT_LIFE } from './steps/receive.ts';
import { closed, whatHappened } from './what-happened.ts';

/** How long a finished change can be undone, in milliseconds. */
export const UNDO_TIME = 10 * 60_000;
const TRIES = 5;

/**
 * What people decide about a request. Each deed is authorised here, at the moment of the click, and is one conditional
 * transition: of several clicks one counts, and the others are told what happened.
 */
export function createDecisions(parts: Parts, { move, work }: Lifecycle) {
  /** Reads, checks and moves; again when somebody else moved it in between. */
  const decideOn = async (
    id: string,
    actor: Actor,
    deed: (request: Request) => Promise<Request | null>,
  ): Promise<Request> => {
    for (let i = 0; i < TRIES; i++) {
      const request = await parts.requests.find(id);
      if (!request) throw closed(md`I do not know this request any more.`);
      if (actor.teamId !== parts.homeTeamId || request.teamId !== parts.homeTeamId) {
        throw closed(md`Only members of this workspace can decide here.`);
      }
      const moved = await deed(request);
      if (moved) return moved;
    }
    throw closed(md`Others are deciding this right now. Please look again.`);
  };

  return {
    /** The requester confirms the preview: it is sent to the approvers, or done. Returns when that is stored. */
    async confirm(id: string, actor: Actor, replyTo: ReplyTo): Promise<() => Promise<void>> {
      const request = await decideOn(id, actor, async (draft) => {
        requireRequester(draft, actor);
        if (draft.state !== 'drafted') throw closed(await whatHappened(parts, draft));
        const now = await parts.requests.time();
        if (now - draft.updatedAt > DRAFT_LIFE) throw closed(md`This preview is too old. Please ask again.`);
        await checkQuota(parts, draft, ruleFor(parts.policy, changeCommandOf(parts, draft.command)));
        if (draft.rule?.access !== 'approval') {
          return move(draft, 'approved', { replyTo, dueIn: LEASE, owner: parts.owner });
        }
        const progress = { ...draft.progress, sentAt: now };
        const alarm = { rule: draft.rule, progress, expiresAt: now + draft.rule.expiresAfter };
        return move(draft, 'pending', {
          replyTo,
          progress,
          expiresIn: draft.rule.expiresAfter,
          dueIn: nextAlarm(alarm, now),
          tell: ['card', 'reply'],
        });
      });
      return async () => {
        if (request.state === 'approved') await work(request);
      };
    },

    /** The requester does not want it after all. */
    async drop(id: string, actor: Actor, replyTo: ReplyTo): Promise<void> {
      await decideOn(id, actor, async (draft) => {
        requireRequester(draft, actor);
        if (draft.state !== 'drafted') throw closed(await whatHappened(parts, draft));
        return move(draft, 'cancelled', {
          replyTo,
          progress: { ...draft.progress, by: actor.slackId },
          dueIn: null,
          tell: ['reply'],
        });
      });
    },

    /** Whether this person may decide this request now. @throws Refusal that says why not */
    async mayDecide(id: string, actor: Actor): Promise<Request> {
      return decideOn(id, actor, async (request) => {
        await requireApprover(parts, request, actor);
        return request;
      });
    },

    /** Approves. With enough distinct approvals the change is made by what this returns. */
    async approve(id: string, actor: Actor): Promise<() => Promise<void>> {
      const request = await decideOn(id, actor, async (pending) => {
        const eligible = await requireApprover(parts, pending, actor);
        const decisions = await parts.requests.decisions(id);
        if (decisions.some((one) => one.approver_slack_id === actor.slackId)) {
          throw closed(md`You have approved this already. It waits for another approver.`);
        }
        // The word of somebody who is no approver any more does not count.
        const approvals = decisions.filter(
          (one) => one.verdict === 'approve' && eligible.has(one.approver_slack_id),
        );
        const needed = ruleFor(parts.policy, changeCommandOf(parts, pending.command)).needed;
        const enough = approvals.length + 1 >= needed;
        const decision = { by: actor.slackId, verdict: 'approve' as const, reason: null };
        if (enough) {
          return move(pending, 'approved', {
            decision,
            unlessExpired: true,
            dueIn: LEASE,
            owner: parts.owner,
            tell: ['card'],
          });
        }
        const now = await parts.requests.time();
        return move(pending, 'pending', {
          decision,
          unlessExpired: true,
          dueIn: nextAlarm(pending, now),
          tell: ['card'],
        });
      });
      return async () => {
        if (request.state === 'approved') await work(request);
      };
    },

    /** Denies, with a reason that the requester reads. */
    async deny(id: string, actor: Actor, reason: string): Promise<void> {
      await decideOn(id, actor, async (pending) => {
        await requireApprover(parts, pending, actor);
        const decisions = await parts.requests.decisions(id);
        if (decisions.some((one) => one.approver_slack_id === actor.slackId)) {
          throw closed(md`You have approved this already. Another approver can still deny it.`);
        }
        return move(pending, 'denied', {
          decision: { by: actor.slackId, verdict: 'deny', reason },
          unlessExpired: true,
          dueIn: null,
          tell: ['card', 'requester'],
        });
      });
    },

    /** The requester takes a sent request back. */
    async cancel(id: string, actor: Actor, replyTo: ReplyTo | null): Promise<void> {
      await decideOn(id, actor, async (pending) => {
        requireRequester(pending, actor);
        if (pending.state !== 'pending') throw closed(await whatHappened(parts, pending));
        return move(pending, 'cancelled', {
          ...(replyTo ? { replyTo } : {}),
          progress: { ...pending.progress, by: actor.slackId },
          dueIn: null,
          tell: ['card', replyTo ? 'reply' : 'requester'],
        });
      });
    },

    /** The requester wants a finished change undone, within ten minutes. */
    async undo(id: string, actor: Actor, replyTo: ReplyTo): Promise<() => Promise<void>> {
      const request = await decideOn(id, actor, async (done) => {
        requireRequester(done, actor);
        if (done.state !== 'done') throw closed(await whatHappened(parts, done));
        if (!changeCommandOf(parts, done.command).undo || done.plan?.final)
          throw closed(md`This cannot be undone.`);
        const age = (await parts.requests.time()) - (done.progress.doneAt ?? done.updatedAt);
        if (age > UNDO_TIME)
          throw closed(md`It was done more than 10 minutes ago, so I can no longer undo it.`);
        const { problem: _, ...progress } = done.progress;
        return move(done, 'undoing', { replyTo, progress, dueIn: LEASE, owner: parts.owner });
      });
      return () => work(request);
    },
  };
}
