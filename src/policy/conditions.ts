import { z } from 'zod';
import { durationWords } from '../commands/parse/duration.ts';
import { listed, number } from '../languages/formats.ts';
import { type Text, text } from '../languages/text.ts';

/** What conditions of the policy are compared with: what is known of one request. It is stored with the request. */
export interface Facts {
  /** How long it lasts, in milliseconds; `null`: without an end. */
  readonly duration: number | null;
  /** Its end was chosen as a day, of which all counts. */
  readonly untilDay: boolean;
  /** Of the account that changes, as in Zoom; `null`: it has none. */
  readonly department: string | null;
  /** How many licences it costs. */
  readonly seats: number;
}

/** The same, as it is stored with a request. */
export const storedFacts = z.object({
  duration: z.number().nullable(),
  untilDay: z.boolean(),
  department: z.string().nullable(),
  seats: z.number(),
}) satisfies z.ZodType<Facts>;

/** A limit, and on which side of it the condition holds. Durations are milliseconds, prices as in `licences.price`. */
interface Bound {
  readonly side: 'over' | 'up to';
  readonly limit: number;
}

/** When other keys apply under a command: all that is set has to hold. */
export interface Condition {
  readonly duration?: Bound;
  /** One of these, whatever its case. */
  readonly department?: readonly string[];
  readonly price?: Bound;
}

const DAY = 86_400_000;
const YEAR = 365 * DAY;

/**
 * Whether a condition holds. What has no end lasts longer than any duration, and costs a year's price. What is not known
 * (a department that Zoom does not tell, a price that the policy does not name) meets no condition.
 *
 * @param price what one licence costs a year; `null`: not told
 */
export function holds(condition: Condition, facts: Facts, price: number | null): boolean {
  const { duration, department, price: cost } = condition;
  const own = facts.department?.trim().toLowerCase() ?? '';
  const total = price === null ? null : priceOf(facts, price);
  return (
    (!duration || within(duration, facts.duration ?? Number.POSITIVE_INFINITY, facts.untilDay ? DAY : 0)) &&
    (!department || department.some((one) => one.trim().toLowerCase() === own)) &&
    (!cost || (total !== null && within(cost, total, 0)))
  );
}

function within({ side, limit }: Bound, value: number, tolerance: number): boolean {
  const isOver = value > limit + tolerance;
  return side === 'over' ? isOver : !isOver;
}

/** What a request costs: a year's price for each licence, or the share of it that its duration is. */
function priceOf({ duration, seats }: Facts, price: number): number {
  return seats * price * (duration === null ? 1 : duration / YEAR);
}

/** Whether a condition holds wherever another one does, so that the other one, standing after it, never comes into play. */
export function covers(first: Condition, second: Condition): boolean {
  const names = (list: readonly string[]) => list.map((one) => one.trim().toLowerCase());
  const { department } = first;
  return (
    coversBound(first.duration, second.duration) &&
    coversBound(first.price, second.price) &&
    (!department ||
      (second.department !== undefined &&
        names(second.department).every((one) => names(department).includes(one))))
  );
}

function coversBound(first: Bound | undefined, second: Bound | undefined): boolean {
  if (!first) return true;
  if (first.side !== second?.side) return false;
  return first.side === 'over' ? second.limit >= first.limit : second.limit <= first.limit;
}

/** "for over 30 days, in Finance or Legal and at a price over 100" */
export function conditionWords({ duration, department, price }: Condition): Text {
  const held: Text[] = [];
  if (duration) {
    const limit = durationWords(duration.limit);
    held.push(duration.side === 'over' ? text`for over ${limit}` : text`for up to ${limit}`);
  }
  if (department) held.push(text`in ${listed(department, 'disjunction')}`);
  if (price) {
    const limit = number(price.limit);
    held.push(price.side === 'over' ? text`at a price over ${limit}` : text`at a price up to ${limit}`);
  }
  return listed(held);
}
