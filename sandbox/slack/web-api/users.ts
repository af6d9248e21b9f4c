import type { Core } from '../core.ts';
import { handleOf } from '../create-workspace.ts';
import { fileObject } from '../files.ts';
import type { Rec } from '../json.ts';
import { belongs, type Grid, type WorkspaceUser } from '../workspace.ts';
import { ApiError, isTrue, type Method, pageOf } from './method.ts';

/** `users.*`, `bots.info`, `usergroups.*` and `files.info`. */
export const userMethods: Readonly<Record<string, Method>> = {
  'users.info': { token: 'bot', scopes: ['users:read'], required: ['user'], perMinute: 100, run: info },
  'users.list': { token: 'bot', scopes: ['users:read'], perMinute: 20, run: list },
  'users.lookupByEmail': {
    token: 'bot',
    scopes: ['users:read.email'],
    required: ['email'],
    perMinute: 50,
    run: lookupByEmail,
  },
  'users.profile.get': { token: 'bot', scopes: ['users.profile:read'], perMinute: 100, run: profile },
  'bots.info': { token: 'bot', scopes: ['users:read'], perMinute: 50, run: botInfo },
  'usergroups.list': { token: 'bot', scopes: ['usergroups:read'], perMinute: 20, run: groups },
  'usergroups.users.list': {
    token: 'bot',
    scopes: ['usergroups:read'],
    required: ['usergroup'],
    perMinute: 20,
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
  const labelled = isTrue(args.include_labels);
  const own = Object.entries(user.fields ?? {}).flatMap(([id, value]) => {
    const field = core.workspace.profileFields.get(id);
    return field ? [[id, { value, alt: '', ...(labelled ? { label: field.label } : {}) }] as const] : [];
  });
  // Slack: an empty list where there are none.
  const fields = own.length > 0 ? Object.fromEntries(own) : [];
  return { profile: { ...(told(core, user, args).profile as Rec), fields } };
}

/** The custom fields of profiles. */
function profileFields({ workspace }: Core): Rec {
  const fields = [...workspace.profileFields.values()].map((field, ordering) => ({
    ...field,
    ordering,
    hint: '',
    possible_values: null,
    options: null,
    is_hidden: false,
  }));
  return { profile: { fields, sections: [] } };
}

function botInfo({ workspace: { app } }: Core, args: Rec): Rec {
  if (args.bot !== app.botId) throw new ApiError('bot_not_found');
  const bot = { id: app.botId, app_id: app.id, user_id: app.userId, name: app.name };
  return { bot: { ...bot, deleted: false, updated: 0, icons: {} } };
}

function list(core: Core, args: Rec): Rec {
  const ours = [...core.workspace.users.values()].filter((user) => belongs(core.workspace, user));
  const { page, next } = pageOf(ours, args);
  return { members: page.map((user) => told(core, user, args)), response_metadata: { next_cursor: next } };
}

/** Finds people of this workspace or organisation who are active; case does not matter. */
function lookupByEmail(core: Core, args: Rec): Rec {
  const email = String(args.email).toLowerCase();
  const active = [...core.workspace.users.values()].filter((user) => {
    return user.kind !== 'deactivated' && belongs(core.workspace, user) && user.email !== '';
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
    id,
    team_id: core.workspace.team.id,
    is_usergroup: true,
    is_subteam: true,
    handle,
    name,
    description: '',
    is_external: false,
    date_delete: disabled ? 1 : 0,
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

/** A person as the app is told of them. */
export function told(core: Core, user: WorkspaceUser, args: Rec): Rec {
  const email = core.workspace.scopes.has('users:read.email');
  const grid = belongs(core.workspace, user) ? core.workspace.grid : null;
  return userObject(user, { email, locale: isTrue(args.include_locale), grid });
}

interface Shown {
  /** `users:read.email` is granted. */
  readonly email: boolean;
  /** `include_locale` was given. */
  readonly locale: boolean;
  /** The Enterprise Grid organisation of its members. */
  readonly grid: Grid | null;
}

/** A person as `users.info` tells them; someone deactivated has lost most fields. */
function userObject(user: WorkspaceUser, shown: Shown): Rec {
  const base = { id: user.id, team_id: user.teamId, name: user.handle };
  const deactivated = user.kind === 'deactivated';
  const isBot = user.kind === 'bot' || user.kind === 'app';
  const tail = { is_bot: isBot, is_app_user: false, updated: 1_700_000_000 };
  const profile = profileOf(user, shown.email);
  if (deactivated) return { ...base, deleted: true, profile, ...tail, is_forgotten: false };
  const zone = zoneOf(user.tz);
  const single = user.kind === 'single-channel-guest';
  return {
    ...base,
    deleted: false,
    color: '9f69e7',
    real_name: user.name,
    ...zone,
    profile,
    is_admin: user.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.kind === 'guest' || single,
    is_ultra_restricted: single,
    ...tail,
    is_email_confirmed: user.emailConfirmed,
    who_can_share_contact_card: 'EVERYONE',
    ...(user.kind === 'stranger' ? { is_stranger: true } : {}),
    ...(shown.locale ? { locale: user.locale } : {}),
    ...(shown.grid ? { enterprise_user: enterpriseUser(user, shown.grid) } : {}),
  };
}

function enterpriseUser({ id, teamId, isAdmin }: WorkspaceUser, grid: Grid): Rec {
  const organisation = { enterprise_id: grid.id, enterprise_name: grid.name };
  return { id, ...organisation, is_admin: isAdmin, is_owner: false, teams: [teamId] };
}

function profileOf(user: WorkspaceUser, withEmail: boolean): Rec {
  const [first = '', ...rest] = user.name.split(' ');
  const isBot = user.kind === 'bot' || user.kind === 'app';
  return {
    title: isBot ? '' : user.title,
    phone: '',
    skype: '',
    status_text: '',
    status_emoji: '',
    real_name: user.name,
    real_name_normalized: user.name,
    display_name: user.handle,
    display_name_normalized: user.handle,
    first_name: first,
    last_name: rest.join(' '),
    team: user.teamId,
    avatar_hash: 'g0',
    ...(withEmail && user.email && !isBot ? { email: user.email } : {}),
  };
}

/** Slack may tell a zone that this Node does not know. */
function zoneOf(tz: string): Rec {
  try {
    return { tz, tz_label: zoneName(tz), tz_offset: zoneOffset(tz) };
  } catch {
    return { tz, tz_label: tz, tz_offset: 0 };
  }
}

function zoneName(tz: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'long' }).formatToParts(
    new Date(),
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? tz;
}

/** Seconds east of Greenwich, now. */
function zoneOffset(tz: string): number {
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const local = new Date(`${now.toLocaleString('sv-SE', { timeZone: tz }).replace(' ', 'T')}Z`);
  return Math.round((local.getTime() - now.getTime()) / 1000);
}

/** `api.test`, `auth.test`, `team.info` and `apps.connections.open`. */
export const generalMethods: Readonly<Record<string, Method>> = {
  'api.test': {
    token: 'none',
    scopes: [],
    run(_core, { token: _token, ...args }) {
      if (typeof args.error === 'string') throw new ApiError(args.error, { args });
      return { args };
    },
  },
  'auth.test': {
    token: 'any',
    scopes: [],
    run({ workspace: { team, grid, app }, url }) {
      const user = { user: handleOf(app.name), user_id: app.userId, bot_id: app.botId };
      const enterprise = grid ? { enterprise_id: grid.id } : {};
      const orgInstall = grid?.orgInstall ?? false;
      const { id: team_id, name } = orgInstall && grid ? grid : team;
      return {
        url: `${url()}/`,
        team: name,
        team_id,
        ...enterprise,
        ...user,
        is_enterprise_install: orgInstall,
      };
    },
  },
  'team.info': {
    token: 'bot',
    scopes: ['team:read'],
    perMinute: 50,
    run: ({ workspace: { team } }) => ({ team: { ...team, email_domain: '', icon: {} } }),
  },
  'team.profile.get': { token: 'bot', scopes: ['users.profile:read'], perMinute: 50, run: profileFields },
  'apps.connections.open': {
    token: 'app',
    scopes: ['connections:write'],
    perMinute: 50,
    run(core) {
      const path = core.socketUrl();
      if (path === undefined) throw new ApiError('too_many_websockets');
      return { url: core.url().replace(/^http/, 'ws') + path };
    },
  },
};
