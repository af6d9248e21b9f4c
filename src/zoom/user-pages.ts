import type { z } from 'zod';
import type { Client } from './client.ts';
import type { CallOptions } from './options.ts';
import type { userListSchema } from './schemas/user-list.ts';
import { ZoomError } from './zoom-error.ts';

/** A user as the list has them; pending users have no id. */
export type ListedUser = z.output<typeof userListSchema>['users'][number];

/** Which users. */
export interface UserFilter {
  /** Zoom answers the active ones unless told; there is no word for all. */
  readonly status?: 'active' | 'inactive' | 'pending';
  readonly roleId?: string;
}

/** Which page of them. */
export interface PageRequest extends UserFilter {
  /** 30 unless told. Zoom's documents disagree on the most: 300 is safe. */
  readonly pageSize?: number;
  /** Lives for 15 minutes, and only with the same filter and size. */
  readonly nextPageToken?: string;
}

/** One page of users. */
export interface UserPage {
  readonly users: ListedUser[];
  /** Empty on the last page. */
  readonly nextPageToken: string;
  /** Users on all pages together. */
  readonly total: number;
}

/** Going through the users of the account; every method throws ZoomError. */
export interface UserPages {
  list(request?: PageRequest, options?: CallOptions): Promise<UserPage>;
  /**
   * All users, page by page, each user once. A token that ran out between two pages is survived once, by starting
   * over and leaving out who was there already. Bulk work, unless told otherwise: it leaves the way to people.
   */
  all(filter?: UserFilter, options?: CallOptions): AsyncIterable<ListedUser[]>;
}

const pageSize = 300;

/** The calls that list users. */
export function createUserPages({ call }: Client): UserPages {
  async function list(request: PageRequest = {}, options?: CallOptions): Promise<UserPage> {
    const { status, roleId, nextPageToken, pageSize: size } = request;
    const query = {
      ...(status === undefined ? {} : { status }),
      ...(roleId === undefined ? {} : { role_id: roleId }),
      ...(size === undefined ? {} : { page_size: String(size) }),
      ...(nextPageToken ? { next_page_token: nextPageToken } : {}),
    };
    const answer = await call('listUsers', { query }, options);
    return {
      users: answer.users,
      nextPageToken: answer.next_page_token ?? '',
      total: answer.total_records ?? answer.users.length,
    };
  }

  async function* all(filter: UserFilter = {}, given?: CallOptions): AsyncGenerator<ListedUser[]> {
    const options: CallOptions = { priority: 'bulk', ...given };
    const seen = new Set<string>();
    let nextPageToken = '';
    let mayStartOver = true;
    do {
      let page: UserPage;
      try {
        page = await list({ ...filter, pageSize, nextPageToken }, options);
      } catch (error) {
        if (!mayStartOver || nextPageToken === '' || !isExpired(error)) throw error;
        mayStartOver = false;
        nextPageToken = '';
        page = await list({ ...filter, pageSize }, options);
      }
      // A token that leads to itself would go round for ever.
      if (page.nextPageToken !== '' && page.nextPageToken === nextPageToken) throw endless();
      nextPageToken = page.nextPageToken;
      const fresh = page.users.filter((user) => isNew(seen, user));
      if (fresh.length > 0) yield fresh;
    } while (nextPageToken !== '');
  }

  return { list, all };
}

const isExpired = (error: unknown): boolean =>
  error instanceof ZoomError && error.meaning === 'page-token-expired';

function isNew(seen: Set<string>, user: ListedUser): boolean {
  const key = user.id ?? user.email.toLowerCase();
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

const endless = () =>
  new ZoomError({ operation: 'listUsers', meaning: 'unreadable-answer', effect: 'none', reason: 'ENDLESS' });
