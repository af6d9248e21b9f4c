import { makeChannel } from '../../../sandbox/slack/cast-channels.ts';
import type { SlackSandbox } from '../../../sandbox/slack/server.ts';

/** Slack takes one message a second in a channel: with one for each command the cards come in time. */
export const approvalChannels: readonly (readonly [command: string, channel: string])[] = [
  ...['change-email', 'request-license', 'edit-user', 'delete-user', 'activate', 'deactivate'],
  ...['set-license', 'add-ons'],
].map((command, i) => [command, `C0APPROVALS${i}`] as const);

export function openChannels({ workspace }: SlackSandbox): void {
  for (const [command, id] of approvalChannels) {
    const members = ['U0GRACE', 'U0LINUS', workspace.app.userId];
    workspace.channels.set(id, makeChannel(id, `approve-${command}`, 'private', members));
  }
}
