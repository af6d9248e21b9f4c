import type { Account } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';

const labels: Readonly<Record<Account['status'], string>> = {
  active: 'Active',
  inactive: 'Inactive',
  locked: 'Locked',
  pending: 'Invited',
};

/** The state of an account as plain text. */
export function statusLabel(status: Account['status']): string {
  return labels[status];
}

/** @throws Refusal for an invitation that was not accepted yet: Zoom can only revoke it */
export function refusePending({ status, name }: Account): void {
  if (status !== 'pending') return;
  throw new Refusal('input', {
    says: md`${bold(name)} has not accepted the invitation to Zoom yet, so there is no account to change.`,
    next: md`Ask them to accept it, or take it back with \`delete-user\`.`,
  });
}
