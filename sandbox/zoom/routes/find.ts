import { findUser, type ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { Refusal } from '../refusal.ts';

/** A user of the account, for the assistants and schedulers: both faults have texts of their own there. */
export function memberOf(account: ZoomAccount, idOrEmail: string): ZoomAccountUser {
  const user = findUser(account, idOrEmail);
  if (!user) throw new Refusal(404, 1001, 'User not exist.');
  if (user.accountId !== account.id) throw new Refusal(400, 1010, 'User not belong to this account');
  return user;
}

/** A user whose settings are to be read: the unknown and the strangers have texts of their own here. */
export function readable(account: ZoomAccount, userId: string): ZoomAccountUser {
  const user = findUser(account, userId);
  if (!user) throw new Refusal(404, 1001, 'User not exist or not belong to this account.');
  if (user.accountId !== account.id) throw new Refusal(400, 1010, 'User not belong to this account');
  return user;
}

/** A user to be changed: Zoom doesn’t tell the unknown from the strangers here. */
export function changeable(account: ZoomAccount, idOrEmail: string): ZoomAccountUser {
  const user = findUser(account, idOrEmail);
  if (user?.accountId !== account.id || !user) {
    throw new Refusal(400, 1010, 'User not exist or not belong to this account');
  }
  return user;
}

/** A pending user whose invitation ran out has no valid id any more. */
export function refuseExpiredInvitation(user: ZoomAccountUser): void {
  if (user.status === 'pending' && user.invitationExpired) throw new Refusal(400, 1120, 'Invite not exist');
}
