import type { ZoomAccount } from './account.ts';
import type { ZoomAccountUser } from './account-user.ts';

/** A subscription of an account that has several with the same plan. */
export interface Subscription {
  id: string;
  type: 'MEETING' | 'ZOOM_WORKPLACE_BUNDLE';
  /** Digits: the options have up to 60 bits. */
  option: string;
  seats: number;
}

/** The account's Zoom Workplace plan. */
export interface Workplace {
  /** `base`: type 2 gives it, and Basic drops it. `add-on`: it stands beside the base plan. */
  role: 'none' | 'base' | 'add-on';
  /** What type 2 gives where it is the base plan; digits. */
  option: string;
  /** Licences that were bought, by option. */
  seats: Record<string, number>;
}

/** The fields of a user that hold it. */
export const bundleFields = ['zoom_one_type', 'plan_united_type', 'license_info_list'] as const;

/** The user's Zoom Workplace option in digits; `0`: none. */
export function zoomOneOf(user: ZoomAccountUser): string {
  return String(user.profile.zoom_one_type ?? 0);
}

/** A user with a bundle takes no seat of the base plan. */
export function hasBundle(user: ZoomAccountUser): boolean {
  const { plan_united_type: united = '', license_info_list: list = [] } = user.profile;
  return zoomOneOf(user) !== '0' || (united !== '' && united !== 'none') || (list as unknown[]).length > 0;
}

/** Takes the bundle away. */
export function dropBundle(user: ZoomAccountUser): void {
  for (const field of bundleFields) delete user.profile[field];
}

/** What type 2 gives beside the type, where Zoom Workplace is the base plan. */
export function giveBaseBundle({ workplace }: ZoomAccount, user: ZoomAccountUser): void {
  if (workplace.role === 'base' && zoomOneOf(user) === '0')
    user.profile.zoom_one_type = BigInt(workplace.option);
}
