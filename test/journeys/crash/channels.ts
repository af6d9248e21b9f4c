import { makeChannel } from '../../../sandbox/slack/create-workspace.ts';
import type { SlackSandbox } from '../../../sandbox/slack/server.ts';

/** Slack takes one message a second in a channel: with one for each command the cards come in time. */
export const approvalChannels: readonly (readonly [command: string, channel: string])[] = [
  ...['change-email', 'request-license', 'edit-user', 'delete-user', 'activate', 'deactivate'],
  ...['set-license', 'add-ons'],
].map((command, i) => [command, `C0APPROVALS${i}`] as const);

/** What holds at the workplace: everybody who asks is an admin too, and two people approve. */
export const policyFor = (admins: readonly string[]) => `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS], needed: 1, expires_after: 72h }
admins: [${admins.join(', ')}]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
commands:
${approvalChannels.map(([command, channel]) => `  ${command}: { channel: ${channel} }`).join('\n')}
`;

export function openChannels({ workspace }: SlackSandbox): void {
  for (const [command, id] of approvalChannels) {
    const members = ['U0GRACE', 'U0LINUS', workspace.app.userId];
    workspace.channels.set(id, makeChannel(id, `approve-${command}`, 'private', members));
  }
}
