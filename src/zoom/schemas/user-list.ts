import { z } from 'zod';

const listedUser = z.looseObject({
  /** Absent for pending users: they are known by their email only. */
  id: z.string().optional(),
  email: z.string(),
  /** As in `userSchema`. */
  type: z.number(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  display_name: z.string().optional(),
  status: z.string().optional(),
  dept: z.string().optional(),
  role_id: z.union([z.string(), z.number()]).optional(),
  timezone: z.string().optional(),
  last_login_time: z.string().optional(),
  user_created_at: z.string().optional(),
});

/** One page of users. */
export const userListSchema = z.looseObject({
  users: z.array(listedUser),
  /** The empty string on the last page. */
  next_page_token: z.string().optional(),
  total_records: z.number().optional(),
  /** As asked for, and how many pages there are. */
  page_number: z.number().optional().catch(undefined),
  page_count: z.number().optional().catch(undefined),
});
