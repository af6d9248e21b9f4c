import type { Account } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { type Text, text } from '../../languages/text.ts';
import type { Button } from '../../views/blocks.ts';
import { bold, type Mrkdwn, md } from '../../views/mrkdwn.ts';

const labels: Readonly<Record<Account['status'], Text>> = {
  active: text`Active`,
  inactive: text`Inactive`,
  locked: text`Locked`,
  pending: text`Invited`,
};

/** The state of an account. */
export function statusLabel(status: Account['status']): Text {
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
 * @param says that it can’t happen to the owner's account
 * @throws Refusal: Zoom does it to the owner of the account under no circumstances
 */
export function refuseOwner({ role }: Account, says: Mrkdwn): void {
  if (role !== 'owner') return;
  throw new Refusal('input', {
    says,
    next: md`Make somebody else the owner on Zoom’s website first.`,
  });
}

/**
 * @param says that it can’t happen to an admin's account
 * @throws Refusal: Zoom wants the admin role to be taken away first
 */
export function refuseAdmin({ role }: Account, says: Mrkdwn): void {
  if (role !== 'admin') return;
  throw new Refusal('input', {
    says,
    next: md`Take the admin role away on Zoom’s website first.`,
  });
}
