import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { findUser, type ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { Route, ZoomRequest } from '../route.ts';
import { listedUser, roleIdOf, userBody } from '../user-body.ts';
import { createUser } from './create-user.ts';
import { deleteUser } from './delete-user.ts';
import { refuseExpiredInvitation } from './find.ts';
import { updateUser } from './update-user.ts';

/** Listing, creating, reading, changing and deleting users. */
export const userRoutes: readonly Route[] = [
  {
    operation: 'listUsers',
    method: 'GET',
    path: '/users',
    scope: 'user:read:list_users:admin',
    rate: 'medium',
    handle: listUsers,
  },
  {
    operation: 'createUser',
    method: 'POST',
    path: '/users',
    scope: 'user:write:user:admin',
    rate: 'light',
    noPrivilege: 'No privilege.',
    handle: createUser,
  },
  {
    operation: 'getUser',
    method: 'GET',
    path: '/users/:userId',
    scope: 'user:read:user:admin',
    rate: 'light',
    handle: ({ account, params: { userId = '' }, origin }) => {
      const user = findUser(account, userId);
      if (user?.accountId !== account.id || !user) {
        throw new Refusal(404, 1001, 'User not exist or not belong to this account.');
      }
      refuseExpiredInvitation(user);
      return { status: 200, body: userBody(user, { account, origin }) };
    },
  },
  {
    operation: 'updateUser',
    method: 'PATCH',
    path: '/users/:userId',
    scope: 'user:update:user:admin',
    rate: 'light',
    handle: updateUser,
  },
  {
    operation: 'deleteUser',
    method: 'DELETE',
    path: '/users/:userId',
    scope: 'user:delete:user:admin',
    rate: 'light',
    handle: deleteUser,
  },
];

const licences = [
  'zoom_workforce_management',
  'zoom_compliance_management',
  'zoom_compliance_manager_for_contact_center',
];

/** `GET /users`: a page of the users with one status; the next one is behind the token. */
function listUsers({ account, query }: ZoomRequest): Reply {
  // Zoom takes an unknown status for the usual one, and a page that is too long for the longest.
  const asked = query.get('status') ?? '';
  const status = ['active', 'inactive', 'pending'].includes(asked) ? asked : 'active';
  const include = choice(query, 'include_fields', ['custom_attributes', 'host_key']);
  const license = choice(query, 'license', licences);
  const pageSize = Math.min(whole(query, 'page_size', 30, 999_999), longestPage);
  const pageNumber = whole(query, 'page_number', 1, 100_000);
  const roleId = query.get('role_id');
  const isListed = (user: ZoomAccountUser) =>
    user.accountId === account.id &&
    listedAs(user) === status &&
    (roleId === null || roleIdOf(user) === roleId) &&
    // Nobody in the sandbox has one of these.
    license === undefined;

  const filter = JSON.stringify([status, include, license, pageSize, roleId]);
  const token = query.get('next_page_token') ?? '';
  const from = token === '' ? (pageNumber - 1) * pageSize : readPageToken(token, filter);
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
      next_page_token: to < total ? givePageToken(to, filter) : '',
      page_count: Math.ceil(total / pageSize),
      page_number: Math.floor(from / pageSize) + 1,
      page_size: pageSize,
      total_records: total,
      users: page.map((user) => ({ ...listed(account, user), ...included(user, include) })),
    },
  };
}

export const longestPage = 300;

/** A row of the list; the required fields are those by which people are known. */
function listed({ sparse }: ZoomAccount, user: ZoomAccountUser): Record<string, unknown> {
  const row = listedUser(user);
  if (!sparse) return row;
  return user.status === 'pending' ? { email: user.email } : { id: user.id, email: user.email };
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

export function whole(query: URLSearchParams, field: string, usual: number, most: number): number {
  const value = query.get(field);
  if (value === null || value === '') return usual;
  if (!/^\d{1,6}$/.test(value) || Number(value) < 1 || Number(value) > most) throw invalidFields(field);
  return Number(value);
}

const minutes = 60 * 1_000;
const life = 15 * minutes;
const key = randomBytes(32);

const sign = (text: string) => createHmac('sha256', key).update(text).digest();

/**
 * A token for the next page. Nobody can make one, it lives 15 minutes, and it belongs to the request that it was
 * given for: that it is invalid with other parameters is a guess.
 */
export function givePageToken(offset: number, query: string): string {
  const payload = Buffer.from(JSON.stringify([offset, Date.now() + life])).toString('base64url');
  return `${payload}.${sign(payload + query).toString('base64url')}`;
}

/** Where the page of a token begins; throws for one that is invented, old or of another request. */
export function readPageToken(token: string, query: string): number {
  const refusal = new Refusal(400, 300, 'The next page token is invalid or expired.');
  const [payload = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(payload + query);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refusal;
  const [offset, until] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [number, number];
  if (until <= Date.now()) throw refusal;
  return offset;
}
