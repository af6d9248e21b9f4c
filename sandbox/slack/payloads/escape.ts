import { canSee, findChannel } from '../channels.ts';
import type { Workspace } from '../workspace.ts';

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
