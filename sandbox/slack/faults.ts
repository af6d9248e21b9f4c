import type { FaultInjector, InjectedFault } from '../fault-profile.ts';

/** What goes wrong with a Web API call. Give one of the ways. */
export interface Fault {
  /** The method, such as `chat.postMessage`, or `response_url`; `*` for all. */
  readonly method: string;
  /** Only calls about this channel. */
  readonly channel?: string;
  /** How many calls it hits; every one when left out. */
  readonly times?: number;
  /** An HTTP status: 429 (with `retryAfter` seconds) or 5xx. */
  readonly status?: number;
  /** Seconds, or the header as it is; `null`: without one. */
  readonly retryAfter?: number | string | null;
  /** `{ok: false, error}` with status 200. */
  readonly error?: string;
  /** Never answers. */
  readonly hang?: boolean;
  /** Closes the connection without an answer. */
  readonly reset?: boolean;
  /** Answers 200 with a page instead of JSON, as proxies do. */
  readonly html?: boolean;
  /** Milliseconds before the answer; alone, it only delays. */
  readonly delayMs?: number;
  /** The call takes effect all the same; only its answer is lost. */
  readonly tookEffect?: boolean;
}

/** Faults to come, oldest first. */
export interface SlackFaults {
  add(fault: Fault): void;
  /** From now on each call that meets no planned fault meets what the injector draws; `null` stops it. */
  inject(injector: FaultInjector | null): void;
  clear(): void;
  /** The fault that hits this call, counted down; undefined for none. */
  take(method: string, channel?: unknown): Fault | undefined;
}

export function createFaults(): SlackFaults {
  let planned: { fault: Fault; left: number }[] = [];
  let injector: FaultInjector | null = null;
  return {
    inject(next) {
      injector = next;
    },
    add(fault) {
      planned.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      injector = null;
      planned = [];
    },
    take(method, channel) {
      const hit = planned.find(
        ({ fault }) =>
          (fault.method === method || fault.method === '*') &&
          (fault.channel === undefined || fault.channel === channel),
      );
      if (!hit) return asFault(method, injector?.draw());
      hit.left -= 1;
      if (hit.left <= 0) planned = planned.filter((one) => one !== hit);
      return hit.fault;
    },
  };
}

function asFault(method: string, fault: InjectedFault | undefined): Fault | undefined {
  if (!fault) return undefined;
  if (fault.kind === 'limited') return { method, status: 429, retryAfter: fault.retryAfter };
  // A message that Slack took and did not confirm is told again, so what it took stays out of this.
  if (fault.kind === 'failed') return { method, status: fault.status };
  return fault.kind === 'hung' ? { method, hang: true } : { method, reset: true };
}
