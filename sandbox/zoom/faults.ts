import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultInjector, InjectedFault } from '../fault-profile.ts';

/** Something that goes wrong between the bot and Zoom, whatever Zoom itself would say. */
export interface Fault {
  /** Name of an operation, or `token`; absent: whatever is called next. */
  operation?: string;
  /** How many calls meet it. */
  times: number;
  /**
   * `status`: this status, body and headers. `hang`: no answer. `reset`: the connection breaks. `html`: a page
   * in place of JSON. `truncated`: the first half of the real answer. `slow`: the real answer, in drops. `late`:
   * the real answer, after `delayMs`; Zoom has carried the call out by then.
   */
  kind: 'status' | 'hang' | 'reset' | 'html' | 'truncated' | 'slow' | 'late';
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** The call is carried out first, then its answer is lost. */
  afterApplying?: boolean;
  /** Waits before it goes wrong; for `slow` the time that the whole body takes. */
  delayMs?: number;
}

/** The faults to come. */
export interface Faults {
  add(fault: Fault): void;
  /**
   * Something changes in Zoom right before a call of this operation is carried out, as when an admin works there at
   * the same time: once, after `skip` calls that still meet the old state.
   */
  meanwhile(operation: string, change: () => void, skip?: number): void;
  /** From now on each call that meets no planned fault meets what the injector draws; `null` stops it. */
  inject(injector: FaultInjector | null): void;
  clear(): void;
  /** The next fault for this operation, which is used up by it; what changes before the call has changed then. */
  take(operation: string): Fault | undefined;
}

/** An empty list of faults. */
export function createFaults(): Faults {
  let waiting: Fault[] = [];
  let changes: { operation: string; change: () => void; skip: number }[] = [];
  let injector: FaultInjector | null = null;
  const changeFor = (operation: string) => {
    const next = changes.find((one) => one.operation === operation);
    if (!next) return;
    next.skip -= 1;
    if (next.skip >= 0) return;
    changes = changes.filter((one) => one !== next);
    next.change();
  };
  return {
    add: (fault) => void waiting.push({ ...fault }),
    meanwhile: (operation, change, skip = 0) => void changes.push({ operation, change, skip }),
    inject(next) {
      injector = next;
    },
    clear: () => {
      injector = null;
      waiting = [];
      changes = [];
    },
    take(operation) {
      changeFor(operation);
      const fault = waiting.find((one) => one.operation === undefined || one.operation === operation);
      if (!fault) return asFault(injector?.draw());
      fault.times -= 1;
      if (fault.times <= 0) waiting = waiting.filter((one) => one !== fault);
      return fault;
    },
  };
}

function asFault(fault: InjectedFault | undefined): Fault | undefined {
  if (!fault) return undefined;
  const times = 1;
  if (fault.kind === 'limited') {
    const message = 'You have reached the maximum per-second rate limit for this API. Try again later.';
    const headers: Record<string, string> = fault.retryAfter ? { 'Retry-After': fault.retryAfter } : {};
    return { times, kind: 'status', status: 429, body: { code: 429, message }, headers };
  }
  const afterApplying = fault.applied;
  if (fault.kind === 'failed')
    return { times, kind: 'status', status: fault.status, body: {}, afterApplying };
  return { times, kind: fault.kind === 'hung' ? 'hang' : 'reset', afterApplying };
}

/** Whether the call has to be carried out before the fault strikes. */
export const needsReply = (fault: Fault): boolean =>
  fault.afterApplying === true || ['truncated', 'slow', 'late'].includes(fault.kind);

const page = '<!DOCTYPE html><html><head><title>Zoom</title></head><body>Bad Gateway</body></html>';

/** Plays a fault. `real` is Zoom's own answer, where the call was carried out. */
export async function play(fault: Fault, incoming: IncomingMessage, real: Response): Promise<Response> {
  if (fault.kind !== 'slow' && fault.delayMs) await sleep(fault.delayMs);
  const headers = fault.headers ?? {};
  switch (fault.kind) {
    case 'hang':
      return new Promise(() => {});
    case 'reset':
      incoming.socket.resetAndDestroy();
      return new Promise(() => {});
    case 'html':
      return new Response(page, {
        status: fault.status ?? 502,
        headers: { 'Content-Type': 'text/html', ...headers },
      });
    case 'truncated': {
      const text = await real.text();
      return new Response(text.slice(0, text.length / 2) || '{', {
        status: text === '' ? 200 : real.status,
        headers: { 'Content-Type': 'application/json', ...headers },
      });
    }
    case 'late':
      return real;
    case 'slow':
      return new Response(drip(await real.text(), fault.delayMs ?? 1_000), {
        status: real.status,
        headers: { 'Content-Type': 'application/json', ...headers },
      });
    case 'status': {
      const text = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {});
      return new Response(fault.status === 204 ? null : text, {
        status: fault.status ?? 500,
        headers: { 'Content-Type': 'application/json', ...headers },
      });
    }
  }
}

const drops = 10;

function drip(text: string, ms: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const size = Math.max(1, Math.ceil(bytes.length / drops));
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
      if (at >= bytes.length) controller.close();
      else await sleep(ms / drops);
    },
  });
}
