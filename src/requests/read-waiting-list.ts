import type { WaitingEntry } from '../commands/context.ts';
import { decider } from '../views/card.ts';
import { describeRequest } from './request-log.ts';
import type { RequestStore } from './request-store.ts';
import { expectedFor, type OutlookDeps, positionIn, readOutlook } from './seat-outlook.ts';
import { isAhead } from './waiting-list.ts';

/** Everybody who waits for a licence, the first in line first, in the words for an admin. */
export async function readWaitingList(
  deps: OutlookDeps & { readonly requests: Pick<RequestStore, 'find' | 'decisions'> },
): Promise<WaitingEntry[]> {
  const line = await deps.waitingList.line();
  const ahead = line.filter(isAhead);
  const outlook = await readOutlook(deps);
  const entries = await Promise.all(
    line.map(async ({ requestId, state, joinedAt }): Promise<WaitingEntry[]> => {
      const request = state === 'waiting' ? await deps.requests.find(requestId) : null;
      if (!request) return [];
      const position = positionIn(ahead, requestId);
      const decisions = await deps.requests.decisions(requestId);
      return [
        {
          id: requestId,
          what: describeRequest(deps, request, false),
          requesterSlackId: request.requesterSlackId,
          since: request.progress.waiting?.since ?? joinedAt,
          approvedBy: decisions.flatMap((one) =>
            one.verdict === 'approve' ? [decider(one.approver_slack_id, one.for_slack_id)] : [],
          ),
          place: { position, expected: expectedFor(position, outlook) },
        },
      ];
    }),
  );
  return entries.flat();
}
