import type { Person } from '../../sandbox/slack/person.ts';
import type { SlackSandbox } from '../../sandbox/slack/server.ts';

/** So many of a channel's newest messages are kept: the bot may still bring them up to date. */
const KEPT = 80;

/** Puts away what a person has read: the local Slack looks through everything that was ever said. */
export function putAway({ workspace }: SlackSandbox, { id }: Person): void {
  workspace.modals.delete(id);
  for (const channel of workspace.channels.values()) {
    const { kind, messages } = channel;
    const read = kind === 'im' ? channel.user === id : channel.id === 'C0GENERAL';
    const kept = read
      ? messages.filter((one) => kind !== 'im' && one.visibleTo !== id)
      : messages.slice(-KEPT);
    if (read || (kind !== 'im' && messages.length > 2 * KEPT)) messages.splice(0, messages.length, ...kept);
  }
}
