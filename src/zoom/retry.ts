import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorKind } from './errors/error-kinds.ts';
import type { Logger } from './options.ts';
import { ZoomError } from './zoom-error.ts';

/** How a call may be repeated. */
export interface RetryRules {
  /** It may be repeated although an earlier attempt may have been executed. */
  readonly idempotent: boolean;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** The longest time to wait altogether, in milliseconds; two seconds by default. */
  readonly longestWait?: number | undefined;
  readonly logger: Logger;
}

const retries = 2;
/** A person is waiting in Slack: they are told of a longer wait (`retryAt`) instead. */
const usualWait = 2_000;
const firstPause = 250;

/**
 * Runs an attempt, and repeats it at most twice: after a 429, which Zoom did not execute, for every call; after a
 * 5xx or a broken connection only for a call that is idempotent.
 *
 * @throws {ZoomError} the last attempt's, its effect `unknown` when any attempt's was.
 */
export async function withRetries<T>(rules: RetryRules, attempt: () => Promise<T>): Promise<T> {
  const { longestWait = usualWait } = rules;
  let waited = 0;
  let inDoubt = false;
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ZoomError)) throw error;
      inDoubt ||= error.effect === 'unknown';
      const wait = pause(error, tries);
      const last = tries >= retries || waited + wait > longestWait || rules.signal.aborted;
      if (last || !isWorthRepeating(error, rules.idempotent)) throw settle(error, inDoubt);
      rules.logger.warn(
        { zoom: error.operation, kind: error.kind, status: error.status, wait },
        'Zoom: trying again',
      );
      waited += wait;
      await sleep(wait, undefined, { signal: rules.signal }).catch(() => {
        throw settle(error, inDoubt);
      });
    }
  }
}

/** Kinds with which Zoom asks to try again in a moment. */
const comeBack: ReadonlySet<ErrorKind> = new Set([
  'rate-limited-second',
  'rate-limited-day',
  'request-in-progress',
]);

function isWorthRepeating(error: ZoomError, idempotent: boolean): boolean {
  if (comeBack.has(error.kind)) {
    // Without a date the daily limit ends at an unknown hour, certainly not within the next two seconds.
    return error.status === 429 && (error.kind !== 'rate-limited-day' || error.retryAt !== undefined);
  }
  if (error.kind === 'zoom-server-error' || error.kind === 'zoom-unreachable') {
    return idempotent || error.effect === 'none';
  }
  return false;
}

/** Milliseconds: Zoom's own date where it is later, doubling with jitter so that callers do not repeat in step. */
function pause(error: ZoomError, tries: number): number {
  const full = firstPause * 2 ** tries;
  const own = Math.round(full / 2 + Math.random() * (full / 2));
  return error.retryAt ? Math.max(own, error.retryAt.getTime() - Date.now()) : own;
}

const settle = (error: ZoomError, inDoubt: boolean): ZoomError =>
  inDoubt && error.effect === 'none' ? error.inDoubt() : error;
