import type { Core } from '../core.ts';
import { fileObject } from '../files.ts';
import type { Rec } from '../json.ts';
import type { WorkspaceUser } from '../workspace.ts';
import { ApiError, isTrue, type Method } from './method.ts';
import { pageOf } from './page.ts';
import { userObject } from './user-object.ts';

/** `users.*`, `bots.info`, `usergroups.*` and `files.info`. */
export const userMethods: Readonly<Record<string, Method>> = {
  'users.info': { token: 'bot', scopes: ['users:read'], required: ['user'], perMinute: 100, run: info },
  'users.list': { token: 'bot', scopes: ['users:read'], perMinute: 20, run: list },
  'users.lookupByEmail': {
    ...{ token: 'bot', scopes: ['users:read.email'], required: ['email'], perMinute: 50 },
    run: lookupByEmail,
  },
  'users.profile.get': { token: 'bot', scopes: ['users.profile:read'], perMinute: 100, run: profile },
  'bots.info': { token: 'bot', scopes: ['users:read'], perMinute: 50, run: botInfo },
  'usergroups.list': { token: 'bot', scopes: ['usergroups:read'], perMinute: 20, run: groups },
  'usergroups.users.list': {
    ...{ token: 'bot', scopes: ['usergroups:read'], required: ['usergroup'], perMinute: 20 },
    run: groupUsers,
  },
  'files.info': { token: 'bot', scopes: ['files:read'], required: ['file'], perMinute: 100, run: fileInfo },
};

function info(core: Core, args: Rec): Rec {
  const user = core.workspace.users.get(String(args.user));
  if (!user) throw new ApiError('user_not_found');
  return { user: told(core, user, args) };
}

/** Without a user it is the app's own. */
function profile(core: Core, args: Rec): Rec {
  const user = core.workspace.users.get(String(args.user ?? core.workspace.app.userId));
  if (!user) throw new ApiError('user_not_found');
  return { profile: told(core, user, args).profile };
}

function botInfo({ workspace: { app } }: Core, args: Rec): Rec {
  if (args.bot !== app.botId) throw new ApiError('bot_not_found');
  const bot = { id: app.botId, app_id: app.id, user_id: app.userId, name: app.name };
  return { bot: { ...bot, deleted: false, updated: 0, icons: {} } };
}

function list(core: Core, args: Rec): Rec {
  const ours = [...core.workspace.users.values()].filter((user) => user.teamId === core.workspace.team.id);
  const { page, next } = pageOf(ours, args);
  return { members: page.map((user) => told(core, user, args)), response_metadata: { next_cursor: next } };
}

/** Finds people of this workspace who are active; case does not matter. */
function lookupByEmail(core: Core, args: Rec): Rec {
  const email = String(args.email).toLowerCase();
  const active = [...core.workspace.users.values()].filter((user) => {
    return user.kind !== 'deactivated' && user.teamId === core.workspace.team.id && user.email !== '';
  });
  const user = active.find((one) => one.email.toLowerCase() === email);
  if (!user) throw new ApiError('users_not_found');
  return { user: told(core, user, args) };
}

function groups(core: Core, args: Rec): Rec {
  const shown = [...core.workspace.userGroups.values()].filter(
    (one) => !one.disabled || isTrue(args.include_disabled),
  );
  const usergroups = shown.map(({ id, handle, name, users, disabled }) => ({
    ...{ id, team_id: core.workspace.team.id, is_usergroup: true, is_subteam: true, handle, name },
    ...{ description: '', is_external: false, date_delete: disabled ? 1 : 0 },
    ...(isTrue(args.include_users) ? { users } : {}),
    ...(isTrue(args.include_count) ? { user_count: users.length } : {}),
  }));
  return { usergroups };
}

function groupUsers(core: Core, args: Rec): Rec {
  const group = core.workspace.userGroups.get(String(args.usergroup));
  if (!group || (group.disabled && !isTrue(args.include_disabled))) throw new ApiError('no_such_subteam');
  return { users: group.users };
}

function fileInfo(core: Core, args: Rec): Rec {
  const file = core.workspace.files.get(String(args.file));
  if (!file) throw new ApiError('file_not_found');
  return { file: fileObject(core, file) };
}

function told(core: Core, user: WorkspaceUser, args: Rec): Rec {
  const email = core.workspace.scopes.has('users:read.email');
  return userObject(user, { email, locale: isTrue(args.include_locale) });
}
