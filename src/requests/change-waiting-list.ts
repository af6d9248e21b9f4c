import { appendEntry } from '../audit/append.ts';
import { Refusal } from '../identity/refusal.ts';
import type { Actor } from '../identity/who-acts.ts';
import { text } from '../languages/text.ts';
import type { Store } from '../store/open.ts';
import { md } from '../views/mrkdwn.ts';
import { ordinal } from '../views/place.ts';
import { type AuthorizeDeps, authorize, concerns } from './authorize.ts';
import { closed, type DecideDeps, decide } from './decide.ts';
import type { Request } from './request.ts';
import type { SeatWatch } from './seat-watch.ts';
import type { Transition } from './transition.ts';
import { isAhead, type WaitingList } from './waiting-list.ts';

export interface ChangeWaitingListDeps extends DecideDeps, AuthorizeDeps {
  readonly store: Store;
  readonly waitingList: WaitingList;
  readonly seatWatch: Pick<SeatWatch, 'reordered'>;
  readonly transition: Transition;
}

/**
 * An admin moves somebody ahead of the one before them, or of all. It stands in the audit log.
 *
 * @throws Refusal when this person may not, or nobody is before them
 */
export async function moveInLine(
  deps: ChangeWaitingListDeps,
  requestId: string,
  actor: Actor,
  to: 'up' | 'top',
): Promise<void> {
  await decide(deps, requestId, actor, async (request) => {
    await authorize(deps, request, actor, 'waiting-list');
    const { subject } = request.plan ?? {};
    const at = await deps.requests.time();
    const moved = await deps.waitingList.move(requestId, to, (trx, before, after) =>
      appendEntry(deps.store, trx, {
        at,
        requestId,
        event: 'moved',
        actor: actor.slackId,
        requester: request.requesterSlackId,
        command: request.command,
        account: subject ?? null,
        changes: [{ label: text`Waiting list`, before: ordinal(before), after: ordinal(after) }],
        detail: '',
      }),
    );
    if (!moved) {
      throw new Refusal('decision', {
        says: md`Nobody is ahead of them in line.`,
        next: md`Nothing was changed.`,
      });
    }
    return request;
  });
  deps.seatWatch.reordered();
}

type RemoveDeps = DecideDeps & AuthorizeDeps & Pick<ChangeWaitingListDeps, 'waitingList'>;

/** Whether this person may take somebody off the list, before they are asked why. @throws Refusal that says why not */
export async function requireMayRemoveFromLine(
  deps: RemoveDeps,
  requestId: string,
  actor: Actor,
): Promise<Request> {
  return decide(deps, requestId, actor, async (request) => {
    await requireMayRemove(deps, request, actor);
    return request;
  });
}

/** An admin takes somebody off the list, with a reason that they read. @throws Refusal when this person may not */
export async function removeFromLine(
  deps: ChangeWaitingListDeps,
  requestId: string,
  actor: Actor,
  reason: string,
): Promise<void> {
  await decide(deps, requestId, actor, async (request) => {
    await requireMayRemove(deps, request, actor);
    return deps.transition(request, 'cancelled', {
      progress: { ...request.progress, by: actor.slackId, removed: { by: actor.slackId, reason } },
      dueIn: null,
      notify: ['card', 'requester'],
    });
  });
}

/** An admin who waits themselves takes off nobody before them: they would get a licence earlier. @throws Refusal */
async function requireMayRemove(deps: RemoveDeps, request: Request, actor: Actor): Promise<void> {
  const zoomId = await authorize(deps, request, actor, 'waiting-list');
  const line = (await deps.waitingList.line()).filter(isAhead);
  const at = line.findIndex(({ requestId }) => requestId === request.id);
  for (const { requestId } of line.slice(at + 1)) {
    const behind = await deps.requests.find(requestId);
    if (behind && concerns(behind, actor.slackId, zoomId)) {
      throw closed(md`You wait behind them and would move up, so another admin has to remove them.`);
    }
  }
}
