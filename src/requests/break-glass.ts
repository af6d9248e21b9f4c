import type { Policy } from '../policy/policy.ts';
import { isAdmin } from './access.ts';

/**
 * Whether this person may approve their own request in an emergency: an admin, where policy says `break_glass: true`
 * for the command. It is the one exception to "nobody approves their own request", and it is never silent.
 */
export function mayBreakGlass(policy: Policy, command: string, slackId: string): boolean {
  return (policy.commands[command]?.breakGlass ?? false) && isAdmin(policy, slackId);
}
