import { createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { createSockets, type Sockets } from './deliver-socket.ts';
import { type Delivery, describe, type Outcome } from './delivery.ts';
import { parseJson } from './json.ts';
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
interface Dispatcher {
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

interface HttpOptions {
  readonly url: string;
  readonly signingSecret: string;
  readonly timeoutMs: number;
}

/**
 * Delivers a payload as Slack's servers do: a signed POST, each over a connection of its own. Commands and
 * interactions are forms (`application/x-www-form-urlencoded`, without a charset), events are JSON.
 */
function deliverByHttp(delivery: Delivery, options: HttpOptions): Promise<Outcome> {
  const body = bodyOf(delivery);
  const timestamp = Math.floor(Date.now() / 1000);
  const retry = delivery.kind === 'events_api' ? delivery.retry : undefined;
  const headers = {
    'Content-Type': delivery.kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
    'Content-Length': String(Buffer.byteLength(body)),
    'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    Accept: 'application/json,*/*',
    'X-Slack-Request-Timestamp': String(timestamp),
    'X-Slack-Signature': sign(options.signingSecret, timestamp, body),
    ...(retry ? { 'X-Slack-Retry-Num': String(retry.num), 'X-Slack-Retry-Reason': retry.reason } : {}),
  };
  return new Promise((resolve) => {
    const send = options.url.startsWith('https:') ? httpsRequest : httpRequest;
    const timer = setTimeout(() => {
      resolve({ ok: false, status: 0, error: 'operation_timeout', reason: 'http_timeout' });
      outgoing.destroy();
    }, options.timeoutMs);
    const outgoing = send(options.url, { method: 'POST', headers, agent: false }, (incoming) => {
      void toOutcome(incoming).then((outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
    });
    outgoing.on('error', () => {
      clearTimeout(timer);
      resolve(failed);
    });
    outgoing.end(body);
  });
}

const failed: Outcome = { ok: false, status: 0, error: 'dispatch_failed', reason: 'connection_failed' };

async function toOutcome(incoming: IncomingMessage): Promise<Outcome> {
  const body = await text(incoming).catch(() => undefined);
  if (body === undefined) return failed;
  const status = incoming.statusCode ?? 0;
  if (status !== 200) {
    const noRetry = incoming.headers['x-slack-no-retry'] === '1';
    const reason = status >= 300 && status < 400 ? 'too_many_redirects' : 'http_error';
    return { ok: false, status, error: 'dispatch_failed', reason, noRetry };
  }
  const isJson = incoming.headers['content-type']?.startsWith('application/json') ?? false;
  return { ok: true, status, body: isJson ? parseJson(body) : body || undefined };
}

function bodyOf(delivery: Delivery): string {
  if (delivery.kind === 'events_api') return JSON.stringify(delivery.payload);
  if (delivery.kind === 'slash_commands') return new URLSearchParams(delivery.payload).toString();
  return new URLSearchParams({ payload: JSON.stringify(delivery.payload) }).toString();
}

/**
 * Slack's request signature, version 0: `v0=` and the HMAC-SHA256 of `v0:timestamp:body` in hexadecimal digits
 * (docs.slack.dev, Verifying requests from Slack).
 *
 * @param timestamp seconds since 1970
 * @param body the raw bytes of the request, as text
 */
export function sign(signingSecret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
