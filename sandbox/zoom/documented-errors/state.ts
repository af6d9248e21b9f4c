import { person } from '../../people.ts';
import { findUser, otherAccountId, type ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import type { ZoomSandbox } from '../server.ts';
import { makeUser } from '../user.ts';

/** Zoom id of one of the sandbox's people. */
export const idOf = (handle: string): string => person(handle).zoom?.id ?? '';

/** Path of one of the sandbox's people, with what follows. */
export const at = (handle: string, rest = ''): string => `/users/${idOf(handle)}${rest}`;

/** A change of the account. */
export const account =
  (patch: Partial<ZoomAccount>) =>
  (zoom: ZoomSandbox): void => {
    Object.assign(zoom.account, patch);
  };

/** A change of one user, who is named by handle or email. */
export const user =
  (name: string, patch: Partial<ZoomAccountUser>) =>
  (zoom: ZoomSandbox): void => {
    Object.assign(findUser(zoom.account, name.includes('@') ? name : idOf(name)) ?? {}, patch);
  };

/** Nobody knows this person any more. */
export const gone =
  (handle: string) =>
  ({ account }: ZoomSandbox): void => {
    account.users = account.users.filter(({ id }) => id !== idOf(handle));
  };

/** The person has moved to somebody else's account. */
export const moved = (handle: string) => user(handle, { accountId: otherAccountId });

/** The person's invitation ran out. */
export const expired = user('noor', { invitationExpired: true });

/** Ivy, who has no Zoom account in the sandbox, has one: elsewhere unless it is said otherwise. */
export const ivy =
  (patch: Partial<ZoomAccountUser> = {}) =>
  ({ account }: ZoomSandbox): void => {
    const { name, email } = person('ivy');
    const id = 'Ivy0zJKyaiAyTNCMWjiWC1';
    account.users.push(makeUser({ id, accountId: otherAccountId, email, displayName: name, ...patch }));
  };

/** Several changes, one after the other. */
export const all =
  (...changes: ((zoom: ZoomSandbox) => void)[]) =>
  (zoom: ZoomSandbox): void => {
    for (const change of changes) change(zoom);
  };
