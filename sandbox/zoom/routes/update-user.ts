import type { ZoomAccount } from '../account.ts';
import { refusePaidSeat, setType, typeNames } from '../licences.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { ZoomRequest } from '../route.ts';
import type { ZoomAccountUser } from '../user.ts';
import { changeable, refuseExpiredInvitation } from './find.ts';
import { applyProfile, refuseProfile } from './profile.ts';

/** `PATCH /users/{userId}`: everything is checked before anything changes. */
export function updateUser({ account, params: { userId = '' }, body, changed }: ZoomRequest): Reply {
  const user = changeable(account, userId);
  refuseExpiredInvitation(user);
  const { type, ...profile } = body;
  if (type !== undefined && (typeof type !== 'number' || !(type in typeNames))) throw invalidFields('type');
  if (type !== undefined) refuseType(account, user, type);
  refuseProfile(account, user, profile, type ?? user.type);

  if (type !== undefined && type !== user.type) {
    changed(user.id, setType(user, type));
  }
  for (const what of applyProfile(user, profile)) changed(user.id, what);
  return { status: 204 };
}

function refuseType(account: ZoomAccount, user: ZoomAccountUser, type: number): void {
  if (type !== 2 && user.room) throw new Refusal(400, 200, `Cannot update Room user to free: ${user.id}`);
  // A guess at what the documented text is about: the owner's own licence is not the API's to take.
  if (type !== 2 && user.role === 'owner') {
    throw new Refusal(400, 1108, `User type permission check failed: ${user.id}`);
  }
  if (type === 2 && user.type !== 2) refusePaidSeat(account);
}
