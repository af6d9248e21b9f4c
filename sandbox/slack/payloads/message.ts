import type { Rec } from '../json.ts';
import type { StoredMessage, Workspace } from '../workspace.ts';

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
