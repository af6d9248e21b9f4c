import type { Account } from '../identity/account.ts';
import type { Command } from './define-command.ts';
import { hasLicence } from './licence/licence-types.ts';

/** What decides what a person is offered: whether there is an account, whether they can sign in to it, and its licence. */
export type AccountState = 'none' | 'pending' | 'inactive' | 'unlicensed' | 'licensed';

export function accountState(account: Account): Exclude<AccountState, 'none'> {
  if (account.status === 'pending') return 'pending';
  if (account.status !== 'active') return 'inactive';
  return hasLicence(account) ? 'licensed' : 'unlicensed';
}

/** What is of use to who cannot sign in to their account. */
const withoutSignIn: Readonly<Record<'none' | 'pending' | 'inactive', readonly string[]>> = {
  none: [],
  pending: ['resend-invitation', 'status'],
  inactive: ['request-activation', 'status'],
};

/** Whether a command is of use to somebody in this state. It is offered to nobody else, and everybody may type it. */
export function isUseful(command: Command, state: AccountState): boolean {
  const { name, subject, needsLicence } = command;
  // Looking up what Zoom knows takes an account of one's own.
  if (state === 'none' && command.risk === 'read' && command.lookup) return false;
  if (subject !== 'self' || state === 'licensed') return true;
  return state === 'unlicensed' ? !needsLicence : withoutSignIn[state].includes(name);
}
