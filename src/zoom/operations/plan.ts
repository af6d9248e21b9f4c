import { z } from 'zod';
import { define } from '../operation.ts';

const count = z.coerce.number();
/** One plan: `hosts` bought, `usage` of them taken. */
const plan = z.looseObject({
  type: z.string().optional(),
  hosts: count.optional(),
  usage: count.optional(),
  pending: count.optional(),
});

/** Usage of the account's plans, as far as they give people a licence for meetings. */
export const planUsageSchema = z.looseObject({
  plan_base: plan.optional(),
  plan_zoom_one: z.array(plan).optional(),
  plan_united: z.array(plan).optional(),
});

/** How many users of each type there are; it does not tell how many licences were bought. */
const usersSummarySchema = z.looseObject({
  licensed_users_count: count,
  basic_users_count: count.optional(),
  pending_users_count: count.optional(),
  total_users_count: count.optional(),
});

/** Optional operations beside the User API: how many licences there are. */
export const planOperations = {
  getPlanUsage: define({
    method: 'GET',
    // Here `me` is the documented value for the app's own account; no user input.
    path: '/accounts/me/plans/usage',
    success: 200,
    scopes: ['billing:read:plan_usage:admin'],
    rate: 'heavy',
    idempotent: true,
    response: planUsageSchema,
    optional: true,
  }),
  getUserSummary: define({
    method: 'GET',
    path: '/users/summary',
    success: 200,
    scopes: ['user:read:summary:admin'],
    rate: 'medium',
    idempotent: true,
    response: usersSummarySchema,
    optional: true,
  }),
};
