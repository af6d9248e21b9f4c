import { type Plan, UnreadablePlanError } from '../commands/plan.ts';
import { Refusal } from '../identity/refusal.ts';
import { cardOf, checkAgain, type ExecuteDeps, execute, fail } from './execute.ts';
import type { Request } from './request.ts';
import { nextCheck } from './wait-for-seat.ts';

/**
 * A request that waits is due: it got a licence, or has waited too long, or it is time to check whether its people still
 * may have one.
 */
export async function endWait(deps: ExecuteDeps, request: Request): Promise<Request | null> {
  const now = await deps.requests.time();
  const place = await deps.waitingList.find(request.id);
  if (place?.reservedAt) return execute(deps, request);
  if (request.expiresAt !== null && request.expiresAt <= now) {
    await deps.transition(request, 'expired', { dueIn: null, notify: ['requester', ...cardOf(request)] });
    return null;
  }
  let renewed: Plan | null = null;
  try {
    renewed = await checkAgain(deps, request);
  } catch (error) {
    if (error instanceof Refusal || error instanceof UnreadablePlanError) return fail(deps, request, error);
    deps.logger.info({ err: error, request: request.id }, 'could not check who waits for a licence');
  }
  const since = request.progress.waiting?.since ?? now;
  const waiting = { since, checkedAt: now };
  const progress = { ...request.progress, waiting };
  await deps.transition(request, 'waiting', {
    ...(renewed ? { plan: renewed } : {}),
    progress,
    dueIn: nextCheck(waiting, now),
  });
  return null;
}
