import { deliverByHttp } from './deliver-http.ts';
import { createSockets, type Sockets } from './deliver-socket.ts';
import { type Delivery, describe, type Outcome } from './delivery.ts';
import type { Log } from './log.ts';

interface DispatcherOptions {
  readonly appId: string;
  readonly signingSecret: string;
  readonly timeoutMs: number;
  readonly requestUrl: string | null;
  readonly log: Log;
  readonly onChange: () => void;
}

/** Brings payloads to the app: over HTTP when a request URL is set, else over Socket Mode. */
export interface Dispatcher {
  readonly sockets: Sockets;
  /** Several: they take turns, as behind a load balancer. */
  setRequestUrl(url: string | readonly string[] | null): void;
  online(): boolean;
  deliver(delivery: Delivery): Promise<Outcome>;
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { signingSecret, timeoutMs, log, onChange } = options;
  const sockets = createSockets(options.appId, onChange);
  let urls: readonly string[] = options.requestUrl ? [options.requestUrl] : [];
  let turn = 0;
  return {
    sockets,
    setRequestUrl(url) {
      urls = url === null ? [] : [url].flat();
      onChange();
    },
    online: () => urls.length > 0 || sockets.count() > 0,
    async deliver(delivery) {
      const start = performance.now();
      const requestUrl = urls[turn++ % urls.length];
      const outcome = requestUrl
        ? await deliverByHttp(delivery, { url: requestUrl, signingSecret, timeoutMs })
        : await sockets.deliver(delivery, timeoutMs);
      const error = outcome.ok ? {} : { error: outcome.error };
      const ms = performance.now() - start;
      const type = describe(delivery);
      log.add({ kind: 'delivery', type, status: outcome.status, ...error, at: Date.now(), ms });
      return outcome;
    },
  };
}
