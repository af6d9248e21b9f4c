import type { z } from 'zod';
import type { Client } from './client.ts';
import type { planUsageSchema } from './operations/plan.ts';
import type { CallOptions } from './options.ts';
import { ZoomError } from './zoom-error.ts';

/** How many licences there are. */
export interface PlanUsage {
  readonly licensed: {
    /** Licences that the account has bought; null where Zoom only tells how many are in use. */
    readonly bought: number | null;
    /** Licences in use. */
    readonly used: number;
  };
  /** People without a licence, where Zoom tells it. */
  readonly basic: number | null;
}

/** The account's plan, by optional operations: the app may lack their scopes. */
export interface Plan {
  /**
   * Licences bought and used, by the plan's usage (a Heavy call: not for every message) or, where that is refused, by
   * the count of users. Null when Zoom refuses both; throws ZoomError when Zoom cannot be reached.
   */
  usage(options?: CallOptions): Promise<PlanUsage | null>;
}

/** The calls about the plan. */
export function createPlan({ call }: Client): Plan {
  async function byPlan(options?: CallOptions): Promise<PlanUsage | undefined> {
    const seats = seatsOf(await call('getPlanUsage', {}, options));
    return seats && { licensed: seats, basic: null };
  }

  async function bySummary(options?: CallOptions): Promise<PlanUsage> {
    const { licensed_users_count: used, basic_users_count: basic } = await call(
      'getUserSummary',
      {},
      options,
    );
    return { licensed: { bought: null, used }, basic: basic ?? null };
  }

  return {
    usage: async (options) =>
      (await unlessRefused(byPlan(options))) ?? (await unlessRefused(bySummary(options))) ?? null,
  };
}

type Usage = z.output<typeof planUsageSchema>;

/**
 * Seats for people with a licence: those of the base plan or, for accounts that have none in it, of the Zoom One and
 * Zoom United plans. Zoom's document does not say whether they add up, so they are not added.
 */
function seatsOf(usage: Usage): PlanUsage['licensed'] | undefined {
  const base = usage.plan_base ? [usage.plan_base] : [];
  const further = [...(usage.plan_zoom_one ?? []), ...(usage.plan_united ?? [])];
  const plans = base.some(({ hosts = 0 }) => hosts > 0) ? base : further;
  if (plans.length === 0) return undefined;
  return {
    bought: plans.reduce((sum, { hosts = 0 }) => sum + hosts, 0),
    used: plans.reduce((sum, { usage: used = 0 }) => sum + used, 0),
  };
}

/** What a call answers, or undefined when Zoom says that this app or account may not ask. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch((error: unknown) => {
    if (error instanceof ZoomError && isRefused(error)) return undefined;
    throw error;
  });
}

function isRefused({ operation, status, code, kind }: ZoomError): boolean {
  if (operation === 'token' || kind === 'token-refused') return false;
  if (kind === 'missing-scopes' || status === 403 || status === 404) return true;
  return code !== undefined && (status === 400 || status === 200);
}
