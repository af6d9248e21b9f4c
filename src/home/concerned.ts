import { isAdmin } from '../policy/access.ts';
import type { Parts } from '../requests/parts.ts';
import type { Request } from '../requests/request.ts';
import { everyApprover } from './decidable.ts';
import type { HomeRows } from './rows.ts';

const DAY = 86_400_000;
/** More people than this are not reached; they see the news when they open the tab. */
const VIEWERS_MAX = 2_000;

const ended = new Set<Request['state']>(['done', 'undone', 'failed', 'denied', 'cancelled', 'expired']);

/** Whether anybody sees this request on a Home tab. */
export function isVisible({ state }: Request): boolean {
  return state !== 'received' && state !== 'drafted' && state !== 'refused';
}

/**
 * Whose Home tab looks different now: the requesters' and the subjects', and those of approvers and admins who had it
 * open within a day.
 */
export async function viewersOf(
  parts: Parts,
  rows: HomeRows,
  requests: readonly Request[],
): Promise<string[]> {
  const directly = new Set(requests.flatMap(peopleOf));
  const viewers = await rows.viewers([...directly], DAY, VIEWERS_MAX);
  const many = requests.some((one) => one.rule?.access === 'approval' || ended.has(one.state));
  const approvers = many ? await parts.approvers.expand(everyApprover(parts.policy)) : new Set<string>();
  const staff = (id: string) => many && (approvers.has(id) || isAdmin(parts.policy, id));
  // Those whom it is about come first.
  return [
    ...viewers.filter((id) => directly.has(id)),
    ...viewers.filter((id) => !directly.has(id) && staff(id)),
  ];
}

/** Who asked for it, and whose account it is. */
export function peopleOf({ requesterSlackId, plan }: Request): string[] {
  const subject = plan?.subject.slackId;
  return subject && subject !== requesterSlackId ? [requesterSlackId, subject] : [requesterSlackId];
}
