import type { ZoomAccount } from '../account.ts';
import { invalidFields, Refusal } from '../refusal.ts';
import type { ZoomAccountUser } from '../user.ts';

type Profile = Readonly<Record<string, unknown>>;

/** Longest texts by Zoom's document; 0 where it names no limit. */
const texts: Readonly<Record<string, number>> = {
  first_name: 64,
  last_name: 64,
  display_name: 128,
  company: 255,
  dept: 0,
  job_title: 128,
  location: 256,
  manager: 0,
  pronouns: 0,
  timezone: 0,
  language: 0,
  vanity_name: 0,
  host_key: 10,
  about_me: 150,
  linkedin_url: 0,
};

/** The property that holds a field, for those that have one. */
const properties: Readonly<Record<string, keyof ZoomAccountUser>> = {
  first_name: 'firstName',
  last_name: 'lastName',
  display_name: 'displayName',
  dept: 'dept',
  job_title: 'jobTitle',
  timezone: 'timezone',
  language: 'language',
  vanity_name: 'vanityName',
  host_key: 'hostKey',
  pmi: 'pmi',
  use_pmi: 'usePmi',
};

/** Refuses what Zoom would refuse in a profile. */
export function refuseProfile(
  account: ZoomAccount,
  user: ZoomAccountUser,
  profile: Profile,
  type: number,
): void {
  const wrong = Object.entries(profile).filter(([field, value]) => !fits(field, value));
  if (wrong.length > 0) throw invalidFields(...wrong.map(([field]) => field));
  refuseHostKey(user, profile.host_key, type);
  // A guess at what the documented text is about: a personal link and ID of one's own come with a licence.
  if (type !== 2 && (profile.vanity_name || profile.pmi))
    throw new Refusal(400, 1109, 'Host is not Paid user.');
  refuseVanityName(account, user, profile.vanity_name);
}

/** Writes a checked profile; tells what changed, without the host key itself. */
export function applyProfile(user: ZoomAccountUser, profile: Profile): string[] {
  return Object.entries(profile).map(([field, value]) => {
    const property = properties[field];
    if (property) Object.assign(user, { [property]: value });
    else user.profile[field] = value;
    return field === 'host_key' ? 'host key' : `${field} → ${String(value)}`;
  });
}

function fits(field: string, value: unknown): boolean {
  if (field === 'pmi') return typeof value === 'number' && /^\d{10}$/.test(String(value));
  if (field === 'use_pmi') return typeof value === 'boolean';
  if (field === 'pronouns_option') return value === 1 || value === 2 || value === 3;
  const longest = texts[field];
  if (longest === undefined || typeof value !== 'string') return false;
  if (field === 'host_key') return /^\d{6,10}$/.test(value);
  return longest === 0 || value.length <= longest;
}

function refuseHostKey(user: ZoomAccountUser, hostKey: unknown, type: number): void {
  if (hostKey === undefined) return;
  if (type !== 2) throw new Refusal(400, 1108, 'Only paid user can own host key.');
  if (user.meetingRunning) {
    throw new Refusal(400, 300, 'User cannot update host key. There is a started meeting.');
  }
  if (hostKey === user.audioPassword) {
    throw new Refusal(400, 300, 'Host key cannot be same as personal audio conference password.');
  }
}

function refuseVanityName(account: ZoomAccount, user: ZoomAccountUser, name: unknown): void {
  if (typeof name !== 'string' || name === '') return;
  const holder = account.users.find((other) => other.vanityName.toLowerCase() === name.toLowerCase());
  if (!holder || holder === user) return;
  const whose = holder.accountId === account.id ? ' by a user from your account' : '';
  throw new Refusal(
    400,
    4100,
    `User is already taken${whose}. Choose another Personal Link Name and try again.`,
  );
}
