import { formatDistance } from 'date-fns/formatDistance';
import { Refusal } from '../identity/refusal.ts';
import type { Rule } from '../policy/policy.ts';
import { code, md } from '../views/mrkdwn.ts';
import type { Request } from './request.ts';
import type { RequestStore } from './request-store.ts';

/**
 * Whether the person may use this command once more. Previews do not count until they are confirmed, so it is checked
 * then as well.
 *
 * @throws Refusal when the quota is used up
 */
export async function checkQuota(
  { requests }: { readonly requests: RequestStore },
  { requesterSlackId, command }: Request,
  { quota }: Pick<Rule, 'quota'>,
): Promise<void> {
  if (!quota) return;
  const used = await requests.countRecent(requesterSlackId, command, quota.per);
  if (used < quota.times) return;
  throw new Refusal('policy', {
    says: md`You have used ${code(command)} ${quota.times === 1 ? 'once' : `${quota.times} times`} in ${formatDistance(0, quota.per)}, which is as often as your organisation allows.`,
    next: md`Try again later, or ask a Zoom admin.`,
  });
}
