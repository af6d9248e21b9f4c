import type { Delivery } from './delivery.ts';
import type { ElementState, StateValues } from './desktop.ts';
import type { Placed } from './elements.ts';
import { makeId, makeTs } from './ids.ts';
import type { Rec } from './json.ts';
import {
  type ChannelState,
  canSee,
  findChannel,
  payloadName,
  type StoredMessage,
  type StoredView,
  type Workspace,
  type WorkspaceUser,
} from './workspace.ts';

/** What every interaction carries: who, where, for which app. `user.team_id` is the person's own team. */
export function interaction(workspace: Workspace, type: string, user: WorkspaceUser): Rec {
  return {
    type,
    team: teamOf(workspace),
    user: { id: user.id, username: user.handle, name: user.handle, team_id: user.teamId },
    api_app_id: workspace.app.id,
    token: 'verification-token',
    enterprise: workspace.grid && { id: workspace.grid.id, name: workspace.grid.name },
    is_enterprise_install: workspace.grid?.orgInstall ?? false,
  };
}

/** An app that is installed for a whole organisation is told of no workspace. */
function teamOf({ team: { id, domain }, grid }: Workspace): Rec | null {
  if (grid?.orgInstall) return null;
  return { id, domain, ...(grid ? { enterprise_id: grid.id, enterprise_name: grid.name } : {}) };
}

interface Typed {
  readonly user: WorkspaceUser;
  readonly channel: ChannelState;
  /** The command, such as `/zoom`. */
  readonly name: string;
  /** What follows the command's name, as typed. */
  readonly text: string;
  readonly triggerId: string;
  readonly responseUrl: string;
}

/** A slash command as a form, with `should_escape` on. `is_enterprise_install` is the string "false". */
export function commandPayload(workspace: Workspace, typed: Typed): Delivery {
  return {
    kind: 'slash_commands',
    payload: {
      token: 'verification-token',
      team_id: typed.user.teamId,
      team_domain: typed.user.teamId === workspace.team.id ? workspace.team.domain : 'partner',
      channel_id: typed.channel.id,
      channel_name: payloadName(typed.channel),
      user_id: typed.user.id,
      user_name: typed.user.handle,
      command: typed.name,
      text: escapeText(workspace, typed.user.id, typed.text),
      api_app_id: workspace.app.id,
      ...(workspace.grid ? { enterprise_id: workspace.grid.id, enterprise_name: workspace.grid.name } : {}),
      is_enterprise_install: String(workspace.grid?.orgInstall ?? false),
      response_url: typed.responseUrl,
      trigger_id: typed.triggerId,
    },
  };
}

