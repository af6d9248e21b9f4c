import type { z } from 'zod';
import type { userListSchema } from './schemas/user-list.ts';

/** A user as the list has them; pending users have no id. */
export type ListedUser = z.output<typeof userListSchema>['users'][number];

/** One page of users. */
export interface UserPage {
  readonly users: ListedUser[];
  /** Empty on the last page. */
  readonly nextPageToken: string;
  /** Users on all pages together. */
  readonly total: number;
  /** Which page it is, and how many there are, as far as Zoom tells. */
  readonly number: number | undefined;
  readonly count: number | undefined;
}
