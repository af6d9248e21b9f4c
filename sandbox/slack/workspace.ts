import type { KnownBlock } from '@slack/types';
import { makeChannel } from './create-workspace.ts';
import type { CommandOffer, Member, OpenView, StateValues } from './desktop.ts';

/** Somebody in the workspace. Fields may be changed while it runs: deactivate a person, take their email. */
export interface WorkspaceUser {
  readonly id: string;
  handle: string;
  name: string;
  title: string;
  /** Empty: Slack knows no address. */
  email: string;
  kind: Member['kind'];
  teamId: string;
  emailConfirmed: boolean;
  isAdmin: boolean;
  tz: string;
  locale: string;
  /** Values of custom fields of the profile, by the field's id. */
  fields?: Record<string, string>;
}

/** A custom field of profiles, as the workspace's admins have made it. */
interface ProfileField {
  readonly id: string;
  label: string;
  /** `user`: its value is the id of a person, or several with commas. */
  type: 'user' | 'text';
}

/** A message as it is kept; `visibleTo` makes it ephemeral. */
export interface StoredMessage {
  readonly ts: string;
  /** The author: a person, the app's bot user, or `USLACKBOT`. */
  readonly user: string;
  text: string;
  blocks: readonly KnownBlock[];
  edited: boolean;
  readonly threadTs?: string;
  /** Who reacted with what, by the emoji's name. */
  readonly reactions: Map<string, Set<string>>;
  /** Ids of files that came with it. */
  readonly files?: readonly string[];
  /** The only person who sees it. */
  readonly visibleTo?: string;
  readonly fromSlack?: boolean;
  /** Why the last click on it failed, by person. */
  readonly troubles: Map<string, string>;
}

export interface ChannelState {
  readonly id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  /** User ids, the app's bot user among them where it belongs to the channel. */
  readonly members: Set<string>;
  isArchived: boolean;
  /** Shared with another organisation by Slack Connect. */
  isExtShared: boolean;
  topic?: string;
  readonly created: number;
  /** The person of a direct message with the app. */
  readonly user?: string;
  readonly messages: StoredMessage[];
}

/** A modal or a Home tab as it is kept. */
export interface StoredView {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | null;
  hash: string;
  /** The view as the app gave it, ids of blocks and elements filled in. */
  view: Readonly<Record<string, unknown>>;
  blocks: readonly KnownBlock[];
  /** What the person has entered so far, as far as their client told. */
  typed: StateValues;
  errors: OpenView['errors'];
  /** What Slack shows above the form when the app failed. */
  trouble?: string;
}

export interface UserGroup {
  readonly id: string;
  handle: string;
  name: string;
  users: string[];
  disabled: boolean;
}

/** A file that a person chose in a `file_input`, or that the app uploaded. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly user: string;
  readonly created: number;
  readonly content: Uint8Array;
  /** What a picture shows, in words. */
  readonly alt?: string;
}

/** An upload that the app has begun; its content comes to the address that it was given. */
export interface PendingUpload {
  readonly name: string;
  readonly length: number;
  readonly key: string;
  readonly alt: string | undefined;
  content: Uint8Array | undefined;
}

/** The live state of the local Slack. Tests may read all of it and change what they need. */
export interface Workspace {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  /** The organisation on Enterprise Grid; `null`: the workspace stands alone. */
  readonly grid: Grid | null;
  readonly app: {
    readonly id: string;
    readonly userId: string;
    readonly botId: string;
    readonly name: string;
    /** The slash command that the page proposes. */
    readonly command: string;
    /** The slash commands that are delivered. */
    readonly commands: readonly string[] | 'any';
    /** What the composer completes after `/`. */
    readonly usage: readonly CommandOffer[];
    readonly offers?: readonly CommandOffer[];
    /** The Messages tab takes no messages. */
    readonly readOnly: boolean;
  };
  readonly users: Map<string, WorkspaceUser>;
  readonly channels: Map<string, ChannelState>;
  readonly userGroups: Map<string, UserGroup>;
  readonly profileFields: Map<string, ProfileField>;
  /** Open modals by person, the root first. */
  readonly modals: Map<string, StoredView[]>;
  /** Published Home tabs by person. */
  readonly homes: Map<string, StoredView>;
  readonly files: Map<string, StoredFile>;
  /** Uploads that are not completed, by file id. */
  readonly uploads: Map<string, PendingUpload>;
  /** Scopes of the bot token and of the app-level token. */
  readonly scopes: Set<string>;
  readonly appScopes: Set<string>;
  /** Names of the events that the app subscribed to, such as `message.channels`. */
  readonly events: Set<string>;
}

/** An organisation on Enterprise Grid, to which the workspace belongs. People may be of its other workspaces. */
export interface Grid {
  readonly id: string;
  readonly name: string;
  /** The app is installed for the whole organisation, and not in the workspace. */
  readonly orgInstall: boolean;
}

/** Whether somebody belongs to the workspace, or on Enterprise Grid to its organisation. */
export function belongs({ team, grid }: Workspace, { teamId, kind }: WorkspaceUser): boolean {
  return teamId === team.id || (grid !== null && kind !== 'stranger');
}

/** A channel by id, by name or by `#name`. */
export function findChannel(workspace: Workspace, key: string): ChannelState | undefined {
  const name = key.replace(/^#/, '');
  const named = () => [...workspace.channels.values()].find((one) => one.kind !== 'im' && one.name === name);
  return workspace.channels.get(key) ?? named();
}

/** Guests and people of other organisations see only their channels; members see every public one. */
export function canSee(workspace: Workspace, userId: string, channel: ChannelState): boolean {
  if (channel.members.has(userId)) return true;
  return channel.kind === 'public' && workspace.users.get(userId)?.kind === 'member';
}

/** The direct message between a person and the app, made when there is none yet. */
export function openIm(workspace: Workspace, userId: string): ChannelState {
  const found = findIm(workspace, userId);
  if (found) return found;
  const id = `D0${userId.replace(/^[UW]0?/, '')}`;
  const im = { ...makeChannel(id, workspace.app.name, 'im', [userId, workspace.app.userId]), user: userId };
  workspace.channels.set(id, im);
  return im;
}

/** The direct message between a person and the app, if there is one. */
function findIm(workspace: Workspace, userId: string): ChannelState | undefined {
  return [...workspace.channels.values()].find((one) => one.kind === 'im' && one.user === userId);
}

/** `channel_name` as slash commands carry it: private channels and direct messages do not tell their name. */
export function payloadName(channel: ChannelState): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}
