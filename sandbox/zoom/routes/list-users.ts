import type { ZoomAccountUser } from '../account-user.ts';
import { givePageToken, readPageToken } from '../page-token.ts';
import { invalidFields, type Reply } from '../refusal.ts';
import type { ZoomRequest } from '../route.ts';
import { listedUser, roleIdOf } from '../user-body.ts';

const licences = [
  'zoom_workforce_management',
  'zoom_compliance_management',
  'zoom_compliance_manager_for_contact_center',
];

/** `GET /users`: a page of the users with one status; the next one is behind the token. */
export function listUsers({ account, query }: ZoomRequest): Reply {
  const status = choice(query, 'status', ['active', 'inactive', 'pending']) ?? 'active';
  const include = choice(query, 'include_fields', ['custom_attributes', 'host_key']);
  const license = choice(query, 'license', licences);
  const pageSize = whole(query, 'page_size', 30, 2_000);
  const pageNumber = whole(query, 'page_number', 1, 100_000);
  const roleId = query.get('role_id');
  const isListed = (user: ZoomAccountUser) =>
    user.accountId === account.id &&
    listedAs(user) === status &&
    (roleId === null || roleIdOf(user) === roleId) &&
    // Nobody in the sandbox has one of these.
    license === undefined;

  const asked = JSON.stringify([status, include, license, pageSize, roleId]);
  const token = query.get('next_page_token') ?? '';
  const from = token === '' ? (pageNumber - 1) * pageSize : readPageToken(token, asked);
  const to = from + pageSize;
  // One pass that keeps the page only: an account may have a hundred thousand users.
  const page: ZoomAccountUser[] = [];
  let total = 0;
  for (const user of account.users) {
    if (!isListed(user)) continue;
    if (total >= from && total < to) page.push(user);
    total++;
  }
  return {
    status: 200,
    body: {
      next_page_token: to < total ? givePageToken(to, asked) : '',
      page_count: Math.ceil(total / pageSize),
      page_number: Math.floor(from / pageSize) + 1,
      page_size: pageSize,
      total_records: total,
      users: page.map((user) => ({ ...listedUser(user), ...included(user, include) })),
    },
  };
}

/** Zoom's list knows no status for the locked: that they are among the active is a guess. */
const listedAs = (user: ZoomAccountUser) => (user.status === 'locked' ? 'active' : user.status);

function included(user: ZoomAccountUser, field: string | undefined): Record<string, unknown> {
  if (field === 'host_key') return { host_key: user.hostKey };
  if (field === 'custom_attributes') return { custom_attributes: user.profile.custom_attributes ?? [] };
  return {};
}

function choice(query: URLSearchParams, field: string, known: readonly string[]): string | undefined {
  const value = query.get(field);
  if (value === null || value === '') return undefined;
  if (!known.includes(value)) throw invalidFields(field);
  return value;
}

function whole(query: URLSearchParams, field: string, usual: number, most: number): number {
  const value = query.get(field);
  if (value === null || value === '') return usual;
  if (!/^\d{1,6}$/.test(value) || Number(value) < 1 || Number(value) > most) throw invalidFields(field);
  return Number(value);
}
