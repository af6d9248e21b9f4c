import type { Core } from '../core.ts';
import type { WorkspaceUser } from '../workspace.ts';

/** The person who acts; a string is why they cannot. Bots and deactivated people have no Slack client. */
export function actorOf(core: Core, userId: string): WorkspaceUser | string {
  const user = core.workspace.users.get(userId);
  if (!user) return 'user_not_found';
  if (user.kind === 'deactivated') return 'account_inactive';
  return user.kind === 'bot' || user.kind === 'app' ? 'user_is_bot' : user;
}
