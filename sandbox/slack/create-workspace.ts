import { person as personCalled, type SandboxPerson } from '../people.ts';
import type { CommandOffer } from './desktop.ts';
import type { ChannelState, Grid, UserGroup, Workspace, WorkspaceUser } from './workspace.ts';

/** What an app's manifest says about it, as far as the workspace keeps to it. */
export interface AppSettings {
  readonly name?: string;
  /** Slash commands that are delivered beside the proposed one; `any`: whatever is typed. */
  readonly commands?: readonly string[] | 'any';
  /** What the page completes after `/`: commands with their usage hints. */
  readonly usage?: readonly CommandOffer[];
  /** Lines that the page proposes to a newcomer; Frontdesk's when left out. */
  readonly offers?: readonly CommandOffer[];
  /** The Messages tab is read-only. */
  readonly readOnly?: boolean;
  /** Scopes of the bot token. */
  readonly scopes?: readonly string[];
  /** Events that the app subscribed to. */
  readonly events?: readonly string[];
}

const botScopes = [
  'app_mentions:read',
  'commands',
  'chat:write',
  'im:write',
  'users:read',
  'users:read.email',
  'users.profile:read',
  'usergroups:read',
  'channels:read',
  'groups:read',
  'files:read',
  'files:write',
];

/**
 * A fresh workspace with these people, its channels, the group `S0ADMINS` and nothing said yet. Without other
 * settings the app has the scopes and the one event that Frontdesk needs.
 */
export function createWorkspace(
  people: readonly SandboxPerson[],
  command: string,
  settings: AppSettings = {},
  grid: Grid | null = null,
): Workspace {
  const team = { id: 'T0FRONTDESK', name: 'Frontdesk Sandbox', domain: 'frontdesk-sandbox' };
  const { name = 'Frontdesk', commands = [command] } = settings;
  const ids = { id: 'A0FRONTDESK', userId: 'U0FRONTDESK', botId: 'B0FRONTDESK' };
  const offers = settings.offers ? { offers: settings.offers } : {};
  const { usage = [{ line: command, hint: '' }], readOnly = false } = settings;
  const app = { ...ids, name, command, commands, usage, readOnly, ...offers };
  const users = fixtureUsers(people, team.id, app);
  return {
    team,
    grid,
    app,
    users,
    channels: fixtureChannels(users, app.userId),
    userGroups: new Map([['S0ADMINS', adminGroup(users)]]),
    profileFields: new Map([[MANAGER_FIELD, { id: MANAGER_FIELD, label: 'Manager', type: 'user' }]]),
    modals: new Map(),
    homes: new Map(),
    files: new Map(),
    uploads: new Map(),
    scopes: new Set(settings.scopes ?? botScopes),
    appScopes: new Set(['connections:write']),
    events: new Set(settings.events ?? ['app_home_opened', 'app_mention', 'user_change']),
  };
}

/** The field of profiles that names somebody's manager. */
const MANAGER_FIELD = 'Xf0MANAGER';

function adminGroup(users: ReadonlyMap<string, WorkspaceUser>): UserGroup {
  const members = ['U0GRACE', 'U0LINUS'].filter((id) => users.has(id));
  return { id: 'S0ADMINS', handle: 'admins', name: 'Admins', users: members, disabled: false };
}

/** The team of people from another organisation (Slack Connect). */
const partnerTeamId = 'T0PARTNER';

/** Everybody whom the workspace knows: the fixtures, the app's bot user and Slackbot. */
function fixtureUsers(
  people: readonly SandboxPerson[],
  teamId: string,
  app: { readonly userId: string; readonly name: string },
): Map<string, WorkspaceUser> {
  const users = people.map((person) => toUser(person, teamId));
  users.push(botUser(app.userId, handleOf(app.name), app.name, 'app', teamId));
  users.push(botUser('USLACKBOT', 'slackbot', 'Slackbot', 'bot', teamId));
  return new Map(users.map((user) => [user.id, user]));
}

/** A name as it can stand in a mention, such as `your-app`. */
export const handleOf = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}._]+/gu, '-');

function toUser(person: SandboxPerson, teamId: string): WorkspaceUser {
  const manager = person.manager?.slack;
  return {
    ...(manager ? { fields: { [MANAGER_FIELD]: personCalled(manager).slackId } } : {}),
    id: person.slackId,
    handle: person.handle,
    name: person.name,
    title: person.title,
    email: person.email,
    kind: person.slack.kind,
    teamId: person.slack.kind === 'stranger' ? partnerTeamId : teamId,
    emailConfirmed: person.slack.emailConfirmed ?? true,
    isAdmin: person.handle === 'grace',
    tz: person.slack.tz ?? 'Europe/London',
    locale: person.slack.locale ?? 'en-US',
  };
}

function botUser(
  id: string,
  handle: string,
  name: string,
  kind: 'app' | 'bot',
  teamId: string,
): WorkspaceUser {
  const plain = { email: '', emailConfirmed: false, isAdmin: false, tz: 'Etc/UTC', locale: 'en-US' };
  return { id, handle, name, title: kind === 'app' ? 'App' : 'Slack', kind, teamId, ...plain };
}

type Users = ReadonlyMap<string, WorkspaceUser>;

/**
 * The channels of a fresh workspace: `general` (everybody of the house), `random` (without the app),
 * `zoom-approvals` (private), `zoom-ops`, and `agency`, which is shared with another organisation.
 */
function fixtureChannels(users: Users, appUserId: string): Map<string, ChannelState> {
  const house = [...users.values()].filter((user) => user.kind === 'member').map((user) => user.id);
  const known = (...handles: string[]) => {
    const wanted = [...users.values()].filter((user) => handles.includes(user.handle));
    return wanted.map((user) => user.id);
  };
  const bots = known('hal');
  const channels = [
    makeChannel('C0GENERAL', 'general', 'public', [...house, ...known('gina'), ...bots, appUserId]),
    makeChannel('C0NOAPP', 'random', 'public', [...house, ...bots]),
    makeChannel('C0APPROVALS', 'zoom-approvals', 'private', [...known('grace', 'linus'), appUserId]),
    makeChannel('C0ZOOMOPS', 'zoom-ops', 'public', [
      ...known('grace', 'linus', 'ada', 'ben', 'mia'),
      appUserId,
    ]),
    makeChannel('C0AGENCY', 'agency', 'public', [...known('gus', 'gina', 'ada', 'eve'), appUserId]),
  ];
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  const agency = byId.get('C0AGENCY');
  if (agency) agency.isExtShared = true;
  for (const [id, topic] of topics) {
    const channel = byId.get(id);
    if (channel) channel.topic = topic;
  }
  return byId;
}

const topics = [
  ['C0GENERAL', 'Company-wide news'],
  ['C0APPROVALS', 'Zoom requests that wait for a decision'],
  ['C0ZOOMOPS', 'What was changed in Zoom'],
  ['C0AGENCY', 'Together with the agency'],
] as const;

/** An empty channel with these members (user ids). */
export function makeChannel(
  id: string,
  name: string,
  kind: ChannelState['kind'],
  members: readonly string[],
): ChannelState {
  const rest = {
    isArchived: false,
    isExtShared: false,
    created: Math.floor(Date.now() / 1000),
    messages: [],
  };
  return { id, name, kind, members: new Set(members), ...rest };
}
