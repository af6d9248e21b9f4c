import { ruleFor } from '../../policy/policy.ts';
import { md } from '../../views/mrkdwn.ts';
import type { Actor } from '../actor.ts';
import { changeCommandOf, type Parts } from '../parts.ts';
import { checkQuota } from '../quota.ts';
import type { ReplyTo } from '../request.ts';
import { LEASE } from '../requests.ts';
import { nextAlarm } from '../steps/alarm.ts';
import { DRAFT_LIFE } from '../steps/receive.ts';
import type { Lifecycle } from '../worker.ts';
import { createDecideOn } from './decide-on.ts';
import { requireRequester } from './may-decide.ts';
import { closed, whatHappened } from './what-happened.ts';

/** How long a finished change can be undone, in milliseconds. */
export const UNDO_TIME = 10 * 60_000;

/** What the person who asked decides about their request. */
export function createRequesterDecisions(parts: Parts, { move, work }: Lifecycle) {
  const decideOn = createDecideOn(parts);

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
        if (draft.progress.asked?.length === 0)
          throw closed(md`There is nobody else who could approve this.`);
        const progress = { ...draft.progress, sentAt: now };
        const alarm = { rule: draft.rule, progress, expiresAt: now + draft.rule.expiresAfter };
        return move(draft, 'pending', {
          replyTo,
          progress,
          expiresIn: draft.rule.expiresAfter,
          dueIn: nextAlarm(alarm, now),
          notify: ['card', 'reply'],
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
          notify: ['reply'],
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
          notify: ['card', replyTo ? 'reply' : 'requester'],
        });
      });
    },

    /** The requester wants a finished change undone, within ten minutes. */
    async undo(id: string, actor: Actor, replyTo: ReplyTo): Promise<() => Promise<void>> {
      const request = await decideOn(id, actor, async (done) => {
        requireRequester(done, actor);
        if (done.state !== 'done') throw closed(await whatHappened(parts, done));
        if (!changeCommandOf(parts, done.command).undo || done.plan?.irreversible)
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
