import { allUsers } from './all-users.ts';
import type { Client } from './client.ts';
import type { CallOptions } from './options.ts';
import type { ListedUser, UserPage } from './user-page.ts';

export type { ListedUser, UserPage };

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
  /** The page by its number, from 1; Zoom means to give that up some day. */
  readonly number?: number;
}

/** Going through the users of the account; every method throws ZoomError. */
export interface UserPages {
  list(request?: PageRequest, options?: CallOptions): Promise<UserPage>;
  /**
   * All users, page by page, each user once; several pages at a time where there are many. A token that ran out between
   * two pages is survived once, by starting over and leaving out who was there already. Bulk work, unless told otherwise:
   * it leaves the way to people.
   */
  all(filter?: UserFilter, options?: CallOptions): AsyncIterable<ListedUser[]>;
}

const pageSize = 300;

/** The calls that list users. */
export function createUserPages({ call }: Client): UserPages {
  async function list(request: PageRequest = {}, options?: CallOptions): Promise<UserPage> {
    const { status, roleId, nextPageToken, number, pageSize: size } = request;
    const query = {
      ...(status === undefined ? {} : { status }),
      ...(roleId === undefined ? {} : { role_id: roleId }),
      ...(size === undefined ? {} : { page_size: String(size) }),
      ...(number === undefined ? {} : { page_number: String(number) }),
      ...(nextPageToken ? { next_page_token: nextPageToken } : {}),
    };
    const answer = await call('listUsers', { query }, options);
    return {
      users: answer.users,
      nextPageToken: answer.next_page_token ?? '',
      total: answer.total_records ?? answer.users.length,
      number: answer.page_number,
      count: answer.page_count,
    };
  }

  const all: UserPages['all'] = (filter = {}, given = {}) => {
    const options: CallOptions = { priority: 'bulk', ...given };
    return allUsers(
      (which, signal) => list({ ...filter, pageSize, ...which }, { ...options, signal }),
      options.signal,
    );
  };

  return { list, all };
}
