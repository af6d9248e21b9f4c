import type { SharedState } from '../../store/shared-state.ts';
import type { OperationName } from '../operations.ts';
import type { Logger } from '../options.ts';
import { ZoomError } from '../zoom-error.ts';
import {
  type Label,
  LONG_PAUSE,
  labels,
  maxWait,
  type Priority,
  rateLimits,
  type ZoomPlan,
} from './limits.ts';
import { createQuotaAllocation } from './quota-allocation.ts';
import { createSlotQueue, type Slot, type SlotQueue } from './slot-queue.ts';

/** A call that needs a slot. */
export interface SlotRequest {
  readonly operation: OperationName;
  readonly label: Label;
  readonly priority: Priority;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/** Keeps all calls of all processes to one Zoom account under its rate limits. */
export interface Limiter {
  /**
   * Waits for a slot, people before bulk work.
   *
   * @throws {ZoomError} `zoom-busy` when there is none in time, `rate-limited-second` or `rate-limited-day` when Zoom
   * has said that it accepts no call for longer
   */
  acquire(request: SlotRequest): Promise<Slot>;
  /** Zoom refused a call for its rate limit, because another app uses the account too: pauses all calls of its label. */
  refused(request: Pick<SlotRequest, 'label' | 'operation'>, error: ZoomError, reading: boolean): void;
  /** Gives this process's slots to the others. */
  close(): Promise<void>;
}

/** How long calls pause when Zoom does not say when to come back. */
const SHORT_PAUSE = 500;

/** Without a shared state that other processes use too, this process has the account's limits for itself. */
export function createLimiter(options: {
  readonly plan: ZoomPlan;
  readonly accountId: string;
  readonly sharedState: SharedState | undefined;
  readonly logger: Logger;
}): Limiter {
  const limits = rateLimits[options.plan];
  const queues = Object.fromEntries(
    labels.map((label) => [label, createSlotQueue(limits[label].perSecond, () => quota.hurry())]),
  ) as Record<Label, SlotQueue>;
  const quota = createQuotaAllocation({ ...options, limits, queues });

  return {
    async acquire({ operation, label, priority, signal }) {
      quota.start();
      const nextDay = quota.usedUpUntil(label, priority);
      if (nextDay !== undefined) throw refusal(operation, 'rate-limited-day', nextDay);
      const { pausedUntil } = queues[label];
      const pause = pausedUntil - Date.now();
      if (pause > maxWait[priority]) {
        const kind = pause > LONG_PAUSE / 2 ? 'rate-limited-day' : 'rate-limited-second';
        throw refusal(operation, kind, pausedUntil);
      }
      const slot = await queues[label].acquire(priority, signal);
      if (!slot) throw refusal(operation, 'zoom-busy');
      quota.count(label);
      return slot;
    },
    refused({ label, operation }, error, reading) {
      if (error.status !== 429 || error.kind === 'request-in-progress') return;
      // Some operations have daily limits of their own, for one user or by a number: they say nothing about other calls.
      const isOwnLimit = !reading || error.values.limit !== undefined;
      if (error.kind === 'rate-limited-day' && isOwnLimit) return;
      const now = Date.now();
      const asked = error.retryAt?.getTime() ?? now + SHORT_PAUSE;
      const until = Math.min(asked, now + LONG_PAUSE);
      if (until <= Math.max(now, queues[label].pausedUntil)) return;
      options.logger.warn(
        { zoom: operation, label, ms: until - now },
        'Zoom: calls paused after a rate limit',
      );
      queues[label].pause(until);
      quota.hurry();
    },
    close: () => quota.close(),
  };
}

function refusal(
  operation: OperationName,
  kind: 'zoom-busy' | 'rate-limited-second' | 'rate-limited-day',
  until?: number,
): ZoomError {
  const retryAt = until === undefined ? undefined : new Date(until);
  return new ZoomError({ operation, kind, effect: 'none', retryAt });
}
