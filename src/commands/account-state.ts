import type { Account } from '../identity/account.ts';
import type { Command } from './define-command.ts';
import { hasLicence } from './licence/licence-types.ts';

/** The state of a person's account, which decides what the bot offers them. */
export type AccountState = 'none' | 'pending' | 'inactive' | 'unlicensed' | 'licensed';

export function accountState(account: Account): Exclude<AccountState, 'none'> {
  if (account.status === 'pending') return 'pending';
  if (account.status !== 'active') return 'inactive';
  return hasLicence(account) ? 'licensed' : 'unlicensed';
}

/** The commands that help people who cannot sign in to their account. */
const withoutSignIn: Readonly<Record<'none' | 'pending' | 'inactive', readonly string[]>> = {
  none: [],
  pending: ['resend-invitation', 'status'],
  inactive: ['request-activation', 'status'],
};

/** Whether to offer a command to somebody whose account is in this state. They may type it in any case. */
export function isUseful(command: Command, state: AccountState): boolean {
  const { name, subject, needsLicence } = command;
  // Looking up what Zoom knows takes an account of one's own.
  if (state === 'none' && command.risk === 'read' && command.lookup) return false;
  if (subject !== 'self' || state === 'licensed') return true;
  return state === 'unlicensed' ? !needsLicence : withoutSignIn[state].includes(name);
}
