import type { Rec } from '../json.ts';
import type { Workspace, WorkspaceUser } from '../workspace.ts';

/** What every interaction carries: who, where, for which app. `user.team_id` is the person's own team. */
export function interaction(workspace: Workspace, type: string, user: WorkspaceUser): Rec {
  return {
    type,
    team: { id: workspace.team.id, domain: workspace.team.domain },
    user: { id: user.id, username: user.handle, name: user.handle, team_id: user.teamId },
    api_app_id: workspace.app.id,
    token: 'verification-token',
    enterprise: null,
    is_enterprise_install: false,
  };
}
