import { domainOf, findUser, type ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { setType } from '../licences.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { ZoomRequest } from '../route.ts';
import { refuseExpiredInvitation } from './find.ts';

/** Everything that can go to another user, by the query's names. */
const parts = [
  'meeting',
  'webinar',
  'recording',
  'whiteboard',
  'clipfiles',
  'notes',
  'visitors',
  'docs',
  'events',
];

/** `DELETE /users/{userId}`: unlinks the user unless the query says `delete`. */
export function deleteUser({ account, params: { userId = '' }, query, changed }: ZoomRequest): Reply {
  const action = query.get('action') ?? 'disassociate';
  if (action !== 'disassociate' && action !== 'delete') throw invalidFields('action');
  const user = leaving(account, userId);
  const heir = readHeir(account, user, query);
  const moved = parts.filter((part) => query.get(`transfer_${part}`) === 'true');
  if (!heir && moved.length > 0) throw invalidFields('transfer_email');
  refuseAction(account, user, action);

  if (action === 'delete' || user.status === 'pending') {
    account.users = account.users.filter((other) => other !== user);
  } else {
    // A disassociated user keeps a free account of their own.
    if (user.type !== 1) setType(account, user, 1);
    user.accountId = `Own${user.id}`.slice(0, 22);
    user.groups = [];
    user.imGroups = [];
    user.assistants = [];
  }
  for (const other of account.users) other.assistants = other.assistants.filter((id) => id !== user.id);
  const what = action === 'delete' ? 'deleted' : 'unlinked';
  const transfer = heir && moved.length > 0 ? `, ${moved.join(', ')} to ${heir.email}` : '';
  changed(user.id, `${user.email} ${what}${transfer}`);
  return { status: 204 };
}

function leaving(account: ZoomAccount, userId: string): ZoomAccountUser {
  const user = findUser(account, userId);
  if (!user) throw new Refusal(400, 1010, 'User not exist or not belong to this account');
  if (user.accountId !== account.id) throw new Refusal(400, 200, 'Cannot delete a user out of your account');
  if (user.room) throw new Refusal(400, 200, 'Cannot delete a Zoom Rooms user.');
  if (user.phoneRole !== 'none') {
    throw new Refusal(
      400,
      1000,
      'The user cannot be deleted because s/he is a Call-queue manager or Auto-receptionist operator.',
    );
  }
  // The text speaks of unlinking; that an admin cannot be deleted either is a guess.
  if (user.role !== 'member') throw new Refusal(400, 1117, 'Can not disassociate Admin user');
  refuseExpiredInvitation(user);
  return user;
}

function refuseAction(account: ZoomAccount, user: ZoomAccountUser, action: string): void {
  // Documented: a pending user can only be unlinked. The answer to anything else is a guess.
  if (action === 'delete' && user.status === 'pending') throw new Refusal(400, 1120, 'Invite not exist');
  if (action === 'disassociate' && account.claimedDomains.includes(domainOf(user.email))) {
    throw new Refusal(400, 1107, 'Can not disassociate the user with managed domain');
  }
}

function readHeir(
  account: ZoomAccount,
  user: ZoomAccountUser,
  query: URLSearchParams,
): ZoomAccountUser | undefined {
  const email = query.get('transfer_email') ?? '';
  if (email === '') return undefined;
  if (!email.includes('@')) throw invalidFields('transfer_email');
  const heir = findUser(account, email);
  if (heir === user) {
    throw new Refusal(
      400,
      300,
      "The transfer-to email address cannot be the same as the unlinked or deleted user's email address.",
    );
  }
  if (heir?.accountId !== account.id || !heir) {
    throw new Refusal(404, 1001, 'Destination user is not belongs to the same account.');
  }
  if (heir.room) throw new Refusal(400, 200, 'Can not transfer to a Zoom Rooms user.');
  return heir;
}
