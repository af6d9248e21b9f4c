import type { ZoomAccount } from './account.ts';
import type { ZoomAccountUser } from './account-user.ts';
import { picturePath } from './routes/picture.ts';

const roles = { owner: ['0', 'Owner'], admin: ['1', 'Admin'], member: ['2', 'Member'] } as const;
const logins = { email: 100, sso: 101, google: 1, api: 99 } as const;
const site = 'https://example.zoom.us';

/** Fields that are left out where there is nothing to say; Zoom sends others as empty texts. */
const leftOut = [
  'id',
  'pic_url',
  'vanity_url',
  'login_types',
  'last_login_time',
  'last_client_version',
  'plan_united_type',
  'license_info_list',
  'division_ids',
];

/**
 * A user as `GET /users/{userId}` answers it. An account may be one whose answers hold no more than Zoom's documents
 * require: then a pending user has an id, a type and the time of the call.
 *
 * @param where the account, and where the sandbox listens: the picture is there
 */
export function userBody(
  user: ZoomAccountUser,
  { origin, account }: { readonly origin: string; readonly account: Pick<ZoomAccount, 'sparse'> },
): Record<string, unknown> {
  if (account.sparse && user.status === 'pending') return { id: user.id, type: user.type, created_at: now() };
  const [, roleName] = roles[user.role];
  const picture = picturePath(user);
  const body = {
    ...listedUser(user),
    id: user.id,
    account_id: user.accountId,
    account_number: 10009999,
    role_name: roleName,
    use_pmi: user.usePmi,
    personal_meeting_url: `${site}/j/${user.pmi}`,
    vanity_url: user.vanityName ? `${site}/my/${user.vanityName}` : '',
    pic_url: picture && origin + picture,
    language: user.language,
    job_title: user.jobTitle,
    location: '',
    cost_center: '',
    pronouns: '',
    phone_country: '',
    phone_number: '',
    company: 'Example Ltd',
    cluster: user.cluster,
    jid: `${user.id.toLowerCase()}@xmpp.zoom.us`,
    custom_attributes: [],
    phone_numbers: [],
    ...user.profile,
  };
  return withoutGaps(body);
}

/** A user as the list of users has it; a pending one has no id there. */
export function listedUser(user: ZoomAccountUser): Record<string, unknown> {
  const pending = user.status === 'pending';
  // Zoom's document: of a pending user this is the time of the call.
  const createdAt = pending ? now() : user.createdAt;
  const { employee_unique_id, plan_united_type, license_info_list, division_ids } = user.profile;
  const body = {
    id: pending ? '' : user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    display_name: user.displayName,
    email: user.email,
    type: user.type,
    role_id: roleIdOf(user),
    status: user.status,
    // Who cannot host has no room of their own.
    pmi: pending || user.meetingCapacity === 0 ? 0 : user.pmi,
    timezone: user.timezone,
    dept: user.dept,
    verified: pending ? 0 : 1,
    login_types: pending ? '' : [logins[user.login]],
    group_ids: user.groups,
    im_group_ids: user.imGroups,
    created_at: createdAt,
    user_created_at: createdAt,
    last_login_time: pending ? '' : user.lastSignIn,
    last_client_version: pending ? '' : '6.6.2.1234(mac)',
    employee_unique_id: employee_unique_id ?? '',
    plan_united_type: plan_united_type ?? '',
    license_info_list: license_info_list ?? '',
    division_ids: division_ids ?? '',
  };
  return withoutGaps(body);
}

const withoutGaps = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).filter(([field, value]) => value !== '' || !leftOut.includes(field)),
  );

const now = () => `${new Date().toISOString().slice(0, 19)}Z`;

/** Zoom's id of the role. */
export const roleIdOf = (user: ZoomAccountUser): string => roles[user.role][0];
