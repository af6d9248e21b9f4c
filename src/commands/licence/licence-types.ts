import type { Licence } from '../../identity/account.ts';
import type { UserChanges } from '../../zoom/users.ts';

/** Licences that an admin can give, by the word that is typed. */
export const licenceTypes = { basic: 1, licensed: 2 } as const;

export const licenceOptions = [
  { value: 'basic', label: 'Basic: group meetings end after 40 minutes' },
  { value: 'licensed', label: 'Licensed: no limit, takes a seat' },
] as const;

/** Zoom's number for a word of {@link licenceTypes}. */
export function typeOf(word: string | undefined): 1 | 2 {
  return word === 'licensed' ? licenceTypes.licensed : licenceTypes.basic;
}

/** The licence behind a word. */
export function licenceFor(word: string): Licence {
  return word === 'licensed' ? 'Licensed' : 'Basic';
}

/** The word for a licence; `undefined` for what can only be given in Zoom itself. */
export function wordFor(licence: Licence): keyof typeof licenceTypes | undefined {
  if (licence === 'Licensed') return 'licensed';
  return licence === 'Basic' ? 'basic' : undefined;
}

const UNASSIGNED = 4;

/**
 * Zoom's type to go back to, as it was stored. None (99) is for those whom single sign-on made: Unassigned is as
 * little.
 */
export function typeBefore(stored: string | undefined): NonNullable<UserChanges['type']> {
  const type = Number(stored);
  return type === UNASSIGNED || type === 99 ? UNASSIGNED : licenceTypes.basic;
}
