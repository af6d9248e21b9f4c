import { define } from '../operation.ts';
import { planUsageSchema, usersSummarySchema } from '../schemas/plan.ts';

/** Neighbours of the User API: how many licences there are. */
export const planOperations = {
  getPlanUsage: define({
    method: 'GET',
    // Here `me` is the documented word for the app's own account; nobody types it.
    path: '/accounts/me/plans/usage',
    success: 200,
    scopes: ['billing:read:plan_usage:admin'],
    rate: 'heavy',
    idempotent: true,
    response: planUsageSchema,
    neighbour: true,
  }),
  getUserSummary: define({
    method: 'GET',
    path: '/users/summary',
    success: 200,
    scopes: ['user:read:summary:admin'],
    rate: 'medium',
    idempotent: true,
    response: usersSummarySchema,
    neighbour: true,
  }),
};
