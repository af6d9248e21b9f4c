import type { ZoomAccountUser } from './user.ts';

const roles = { owner: ['0', 'Owner'], admin: ['1', 'Admin'], member: ['2', 'Member'] } as const;
const logins = { email: 100, sso: 101, google: 1 } as const;

/** A user as `GET /users/{userId}` answers it; Zoom leaves out what is empty. */
export function userBody(user: ZoomAccountUser): Record<string, unknown> {
  const [roleId, roleName] = roles[user.role];
  const site = 'https://example.zoom.us';
  const body = {
    id: user.id,
    account_id: user.accountId,
    account_number: 10009999,
    first_name: user.firstName,
    last_name: user.lastName,
    display_name: user.displayName,
    email: user.email,
    type: user.type,
    role_id: roleId,
    role_name: roleName,
    status: user.status,
    pmi: user.pmi,
    use_pmi: user.usePmi,
    personal_meeting_url: `${site}/j/${user.pmi}`,
    vanity_url: user.vanityName ? `${site}/my/${user.vanityName}` : '',
    timezone: user.timezone,
    language: user.language,
    dept: user.dept,
    job_title: user.jobTitle,
    company: 'Example Ltd',
    login_types: [logins[user.login]],
    verified: user.status === 'pending' ? 0 : 1,
    cluster: 'us06',
    jid: `${user.id.toLowerCase()}@xmpp.zoom.us`,
    group_ids: [],
    im_group_ids: [],
    custom_attributes: [],
    phone_numbers: [],
    created_at: user.createdAt,
    user_created_at: user.createdAt,
    last_login_time: '2026-11-20T07:41:00Z',
    last_client_version: '6.6.2.1234(mac)',
    ...user.profile,
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}
