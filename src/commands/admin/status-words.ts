import type { Account } from '../../identity/account.ts';
import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';

const words: Readonly<Record<Account['status'], string>> = {
  active: 'Active',
  inactive: 'Inactive',
  locked: 'Locked',
  pending: 'Invited',
};

/** The state of an account in one word of plain text. */
export function statusWord(status: Account['status']): string {
  return words[status];
}

/** @throws Refusal for an account that nobody has accepted yet: Zoom can only take the invitation back */
export function refusePending({ status, name }: Account): void {
  if (status !== 'pending') return;
  throw new Refusal('input', {
    says: md`${bold(name)} has not accepted the invitation to Zoom yet, so there is no account to change.`,
    next: md`Ask them to accept it, or take it back with \`delete-user\`.`,
  });
}
