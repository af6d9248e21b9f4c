import type { Bolt, Sky } from '../fault-profile.ts';

/** What goes wrong with a Web API call. Give one of the ways. */
export interface Fault {
  /** The method, such as `chat.postMessage`, or `response_url`; `*` for all. */
  readonly method: string;
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
  /** From now on each call that meets no planned fault meets what the sky sends; `null`: fine weather again. */
  weather(sky: Sky | null): void;
  clear(): void;
  /** The fault that hits this call, counted down; undefined for none. */
  take(method: string): Fault | undefined;
}

export function createFaults(): SlackFaults {
  let planned: { fault: Fault; left: number }[] = [];
  let above: Sky | null = null;
  return {
    weather(sky) {
      above = sky;
    },
    add(fault) {
      planned.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      above = null;
      planned = [];
    },
    take(method) {
      const hit = planned.find(({ fault }) => fault.method === method || fault.method === '*');
      if (!hit) return asFault(method, above?.draw());
      hit.left -= 1;
      if (hit.left <= 0) planned = planned.filter((one) => one !== hit);
      return hit.fault;
    },
  };
}

function asFault(method: string, bolt: Bolt | undefined): Fault | undefined {
  if (!bolt) return undefined;
  if (bolt.kind === 'limited') return { method, status: 429, retryAfter: bolt.retryAfter };
  // A message that Slack took and did not confirm is told again, so what it took stays out of this.
  if (bolt.kind === 'failed') return { method, status: bolt.status };
  return bolt.kind === 'hung' ? { method, hang: true } : { method, reset: true };
}
