import type { Account } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { text } from '../../languages/text.ts';
import type { Button } from '../../views/blocks.ts';
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
    says: md`${bold(name)} hasn’t accepted the invitation to Zoom yet, so there’s no account to change.`,
    next: md`Send the invitation again, or take it back with \`delete-user\`.`,
    buttons: [resendButton],
  });
}

/** Sends the invitation again to the person whom the refused request was about. */
export const resendButton: Button = {
  label: text`Send the invitation again`,
  action: 'request:resend-invitation',
  style: 'primary',
};

/**
 * @param what what can’t happen to the owner: "deleted"
 * @throws Refusal: Zoom does it to the owner of the account under no circumstances
 */
export function refuseOwner({ role, name }: Account, what: string, own = false): void {
  if (role !== 'owner') return;
  throw new Refusal('input', {
    says: own
      ? md`You own your organisation’s Zoom account, and the owner’s account can’t be ${what}.`
      : md`${bold(name)} owns your Zoom account, and the owner’s account can’t be ${what}.`,
    next: md`Make somebody else the owner on Zoom’s website first.`,
  });
}

/** @throws Refusal: Zoom wants the admin role to be taken away first */
export function refuseAdmin({ role, name }: Account, what: string): void {
  if (role !== 'admin') return;
  throw new Refusal('input', {
    says: md`${bold(name)} is a Zoom admin, and an admin’s account can’t be ${what}.`,
    next: md`Take the admin role away on Zoom’s website first.`,
  });
}
