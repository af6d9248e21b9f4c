import type { SandboxPerson } from '../people.ts';
import { castChannels } from './cast-channels.ts';
import { castUsers } from './cast-users.ts';
import type { UserGroup, Workspace, WorkspaceUser } from './workspace.ts';

const botScopes = [
  ...['commands', 'chat:write', 'im:write', 'users:read', 'users:read.email'],
  ...['usergroups:read', 'channels:read', 'groups:read', 'files:read', 'files:write'],
];

/** A fresh workspace with this cast, its channels, the group `S0ADMINS` and nothing said yet. */
export function createWorkspace(people: readonly SandboxPerson[], command: string): Workspace {
  const team = { id: 'T0FRONTDESK', name: 'Frontdesk Sandbox', domain: 'frontdesk-sandbox' };
  const app = { id: 'A0FRONTDESK', userId: 'U0FRONTDESK', botId: 'B0FRONTDESK', name: 'Frontdesk', command };
  const users = castUsers(people, team.id, app);
  return {
    team,
    app,
    users,
    channels: castChannels(users, app.userId),
    userGroups: new Map([['S0ADMINS', adminGroup(users)]]),
    modals: new Map(),
    homes: new Map(),
    files: new Map(),
    uploads: new Map(),
    scopes: new Set(botScopes),
    appScopes: new Set(['connections:write']),
  };
}

function adminGroup(users: ReadonlyMap<string, WorkspaceUser>): UserGroup {
  const members = ['U0GRACE', 'U0LINUS'].filter((id) => users.has(id));
  return { id: 'S0ADMINS', handle: 'admins', name: 'Admins', users: members, disabled: false };
}
