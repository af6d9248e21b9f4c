import { type SandboxPerson, people as sandboxPeople } from '../../sandbox/people.ts';
import { makeChannel } from '../../sandbox/slack/create-workspace.ts';
import type { SlackSandbox } from '../../sandbox/slack/server.ts';
import type { ZoomAccountUser } from '../../sandbox/zoom/account-user.ts';
import type { ZoomSandbox } from '../../sandbox/zoom/server.ts';

/** The requester of one request and the other person it is about. No other request touches their accounts. */
export interface Pair {
  readonly number: number;
  readonly me: SandboxPerson;
  readonly other: SandboxPerson;
}

export const pairOf = (number: number): Pair => ({
  number,
  me: colleague(`k${number}`, `Kim Kill${number}`),
  other: colleague(`o${number}`, `Oda Other${number}`),
});

export const pairsOf = (count: number): Pair[] =>
  Array.from({ length: count }, (_, number) => pairOf(number));

function colleague(handle: string, name: string): SandboxPerson {
  return {
    slackId: `U0${handle.toUpperCase()}`,
    handle,
    name,
    email: `${handle}@example.com`,
    title: 'Colleague',
    slack: { kind: 'member' },
    zoom: {
      id: `${handle}x0zJKyaiAyTNCMWjiWC18KQ`.slice(0, 22),
      type: 'licensed',
      status: 'active',
      role: 'member',
    },
  };
}

/** The sandbox's own people, among them the approvers, and the pairs. */
export const peopleWith = (pairs: readonly Pair[]): SandboxPerson[] => [
  ...sandboxPeople,
  ...pairs.flatMap(({ me, other }) => [me, other]),
];

/** Raises every licence count, so that no request of a simulation fails for want of one. */
export function addLicences({ account }: ZoomSandbox): void {
  const plenty = Object.fromEntries([100, 500, 1000].map((size) => [size, 10_000]));
  Object.assign(account, {
    seats: 10_000,
    basicSeats: 10_000,
    webinarSeats: plenty,
    largeMeetingSeats: plenty,
  });
}

/** Somebody's account in the local Zoom. */
export function accountOf({ account }: ZoomSandbox, { zoom, name }: SandboxPerson): ZoomAccountUser {
  const found = account.users.find((one) => one.id === zoom?.id);
  if (!found) throw new Error(`${name} has no Zoom account`);
  return found;
}

const approvedCommands = [
  'change-email',
  'request-license',
  'edit-user',
  'delete-user',
  'link',
  'unlink',
  'activate',
  'deactivate',
  'set-license',
  'add-ons',
];
/** One approval channel for each command: Slack takes one message a second in a channel. */
const approvalChannels = approvedCommands.map((command, i) => ({ command, id: `C0APPROVALS${i}` }));

/** Everybody who asks is an admin too, and two people approve. */
export const policyFor = (admins: readonly string[]) => `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS], needed: 1, expires_after: 72h }
admins: [${admins.join(', ')}]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
commands:
  token: self-service
${approvalChannels.map(({ command, id }) => `  ${command}: { channel: ${id} }`).join('\n')}
`;

/** Makes the approval channels that {@link policyFor} names. */
export function openApprovalChannels({ workspace }: SlackSandbox): void {
  for (const { command, id } of approvalChannels) {
    const members = ['U0GRACE', 'U0LINUS', workspace.app.userId];
    workspace.channels.set(id, makeChannel(id, `approve-${command}`, 'private', members));
  }
}

/** Two approvers, of whom one has to approve; the policy of tests that need no other. */
export const defaultPolicy = `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS], needed: 1, expires_after: 72h }
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
`;
