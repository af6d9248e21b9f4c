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
  setRequestUrl(url: string | null): void;
  online(): boolean;
  deliver(delivery: Delivery): Promise<Outcome>;
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { signingSecret, timeoutMs, log, onChange } = options;
  const sockets = createSockets(options.appId, onChange);
  let requestUrl = options.requestUrl;
  return {
    sockets,
    setRequestUrl(url) {
      requestUrl = url;
      onChange();
    },
    online: () => requestUrl !== null || sockets.count() > 0,
    async deliver(delivery) {
      const start = performance.now();
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
