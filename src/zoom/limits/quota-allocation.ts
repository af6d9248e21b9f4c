import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SharedState } from '../../store/shared-state.ts';
import type { Logger } from '../options.ts';
import { isBulk, type Label, LONG_PAUSE, labels, type Priority, type RateLimit } from './limits.ts';
import type { Demand, SlotQueue } from './slot-queue.ts';

/** How one process agrees with the others of the account on who may make how many calls. */
export interface QuotaAllocation {
  /** A call is made: take part from now on. */
  start(): void;
  /** Calls wait for slots that other processes have, or Zoom has paused everybody: do not wait for the next turn. */
  hurry(): void;
  /** Counts a call towards the daily limit of its label. */
  count(label: Label): void;
  /** When the next day begins, if today's calls are used up for this priority; milliseconds since the epoch. */
  usedUpUntil(label: Label, priority: Priority): number | undefined;
  /** Takes part no more; the share is free for the others. */
  close(): Promise<void>;
}

const shareSchema = z.object({
  slots: z.number(),
  /** The lease ends at this time; milliseconds by the database's clock. */
  until: z.number(),
  people: z.number(),
  bulk: z.boolean(),
});

const quotaSchema = z.object({
  /** Slots of each process. Never more together than Zoom allows. */
  shares: z.record(z.string(), shareSchema).default({}),
  /** Zoom has asked everybody to wait until then. */
  pausedUntil: z.number().default(0),
  /** Calls of one day, by UTC. */
  day: z.object({ date: z.string(), calls: z.number() }).default({ date: '', calls: 0 }),
});

/** What the processes of one account have agreed on for one label. */
export type Quota = z.output<typeof quotaSchema>;

const quotaStateSchema = z.partialRecord(z.enum(labels), quotaSchema);
type QuotaState = z.output<typeof quotaStateSchema>;

export const emptyQuota: Quota = { shares: {}, pausedUntil: 0, day: { date: '', calls: 0 } };

/** What cannot be read counts as nothing agreed on. */
const readState = (value: unknown): QuotaState => quotaStateSchema.safeParse(value ?? {}).data ?? {};

/** A lost process's slots go to the others after this time, in milliseconds. */
export const LEASE = 3_000;

/** Between two turns, in milliseconds: while calls are made, while none are, and while calls wait for slots. */
const BUSY = 200;
const IDLE = 500;
const SHORT = 40;
/** A single process only stores how many calls it made today. */
const ALONE = 5_000;

/** Daily limits are used up to this share: other apps use the account too, and our count may be a moment old. */
const DAILY_SHARE = 0.98;
/** Bulk work leaves the rest of a day to people. */
const DAILY_BULK_SHARE = 0.9;

const today = (): string => new Date().toISOString().slice(0, 10);
const perLabel = <T>(value: (label: Label) => T) =>
  Object.fromEntries(labels.map((label) => [label, value(label)])) as Record<Label, T>;

interface QuotaDeps {
  readonly sharedState: SharedState | undefined;
  readonly accountId: string;
  readonly limits: Readonly<Record<Label, RateLimit>>;
  readonly queues: Readonly<Record<Label, SlotQueue>>;
  readonly logger: Logger;
}

/**
 * Calls never wait for the store: a process leases its slots ahead of need and renews the lease in the background. It
 * stops using slots before it stores so, and uses more after it has stored so; hence all processes together never use more
 * than Zoom's limit. While the store is away a share stays as it is: nobody else can take it then.
 */
