import { code, md } from '../../views/mrkdwn.ts';
import type { Actor } from '../actor.ts';
import { mayBreakGlass } from '../approvals.ts';
import type { Parts } from '../parts.ts';
import type { Request } from '../request.ts';
import { LEASE } from '../requests.ts';
import { DRAFT_LIFE } from '../steps/receive.ts';
import type { Lifecycle } from '../worker.ts';
import { createDecideOn } from './decide-on.ts';
import { requireRequester } from './may-decide.ts';
import { closed, whatHappened } from './what-happened.ts';

/** An admin approves their own request, with a reason that everybody in the notice channel reads. */
export function createBreakGlass(parts: Parts, { move, work }: Lifecycle) {
  const decideOn = createDecideOn(parts);
  const check = async (request: Request, actor: Actor) => {
    requireRequester(request, actor);
    if (request.state !== 'drafted' && request.state !== 'pending') {
      throw closed(await whatHappened(parts, request));
    }
    const now = await parts.requests.time();
    const over =
      request.state === 'drafted'
        ? now - request.updatedAt > DRAFT_LIFE
        : request.expiresAt !== null && request.expiresAt <= now;
    if (over) throw closed(md`This is too old by now. Please ask again.`);
    if (request.rule?.access !== 'approval' || !mayBreakGlass(parts.policy, request.command, actor.slackId)) {
      throw closed(md`Nobody may approve their own ${code(request.command)} here.`);
    }
  };
  return {
    /** @throws Refusal for whoever may not do this now */
    async mayBreakGlass(id: string, actor: Actor): Promise<Request> {
      return decideOn(id, actor, async (request) => {
        await check(request, actor);
        return request;
      });
    },

    /** The change is made by what this returns; that it was approved alone is stored, and told, before. */
    async breakGlass(id: string, actor: Actor, reason: string): Promise<() => Promise<void>> {
      const request = await decideOn(id, actor, async (own) => {
        await check(own, actor);
        const sent = own.state === 'pending';
        return move(own, 'approved', {
          decision: { by: actor.slackId, verdict: 'approve', reason },
          progress: { ...own.progress, selfApproved: { by: actor.slackId, reason } },
          dueIn: LEASE,
          owner: parts.owner,
          notify: ['alarm', ...(sent ? (['card'] as const) : [])],
        });
      });
      return () => work(request);
    },
  };
}
