import type { SandboxPerson } from '../people.ts';
import { castChannels } from './cast-channels.ts';
import { castUsers } from './cast-users.ts';
import type { CommandOffer } from './desktop.ts';
import type { UserGroup, Workspace, WorkspaceUser } from './workspace.ts';

/** What an app's manifest says about it, as far as the workspace keeps to it. */
export interface AppSettings {
  readonly name?: string;
  /** Slash commands that are delivered beside the proposed one; `any`: whatever is typed. */
  readonly commands?: readonly string[] | 'any';
  /** Lines that the page proposes; Frontdesk's when left out. */
  readonly offers?: readonly CommandOffer[];
  /** Scopes of the bot token. */
  readonly scopes?: readonly string[];
  /** Events that the app subscribed to. */
  readonly events?: readonly string[];
}

const botScopes = [
  ...['commands', 'chat:write', 'im:write', 'users:read', 'users:read.email'],
  ...['usergroups:read', 'channels:read', 'groups:read', 'files:read', 'files:write'],
];

/**
 * A fresh workspace with this cast, its channels, the group `S0ADMINS` and nothing said yet. Without other
 * settings the app has the scopes and the one event that Frontdesk needs.
 */
export function createWorkspace(
  people: readonly SandboxPerson[],
  command: string,
  settings: AppSettings = {},
): Workspace {
  const team = { id: 'T0FRONTDESK', name: 'Frontdesk Sandbox', domain: 'frontdesk-sandbox' };
  const { name = 'Frontdesk', commands = [command] } = settings;
  const ids = { id: 'A0FRONTDESK', userId: 'U0FRONTDESK', botId: 'B0FRONTDESK' };
  const offers = settings.offers ? { offers: settings.offers } : {};
  const app = { ...ids, name, command, commands, ...offers };
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
    scopes: new Set(settings.scopes ?? botScopes),
    appScopes: new Set(['connections:write']),
    events: new Set(settings.events ?? ['app_home_opened']),
  };
}

function adminGroup(users: ReadonlyMap<string, WorkspaceUser>): UserGroup {
  const members = ['U0GRACE', 'U0LINUS'].filter((id) => users.has(id));
  return { id: 'S0ADMINS', handle: 'admins', name: 'Admins', users: members, disabled: false };
}
