import { findUser, type ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { takeAllLicences } from '../licences.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { Route, ZoomRequest } from '../route.ts';

/** Activating and deactivating. */
export const statusRoutes: readonly Route[] = [
  {
    operation: 'updateStatus',
    method: 'PUT',
    path: '/users/:userId/status',
    scope: 'user:update:status:admin',
    rate: 'light',
    handle: updateStatus,
  },
];

const actions = ['activate', 'deactivate', 'clock_in', 'clock_out'];

function updateStatus({ account, params: { userId = '' }, body, changed }: ZoomRequest): Reply {
  const { action, transfer_events: transfer, transfer_email: email } = body;
  if (typeof action !== 'string' || !actions.includes(action)) throw invalidFields('action');
  if (transfer === true && (typeof email !== 'string' || email === '')) throw invalidFields('transfer_email');
  const user = findUser(account, userId);
  // A pending user has no id yet, so for Zoom there is nobody to activate: a guess.
  if (user?.accountId !== account.id || !user || user.status === 'pending') {
    throw new Refusal(400, 1010, `User not exist or not belong to this account: ${userId}`);
  }
  if (user.room || user.role !== 'member') {
    throw new Refusal(400, 200, 'Zoom Room and Admin users can not be activated or deactivated.');
  }
  if (user.forceLocked) {
    throw new Refusal(400, 1000, 'This user is force locked. Contact the Zoom Support Team for help');
  }
  for (const what of carryOut(account, user, action)) changed(user.id, what);
  return { status: 204 };
}

function carryOut(account: ZoomAccount, user: ZoomAccountUser, action: string): string[] {
  if (action === 'clock_in' || action === 'clock_out') {
    const clockedIn = action === 'clock_in';
    if (user.clockedIn === clockedIn) return [];
    user.clockedIn = clockedIn;
    return [clockedIn ? 'clocked in' : 'clocked out'];
  }
  const status = action === 'activate' ? 'active' : 'inactive';
  if (user.status === status) return [];
  const what = `status ${user.status} → ${status}`;
  user.status = status;
  return status === 'inactive' ? [what, ...takeAllLicences(account, user)] : [what];
}