const links =
  /(?<url>https?:\/\/[^\s|<>]+)|(?<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<![\w@])@(?<handle>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)|(?<![\w#&])#(?<channel>[a-z0-9_-]+)/gi;

/**
 * A command's text as Slack sends it with `should_escape`: `&`, `<` and `>` as entities, people and channels
 * by id, addresses as links. A name that nobody has stays as it was typed.
 *
 * @param userId who typed it: channels that they cannot see are not resolved
 */
export function escapeText(workspace: Workspace, userId: string, typed: string): string {
  const safe = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return safe.replace(links, (whole: string, ...rest: unknown[]) => {
    const { url, email, handle, channel } = rest.at(-1) as Record<string, string | undefined>;
    if (url) return `<${url}>`;
    if (email) return `<mailto:${email}|${email}>`;
    if (handle) return mention(workspace, handle.toLowerCase()) ?? whole;
    const found = channel ? findChannel(workspace, channel.toLowerCase()) : undefined;
    return found && canSee(workspace, userId, found) ? `<#${found.id}|${found.name}>` : whole;
  });
}

function mention(workspace: Workspace, handle: string): string | undefined {
  if (['here', 'channel', 'everyone'].includes(handle)) return `<!${handle}>`;
  const user = [...workspace.users.values()].find(
    (one) => one.handle === handle && one.kind !== 'deactivated',
  );
  if (user) return `<@${user.id}|${user.handle}>`;
  const group = [...workspace.userGroups.values()].find((one) => one.handle === handle && !one.disabled);
  return group ? `<!subteam^${group.id}|@${group.handle}>` : undefined;
}

/** One entry of `actions[]`: the element's own fields, and what was chosen or typed. */
export function blockAction(placed: Placed, state: ElementState | undefined): Rec {
  const { element } = placed;
  const shown =
    element.type === 'button' ? { text: element.text, value: element.value, style: element.style } : {};
  const placeholder = element.placeholder ? { placeholder: element.placeholder } : {};
  return dropUndefined({
    type: element.type,
    action_id: placed.actionId,
    block_id: placed.blockId,
    ...shown,
    ...placeholder,
    ...(state ?? {}),
    action_ts: makeTs(),
  });
}

/** `state.values` with one element's value put in. */
export function withValue(values: StateValues, placed: Placed, state: ElementState | undefined): StateValues {
  if (!state || placed.element.type === 'button' || placed.element.type === 'overflow') return values;
  const block = { ...values[placed.blockId], [placed.actionId]: state };
  return { ...values, [placed.blockId]: block };
}

function dropUndefined(record: Rec): Rec {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** A view as Slack tells it, in payloads and in the answers of `views.*`. */
export function viewObject(workspace: Workspace, stored: StoredView, values: StateValues = {}): Rec {
  const { view } = stored;
  return {
    id: stored.id,
    team_id: workspace.team.id,
    type: view.type,
    blocks: stored.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values },
    hash: stored.hash,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: stored.previousId,
    root_view_id: stored.rootId,
    app_id: workspace.app.id,
    external_id: view.external_id ?? '',
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.app.botId,
  };
}

/** The event `app_home_opened` for the Home tab; it carries the view when one is published. */
export function homeOpened(workspace: Workspace, im: ChannelState, user: string, home?: StoredView): Rec {
  const view = home ? { view: viewObject(workspace, home) } : {};
  return { type: 'app_home_opened', user, channel: im.id, tab: 'home', ...view, event_ts: makeTs() };
}

/** An event in the envelope that Slack sends every event in. */
export function eventDelivery({ app, team, grid, users }: Workspace, event: Rec): Delivery {
  const orgInstall = grid?.orgInstall ?? false;
  const authorization = {
    enterprise_id: grid?.id ?? null,
    team_id: orgInstall ? null : team.id,
    user_id: app.userId,
  };
  return {
    kind: 'events_api',
    payload: {
      token: 'verification-token',
      team_id: (grid && users.get(String(event.user))?.teamId) ?? team.id,
      ...(grid ? { enterprise_id: grid.id } : {}),
      api_app_id: app.id,
      event,
      type: 'event_callback',
      event_id: makeId('Ev'),
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ ...authorization, is_bot: true, is_enterprise_install: orgInstall }],
      is_ext_shared_channel: false,
      event_context: makeId('4-'),
    },
  };
}

/** A message as Slack tells it, in payloads and in the answers of `chat.*`. */
export function messageObject(workspace: Workspace, message: StoredMessage): Rec {
  const { app, team } = workspace;
  const byApp = message.user === app.userId ? { bot_id: app.botId, app_id: app.id } : {};
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    ...byApp,
    text: message.text,
    team: team.id,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.files ? { files: message.files.map((id) => ({ id })) } : {}),
    ...(message.reactions.size ? { reactions: reactionsOf(message) } : {}),
    ...(message.blocks.length ? { blocks: message.blocks } : {}),
    ...(message.edited ? { edited: { user: app.botId, ts: message.ts } } : {}),
  };
}

function reactionsOf({ reactions }: StoredMessage): Rec[] {
  return [...reactions].map(([name, users]) => ({ name, users: [...users], count: users.size }));
}
