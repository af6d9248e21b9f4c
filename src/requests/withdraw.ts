import type { ReplyTo } from '../notifications/messenger.ts';
import { type Actor, type DecideDeps, decide, requireRequester, requireState } from './authorize.ts';
import type { Transition } from './transition.ts';

/**
 * The requester withdraws a request that waits for a decision.
 *
 * @param replyTo where to answer; `null`: in their direct messages
 */
export async function withdraw(
  deps: DecideDeps & { readonly transition: Transition },
  requestId: string,
  actor: Actor,
  replyTo: ReplyTo | null,
): Promise<void> {
  await decide(deps, requestId, actor, async (pending) => {
    requireRequester(pending, actor);
    await requireState(deps, pending, 'pending');
    return deps.transition(pending, 'cancelled', {
      ...(replyTo ? { replyTo } : {}),
      progress: { ...pending.progress, by: actor.slackId },
      dueIn: null,
      notify: ['card', replyTo ? 'reply' : 'requester'],
    });
  });
}
