import { z } from 'zod';
import type { Licence } from '../../identity/account.ts';
import type { UserChanges } from '../../zoom/users.ts';

/** Licences that an admin can give, by the word that is typed. */
export const licenceTypes = { basic: 1, licensed: 2 } as const;

export const licenceOptions = [
  { value: 'basic', label: 'Basic: group meetings end after 40 minutes' },
  { value: 'licensed', label: 'Licensed: no limit, takes a seat' },
] as const;

/** One of {@link licenceOptions}, as plans store it. */
export const licenceWord = z.enum(['basic', 'licensed']);
export type LicenceWord = z.infer<typeof licenceWord>;

/** Zoom's number for a word of {@link licenceTypes}. */
export function typeOf(word: LicenceWord): 1 | 2 {
  return licenceTypes[word];
}

/** The licence behind a word. */
export function licenceFor(word: LicenceWord): 'Basic' | 'Licensed' {
  return word === 'licensed' ? 'Licensed' : 'Basic';
}

/** The word for a licence; `undefined` for what can only be given in Zoom itself. */
export function wordFor(licence: Licence): LicenceWord | undefined {
  if (licence === 'Licensed') return 'licensed';
  return licence === 'Basic' ? 'basic' : undefined;
}

const UNASSIGNED = 4;

/** The type to go back to when a licence ends. */
export const unlicensedType = z.literal([1, 4]) satisfies z.ZodType<UserChanges['type']>;

/**
 * The type to go back to for somebody who now has this type. 99 (None) is for accounts made by single sign-on and
 * cannot be set; 4 (Unassigned) is the nearest that can.
 */
export function unlicensedTypeFrom(type: number): z.infer<typeof unlicensedType> {
  return type === UNASSIGNED || type === 99 ? UNASSIGNED : licenceTypes.basic;
}

/** What a plan of `request-license` holds; `return-license` reads it to know what to go back to. */
export const licenceGrant = z.object({
  formerType: unlicensedType,
  /** The person had a licence for a time and keeps it for longer. */
  extension: z.boolean(),
});