export function createQuotaAllocation({
  sharedState,
  accountId,
  limits,
  queues,
  logger,
}: QuotaDeps): QuotaAllocation {
  const owner = randomUUID();
  const alone = !sharedState?.shared;
  const key = `zoom-limits:${accountId}`;
  const hasDailyLimit = labels.some((label) => limits[label].perDay !== undefined);
  /** Today's calls of all processes as last read, and those of this one since. */
  const days = perLabel(() => ({ date: '', calls: 0 }));
  const uncounted = perLabel(() => 0);
  let timer: NodeJS.Timeout | undefined;
  let started = false;
  let closed = false;
  let underWay: Promise<void> | undefined;
  let hurried = false;
  let failing = false;

  if (alone) for (const label of labels) queues[label].slots = limits[label].perSecond;

  async function synchronize(state: SharedState): Promise<void> {
    const demands = perLabel((label) => queues[label].demand());
    const counted = { ...uncounted };
    const slots = perLabel((label) => queues[label].slots);
    let after = perLabel(() => emptyQuota);
    let skew = 0;
    await state.change(key, (value, now) => {
      const before = readState(value);
      skew = Date.now() - now;
      after = perLabel((label) => {
        const queue = queues[label];
        const quota = before[label] ?? emptyQuota;
        const paused = queue.pausedUntil > Date.now() ? queue.pausedUntil - skew : 0;
        const shared = {
          ...quota,
          // A pause that ends later was agreed on before the database's clock was set back.
          pausedUntil: Math.max(quota.pausedUntil > now + LONG_PAUSE ? 0 : quota.pausedUntil, paused),
          day: addCalls(quota.day, limits[label], counted[label]),
        };
        if (alone) return shared;
        const limit = limits[label].perSecond;
        const report = { owner, limit, demand: demands[label], inFlight: queue.inFlight };
        const settled = settleShare(shared, report, now);
        slots[label] = settled.slots;
        // Given up before it is stored, so that nobody else has them while they are still used here.
        queue.slots = Math.min(queue.slots, settled.slots);
        return settled.quota;
      });
      return labels.some((label) => isWorthStoring(before[label], after[label], now)) ? after : undefined;
    });
    for (const label of labels) {
      days[label] = after[label].day;
      uncounted[label] -= counted[label];
      queues[label].pause(after[label].pausedUntil + skew);
      queues[label].slots = slots[label];
    }
  }

  const isWorthStoring = (before: Quota = emptyQuota, after: Quota, now: number): boolean => {
    const [old, own] = [before.shares[owner], after.shares[owner]];
    if (after.day.calls !== before.day.calls || after.pausedUntil > before.pausedUntil) return true;
    if (!own) return false;
    const changed = old?.slots !== own.slots || old.people !== own.people || old.bulk !== own.bulk;
    return changed || old.until - now < LEASE / 2;
  };

  const turn = (): void => {
    if (!sharedState || closed || underWay) return;
    hurried = false;
    underWay = synchronize(sharedState)
      .then(
        () => {
          failing = false;
        },
        (error: unknown) => {
          // Once for each time that the store is away, not twice a second.
          if (!failing) logger.warn({ err: error }, 'Zoom: rate limit quota not renewed');
          failing = true;
        },
      )
      .finally(() => {
        underWay = undefined;
        const short = hurried || labels.some((label) => queues[label].isShort);
        const busy = labels.some((label) => queues[label].inFlight > 0);
        schedule(alone ? ALONE : short ? SHORT : busy ? BUSY : IDLE);
      });
  };

  const schedule = (ms: number): void => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(turn, ms).unref();
  };

  return {
    start() {
      if (started || closed || (alone && !hasDailyLimit)) return;
      started = true;
      turn();
    },
    hurry() {
      if (alone || hurried || closed) return;
      hurried = true;
      started = true;
      if (!underWay) schedule(0);
    },
    count(label) {
      if (limits[label].perDay !== undefined) uncounted[label]++;
    },
    usedUpUntil(label, priority) {
      const { perDay } = limits[label];
      if (perDay === undefined) return undefined;
      const { date, calls } = days[label];
      const most = perDay * (isBulk(priority) ? DAILY_BULK_SHARE : DAILY_SHARE);
      if ((date === today() ? calls : 0) + uncounted[label] < most) return undefined;
      return new Date().setUTCHours(24, 0, 0, 0);
    },
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      await underWay;
      if (!sharedState || alone || !started) return;
      await sharedState
        .change(key, (value) => withoutOwner(readState(value), owner))
        .catch((error: unknown) => logger.warn({ err: error }, 'Zoom: rate limit quota left to expire'));
    },
  };
}

function addCalls(day: Quota['day'], { perDay }: RateLimit, calls: number): Quota['day'] {
  if (perDay === undefined) return day;
  const date = today();
  return { date, calls: (day.date === date ? day.calls : 0) + calls };
}

function withoutOwner(state: QuotaState, owner: string): QuotaState {
  return Object.fromEntries(
    Object.entries(state).map(([label, quota]) => {
      const { [owner]: _, ...shares } = quota.shares;
      return [label, { ...quota, shares }];
    }),
  );
}

/** What a process reports of itself. */
interface Report {
  readonly owner: string;
  readonly limit: number;
  readonly demand: Demand;
  /** Slots in use right now: they cannot be given away. */
  readonly inFlight: number;
}

/**
 * This process's share as it should be by now: grown by what nobody has, or given away. Slots in use are only given away
 * when they are free again, so the stored share may be larger than what may be used from now on (`slots`).
 */
export function settleShare(
  quota: Quota,
  { owner, limit, demand, inFlight }: Report,
  now: number,
): { quota: Quota; slots: number } {
  const alive = Object.entries(quota.shares).filter(([name, { until }]) => until > now && name !== owner);
  const others = alive.reduce((sum, [, share]) => sum + share.slots, 0);
  const mine = quota.shares[owner];
  const had = mine && mine.until > now ? mine.slots : 0;
  const due = allocate(limit, new Map<string, Demand>([...alive, [owner, demand]])).get(owner) ?? 0;
  const slots = due < had ? Math.max(due, inFlight) : Math.min(due, Math.max(had, limit - others));
  const share = { slots, until: now + LEASE, ...demand };
  const shares = { ...Object.fromEntries(alive), [owner]: share };
  return { quota: { ...quota, shares }, slots: Math.min(slots, due) };
}

/**
 * Divides the slots of an account among its processes: first what people ask for, then the rest to those that have bulk
 * work, or evenly where none has. Every process comes to the same result.
 *
 * @param demands by the process's name
 * @returns whole slots by name; together exactly `slots`
 */
export function allocate(slots: number, demands: ReadonlyMap<string, Demand>): ReadonlyMap<string, number> {
  const names = [...demands.keys()].sort();
  const shares = new Map(names.map((name) => [name, 0]));
  let left = slots;
  /** One slot each in turn, until each has what it wants or none is left. */
  const deal = (to: readonly string[], wanted: (name: string) => number) => {
    for (let round = 1; left > 0; round++) {
      const open = to.filter((name) => wanted(name) >= round).slice(0, left);
      if (open.length === 0) return;
      for (const name of open) shares.set(name, (shares.get(name) ?? 0) + 1);
      left -= open.length;
    }
  };
  const bulk = names.filter((name) => demands.get(name)?.bulk);
  deal(names, (name) => demands.get(name)?.people ?? 0);
  deal(bulk.length > 0 ? bulk : names, () => Number.POSITIVE_INFINITY);
  return shares;
}
