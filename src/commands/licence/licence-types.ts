import { z } from 'zod';
import type { Account, Licence } from '../../identity/account.ts';
import { text } from '../../languages/text.ts';

/** Zoom's `type` of a user, by the word that is typed, for licences that an admin can give. */
export const licenceTypes = { basic: 1, licensed: 2 } as const;
const UNASSIGNED = 4;

export const licenceOptions = [
  { value: 'basic', label: text`Basic: group meetings end after 40 minutes` },
  { value: 'licensed', label: text`Licensed: no limit, takes a seat` },
] as const;

/** What people call the licences. */
export const licenceAliases = {
  licence: 'licensed',
  license: 'licensed',
  licenced: 'licensed',
  pro: 'licensed',
  paid: 'licensed',
  full: 'licensed',
  free: 'basic',
  none: 'basic',
  unlicensed: 'basic',
} as const;

/** One of {@link licenceOptions}, as plans store it. */
export const licenceWord = z.enum(['basic', 'licensed']);
export type LicenceWord = z.infer<typeof licenceWord>;

/** The licence behind a word. */
export function licenceFor(word: LicenceWord): 'Basic' | 'Licensed' {
  return word === 'licensed' ? 'Licensed' : 'Basic';
}

/** The word for a licence; `undefined` for those that can only be given in Zoom itself. */
export function wordFor(licence: Licence): LicenceWord | undefined {
  if (licence === 'Licensed') return 'licensed';
  return licence === 'Basic' ? 'basic' : undefined;
}

/** Whether meetings of this account have no time limit. */
export function hasLicence({ licence }: Account): boolean {
  return licence === 'Licensed' || licence === 'On-prem';
}

/** The types to go back to when a licence ends. */
export const unlicensedType = z.literal([1, 4]);

/**
 * The type to restore when a licence ends, from the type before it. Accounts that single sign-on has created may have
 * type 99 (none), which Zoom does not let us set; Unassigned is the closest type that can be set.
 */
export function unlicensedTypeFrom(type: number): z.infer<typeof unlicensedType> {
  return type === UNASSIGNED || type === 99 ? UNASSIGNED : licenceTypes.basic;
}

/** The types that a user can be set to. */
export const settableType = z.literal([1, 2, 4]);

/** The type to set on undo, from the type before the change. On-prem (3) cannot be set. */
export function settableTypeFrom(type: number): z.infer<typeof settableType> {
  return type === licenceTypes.licensed ? type : unlicensedTypeFrom(type);
}
