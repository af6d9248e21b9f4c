import type { Client } from './client.ts';
import { isUntold } from './known.ts';
import { seatPlans } from './operations/plan.ts';
import type { CallOptions, ZoomOptions } from './options.ts';
import { ZoomError } from './zoom-error.ts';

/** How many licences there are. */
export interface PlanUsage {
  readonly licensed: {
    /** Licences that the account has bought, as Zoom tells or as is configured; null where neither does. */
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
   * Licences bought and used, by the plan's usage (a Heavy call: not for every message) or, where that is refused or
   * cannot be read, by the count of users and the configured number. Null when Zoom tells neither; throws ZoomError
   * when Zoom cannot be reached.
   */
  usage(options?: CallOptions): Promise<PlanUsage | null>;
}

/** The calls about the plan. */
export function createPlan({ call }: Client, { licencesBought, logger }: PlanOptions): Plan {
  /** What the plans tell, each number null where it is not known. */
  async function byPlan(options?: CallOptions): Promise<Seats> {
    const usage = await call('getPlanUsage', {}, options);
    const { seats, unread } = seatsOf(usage);
    if (unread.length > 0)
      logger.warn({ zoom: 'getPlanUsage', plans: unread }, 'Zoom: plans without numbers');
    return seats;
  }

  return {
    async usage(options) {
      const told: Seats = (await unlessUntold(byPlan(options))) ?? { bought: null, used: null };
      const { bought, used } = told;
      const licences = bought ?? licencesBought?.() ?? null;
      if (used !== null) return { licensed: { bought: licences, used }, basic: null };
      const summary = await unlessUntold(call('getUserSummary', {}, options));
      if (!summary) return null;
      const { licensed_users_count: inUse, basic_users_count: basic } = summary;
      return { licensed: { bought: licences, used: inUse }, basic: basic ?? null };
    },
  };
}

type PlanOptions = Pick<ZoomOptions, 'licencesBought' | 'logger'>;

interface Seats {
  readonly bought: number | null;
  readonly used: number | null;
}

/**
 * Plans whose seats are licences for meetings. An account may have several at once: one seat in the base plan and a
 * hundred in a Workplace plan are 101 seats.
 */
const SEAT_PLAN = /^plan_(base|united|zoom_one|zoom_workplace|workplace)(_|$)/;

/** The seats of all plans together; a number is null when one plan does not tell it, or nobody has bought any seat. */
function seatsOf(usage: Readonly<Record<string, unknown>>): { seats: Seats; unread: string[] } {
  const unread: string[] = [];
  const plans = Object.entries(usage).flatMap(([name, plan]) => {
    if (!SEAT_PLAN.test(name)) return [];
    const read = seatPlans.safeParse(plan);
    const found = read.success ? read.data : [{}];
    if (found.some(({ hosts, usage: used }) => hosts === undefined || used === undefined)) unread.push(name);
    return found;
  });
  const bought = sum(plans.map(({ hosts }) => hosts));
  const used = sum(plans.map(({ usage: inUse }) => inUse));
  return { seats: bought === 0 ? { bought: null, used: null } : { bought, used }, unread };
}

function sum(numbers: readonly (number | undefined)[]): number | null {
  let total = 0;
  for (const one of numbers) {
    if (one === undefined) return null;
    total += one;
  }
  return total;
}

/** What a call answers, or undefined when Zoom does not tell it, or no more of it today. */
async function unlessUntold<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch((error: unknown) => {
    if (error instanceof ZoomError && (isUntold(error) || error.kind === 'rate-limited-day'))
      return undefined;
    throw error;
  });
}
