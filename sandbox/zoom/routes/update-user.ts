import type { ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { applyBundle, refuseBundle } from '../change-bundle.ts';
import { refusePaidSeat, setType, typeNames } from '../licences.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { ZoomRequest } from '../route.ts';
import { isRecord } from '../settings/merge.ts';
import { changeable, refuseExpiredInvitation } from './find.ts';
import { setPhone } from './phone.ts';

/** `PATCH /users/{userId}`: everything is checked before anything changes. */
export function updateUser({ account, params: { userId = '' }, body, changed }: ZoomRequest): Reply {
  const user = changeable(account, userId);
  refuseExpiredInvitation(user);
  const { type, group_id: groupId, feature, ...fields } = body;
  const { zoom_one_type: _, plan_united_type: __, license_info_list: ___, ...profile } = fields;
  if (type !== undefined && (typeof type !== 'number' || !(type in typeNames))) throw invalidFields('type');
  refuseTwoLicences(body);
  refuseGroup(account, groupId);
  if (type !== undefined) refuseType(account, user, type);
  refuseBundle(account, user, body);
  refuseProfile(account, user, fields, type ?? user.type);

  if (type !== undefined && type !== user.type) changed(user.id, setType(account, user, type));
  for (const what of applyBundle(account, user, body)) changed(user.id, what);
  const { zoom_phone: phone } = isRecord(feature) ? feature : {};
  for (const what of setPhone(user, phone)) changed(user.id, what);
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

type Profile = Readonly<Record<string, unknown>>;

/** Longest texts by Zoom's document; 0 where it names no limit. */
const texts: Readonly<Record<string, number>> = {
  cms_user_id: 0,
  first_name: 64,
  last_name: 64,
  display_name: 128,
  company: 255,
  cost_center: 0,
  dept: 0,
  employee_unique_id: 0,
  job_title: 128,
  location: 256,
  manager: 0,
  phone_country: 0,
  phone_number: 0,
  plan_united_type: 0,
  pronouns: 0,
  timezone: 0,
  language: 0,
  vanity_name: 0,
  host_key: 10,
  about_me: 150,
  linkedin_url: 0,
};

/** Longest lists by Zoom's document. */
const lists: Readonly<Record<string, number>> = {
  custom_attributes: 5,
  division_ids: 1,
  license_info_list: 2,
  phone_numbers: 3,
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
function refuseProfile(account: ZoomAccount, user: ZoomAccountUser, profile: Profile, type: number): void {
  const wrong = Object.entries(profile).filter(([field, value]) => !fits(field, value));
  if (wrong.length > 0) throw invalidFields(...wrong.map(([field]) => field));
  refuseHostKey(user, profile.host_key, type);
  // A guess at what the documented text is about: a personal link and ID of one's own come with a licence.
  if (type !== 2 && (profile.vanity_name || profile.pmi))
    throw new Refusal(400, 1109, 'Host is not Paid user.');
  refuseVanityName(account, user, profile.vanity_name);
  refuseAbout(profile);
}

/** Writes a checked profile; tells what changed, without the host key itself. */
function applyProfile(user: ZoomAccountUser, profile: Profile): string[] {
  return Object.entries(profile).flatMap(([field, value]) => {
    if (!isKnown(field)) return [];
    const property = properties[field];
    const now = property ? user[property] : user.profile[field];
    if (JSON.stringify(now) === JSON.stringify(value)) return [];
    if (property) Object.assign(user, { [property]: value });
    else user.profile[field] = value;
    if (field === 'host_key') return 'host key';
    return `${field} → ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`;
  });
}

const others = ['pmi', 'use_pmi', 'pronouns_option', 'zoom_one_type'];

const isKnown = (field: string): boolean =>
  others.includes(field) || Object.hasOwn(texts, field) || Object.hasOwn(lists, field);

/** Zoom ignores what is not a field of a user. */
function fits(field: string, value: unknown): boolean {
  if (!isKnown(field)) return true;
  if (field === 'pmi') return typeof value === 'number' && /^\d{10}$/.test(String(value));
  if (field === 'use_pmi') return typeof value === 'boolean';
  if (field === 'pronouns_option') return value === 1 || value === 2 || value === 3;
  if (field === 'zoom_one_type') return typeof value === 'number' || typeof value === 'bigint';
  const most = lists[field];
  if (most !== undefined) return Array.isArray(value) && value.length <= most;
  if (typeof value !== 'string') return false;
  if (field === 'host_key') return /^\d{6,10}$/.test(value);
  const longest = texts[field] ?? 0;
  return longest === 0 || value.length <= longest;
}

/** Zoom's current document; the first one had no such rows. */
function refuseAbout({ about_me: about, linkedin_url: linkedIn }: Profile): void {
  if (typeof about === 'string' && /<[a-z/!]|https?:\/\/|www\./i.test(about)) {
    const message = "The `about_me` field is illegal and can't contain hyperlinks or HTML code.";
    throw new Refusal(400, 300, message);
  }
  if (typeof linkedIn === 'string' && linkedIn !== '' && !linkedIn.includes('linkedin.com')) {
    const message = 'The `linkedin_url` field is illegal. The URL must contain `linkedin.com`.';
    throw new Refusal(400, 300, message);
  }
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
