import type { SharedState } from '../../store/shared-state.ts';
import type { Logger } from '../logger.ts';
import type { OperationName } from '../operations.ts';
import { ZoomError } from '../zoom-error.ts';
import { createDays } from './days.ts';
import { createLine, type Line, type Turn } from './line.ts';
import { type Label, labels, rateLimits, type ZoomPlan } from './plans.ts';
import type { Priority } from './priority.ts';
import { LineFull } from './queue.ts';
import { createSharing } from './sharing.ts';

/** The call that wants to be made. */
export interface Wish {
  readonly operation: OperationName;
  readonly label: Label;
  readonly priority: Priority;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/** Keeps all calls of all processes to one Zoom account under its rate limits. */
export interface Limiter {
  /**
   * Waits for a turn, people before bulk work.
   *
   * @throws {ZoomError} `zoom-busy` when there is none in time, `rate-limited-second` or `rate-limited-day` when Zoom
   * has said that it takes none for longer
   */
  take(wish: Wish): Promise<Turn>;
  /** Zoom has refused a call for being one too many: somebody else uses the account too. */
  refused(wish: Pick<Wish, 'label' | 'operation'>, error: ZoomError, reading: boolean): void;
  /** Gives this process's share to the others. */
  close(): Promise<void>;
}

/** How long the line stands when Zoom does not say when to come back. */
const SHORT_PAUSE = 500;
/** A daily limit is looked at again after this time: who knows which day Zoom means. */
const LONG_PAUSE = 15 * 60_000;

/** Without a ledger that others share, this process has the account's limits for itself. */
export function createLimiter(options: {
  readonly plan: ZoomPlan;
  readonly accountId: string;
  readonly sharedState: SharedState | undefined;
  readonly logger: Logger;
}): Limiter {
  const limits = rateLimits[options.plan];
  const lines = Object.fromEntries(
    labels.map((label) => [label, createLine(limits[label].perSecond, () => sharing.hurry())]),
  ) as Record<Label, Line>;
  const days = createDays(limits);
  const sharing = createSharing({ ...options, limits, lines, days });

  return {
    async take({ operation, label, priority, signal }) {
      sharing.wake();
      const tomorrow = days.fullUntil(label, priority);
      if (tomorrow) throw refusal(operation, 'rate-limited-day', tomorrow);
      try {
        const turn = await lines[label].take(priority, signal, operation);
        days.count(label);
        return turn;
      } catch (error) {
        if (!(error instanceof LineFull)) throw error;
        if (error.until === undefined) throw refusal(operation, 'zoom-busy');
        const far = error.until - Date.now() > LONG_PAUSE / 2;
        throw refusal(operation, far ? 'rate-limited-day' : 'rate-limited-second', error.until);
      }
    },
    refused({ label, operation }, error, reading) {
      if (error.status !== 429 || error.kind === 'request-in-progress') return;
      // Some changes have daily limits of their own, for one user: they say nothing of other calls.
      if (error.kind === 'rate-limited-day' && !reading) return;
      const now = Date.now();
      const asked = error.retryAt?.getTime() ?? now + SHORT_PAUSE;
      const until = Math.min(asked, now + LONG_PAUSE);
      if (until <= Math.max(now, lines[label].pausedUntil)) return;
      options.logger.warn({ zoom: operation, label, ms: until - now }, 'Zoom: the line stands still');
      lines[label].pause(until);
      sharing.hurry();
    },
    close: () => sharing.close(),
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
