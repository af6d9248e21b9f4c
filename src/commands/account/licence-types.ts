import type { UserChanges } from '../../zoom/users.ts';

export const BASIC = 1;
export const LICENSED = 2;
const UNASSIGNED = 4;

/** The type to go back to, as it was stored. None (99) is for those whom SSO made: Unassigned is as little. */
export function typeBefore(stored: string | undefined): NonNullable<UserChanges['type']> {
  const type = Number(stored);
  return type === UNASSIGNED || type === 99 ? UNASSIGNED : BASIC;
}
