import { z } from 'zod';
import { define } from '../operation.ts';
import { number } from '../values.ts';

/** One plan: `hosts` bought, `usage` of them taken. */
const seatPlan = z.looseObject({ hosts: number.optional(), usage: number.optional() });

/** One plan, or a list of them: Zoom sends either. */
export const seatPlans = z.preprocess((plans) => (Array.isArray(plans) ? plans : [plans]), z.array(seatPlan));

/** Usage of the account's plans, by names such as `plan_base`; what is in them differs from plan to plan. */
const planUsageSchema = z.looseObject({});

/** How many users of each type there are; it does not tell how many licences were bought. */
const usersSummarySchema = z.looseObject({
  licensed_users_count: number,
  basic_users_count: number.optional(),
  pending_users_count: number.optional(),
  total_users_count: number.optional(),
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
