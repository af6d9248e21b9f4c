import type { Actor } from '../identity/who-acts.ts';
import type { ReplyTo } from '../notifications/messenger.ts';
import { type DecideDeps, decide, requireRequester, requireState } from './decide.ts';
import type { Transition } from './transition.ts';

export interface WithdrawDeps extends DecideDeps {
  readonly transition: Transition;
}

/**
 * The requester withdraws a request that waits for a decision or for a licence.
 *
 * @param replyTo where to answer; `null`: in their direct messages
 */
export async function withdraw(
  deps: WithdrawDeps,
  requestId: string,
  actor: Actor,
  replyTo: ReplyTo | null,
): Promise<void> {
  await decide(deps, requestId, actor, async (pending) => {
    requireRequester(pending, actor);
    await requireState(deps, pending, 'pending', 'waiting');
    // The message that shows the place in line says so itself.
    const told = pending.state === 'waiting' && !replyTo;
    return deps.transition(pending, 'cancelled', {
      ...(replyTo ? { replyTo } : {}),
      progress: { ...pending.progress, by: actor.slackId },
      dueIn: null,
      notify: told ? ['card'] : ['card', replyTo ? 'reply' : 'requester'],
    });
  });
}

/** The requester does not want what the preview shows. */
export async function drop(
  deps: WithdrawDeps,
  requestId: string,
  actor: Actor,
  replyTo: ReplyTo,
): Promise<void> {
  await decide(deps, requestId, actor, async (draft) => {
    requireRequester(draft, actor);
    await requireState(deps, draft, 'drafted');
    return deps.transition(draft, 'cancelled', {
      replyTo,
      progress: { ...draft.progress, by: actor.slackId },
      dueIn: null,
      notify: ['reply'],
    });
  });
}
