import type { ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { refusePaidSeat, setType, typeNames } from '../licences.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { ZoomRequest } from '../route.ts';
import { changeable, refuseExpiredInvitation } from './find.ts';
import { applyProfile, refuseProfile } from './profile.ts';

/** `PATCH /users/{userId}`: everything is checked before anything changes. */
export function updateUser({ account, params: { userId = '' }, body, changed }: ZoomRequest): Reply {
  const user = changeable(account, userId);
  refuseExpiredInvitation(user);
  const { type, group_id: groupId, ...profile } = body;
  if (type !== undefined && (typeof type !== 'number' || !(type in typeNames))) throw invalidFields('type');
  refuseTwoLicences(body);
  refuseGroup(account, groupId);
  if (type !== undefined) refuseType(account, user, type);
  refuseProfile(account, user, profile, type ?? user.type);

  if (type !== undefined && type !== user.type) changed(user.id, setType(user, type));
  // Documented for pending users; nobody else changes groups here.
  if (typeof groupId === 'string' && user.status === 'pending' && !user.groups.includes(groupId)) {
    user.groups.push(groupId);
    changed(user.id, `group ${groupId} joined`);
  }
  for (const what of applyProfile(user, profile)) changed(user.id, what);
  return { status: 204 };
}

/** Zoom's current document; the first one had no such row. */
function refuseTwoLicences(body: ZoomRequest['body']): void {
  const kinds = ['type', 'plan_united_type', 'zoom_one_type'].filter((field) => body[field] !== undefined);
  if (kinds.length < 2) return;
  const message = `You can't change the "type" or "plan_united_type" or "zoom_one_type" at the same time.`;
  throw new Refusal(400, 300, message);
}

/** Documented for createUser; that it is the answer here too is a guess. */
function refuseGroup(account: ZoomAccount, groupId: unknown): void {
  if (groupId === undefined) return;
  if (typeof groupId !== 'string') throw invalidFields('group_id');
  if (!account.groups.some(({ id }) => id === groupId)) {
    throw new Refusal(404, 4130, `Group not exist: ${groupId}`);
  }
}

function refuseType(account: ZoomAccount, user: ZoomAccountUser, type: number): void {
  if (type !== 2 && user.room) throw new Refusal(400, 200, `Cannot update Room user to free: ${user.id}`);
  // Guesses at what the documented text is about: the owner's own licence is not the API's to take, giving
  // licences needs a privilege of its own, and None is for those whom SSO made (documented).
  const forbidden =
    (type !== 2 && user.role === 'owner') ||
    (type !== user.type && !account.privileges.includes('UserType:Edit')) ||
    (type === 99 && user.login !== 'sso');
  if (forbidden) throw new Refusal(400, 1108, `User type permission check failed: ${user.id}`);
  if (type === 2 && user.type !== 2) refusePaidSeat(account);
}
