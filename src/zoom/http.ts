import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AxiosInstance } from 'axios';
import { direct, type WayOut } from '../network/way-out.ts';
import { noTelemetry } from '../telemetry/telemetry.ts';
import type { Operation } from './operation.ts';
import type { Observer } from './options.ts';

/** A request, ready to be sent: everything in it is already encoded. */
export interface HttpRequest {
  /** Names the request in metrics and traces, which do not see its path: that names people. */
  readonly operation: string;
  readonly method: Operation['method'];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
}

/** An answer whose body arrived in full; header names are in lower case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** No whole answer came. It keeps a code and nothing of the request, which carries the token. */
export class HttpFault extends Error {
  override readonly name = 'HttpFault';
  /** Node's or axios's code, such as `ECONNRESET`. */
  readonly code: string;
  /** `before-sending`: the request surely never reached a server. */
  readonly kind: 'before-sending' | 'lost' | 'too-large';

  constructor(code: string, kind: HttpFault['kind']) {
    super(code);
    this.code = code;
    this.kind = kind;
  }
}

/** A whole page of 300 users is about half a megabyte. */
const largestAnswer = 5 * 1024 * 1024;

const utf8 = new TextDecoder();

let client: Promise<AxiosInstance> | undefined;

/**
 * Loads the HTTP client: only the first call needs it, and the bot starts faster without. It is axios's
 * bundle, one file instead of 66, which takes half the time.
 */
export function loadClient(): Promise<AxiosInstance> {
  client ??= import('axios/dist/node/axios.cjs').then(({ default: axios }) =>
    axios.create({
      // Sockets are kept for the next call; idle ones are closed before a load balancer closes them.
      httpAgent: new HttpAgent({ keepAlive: true, timeout: 30_000 }),
      httpsAgent: new HttpsAgent({ keepAlive: true, timeout: 30_000 }),
      // The way out is chosen for each request.
      proxy: false,
      // A redirect would take the token to another host.
      maxRedirects: 0,
      maxContentLength: largestAnswer,
      responseType: 'arraybuffer',
      transformResponse: [(body: unknown) => body],
      transformRequest: [(body: unknown) => body],
      validateStatus: () => true,
    }),
  );
  return client;
}

/**
 * Sends one request and waits for the whole body, whatever the HTTP status; counts and traces it. The only place that
 * talks HTTP to Zoom.
 *
 * @param signal ends the request, also while the body arrives.
 * @throws {HttpFault} when no whole answer came.
 */
export function send(
  request: HttpRequest,
  signal: AbortSignal,
  telemetry: Observer = noTelemetry,
  wayOut: WayOut = direct,
): Promise<HttpAnswer> {
  const { operation } = request;
  const started = performance.now();
  const count = (status: number | null) =>
    telemetry.zoomCall(operation, status, (performance.now() - started) / 1_000);
  return telemetry.span(`zoom ${operation}`, { 'zoom.operation': operation }, async (span) => {
    try {
      const answer = await transmit(request, signal, wayOut);
      count(answer.status);
      span.set({ 'http.response.status_code': answer.status });
      if (answer.status >= 400) span.fail(`HTTP ${answer.status}`);
      return answer;
    } catch (fault) {
      count(null);
      throw fault;
    }
  });
}

async function transmit(request: HttpRequest, signal: AbortSignal, wayOut: WayOut): Promise<HttpAnswer> {
  try {
    const axios = await loadClient();
    const agent = await wayOut.agentFor(request.url);
    const answer = await axios.request<Uint8Array>({
      method: request.method,
      url: request.url,
      headers: { Accept: 'application/json', 'User-Agent': 'frontdesk', ...request.headers },
      data: request.body instanceof Uint8Array ? Buffer.from(request.body) : request.body,
      signal,
      ...(agent ? { httpAgent: agent, httpsAgent: agent } : {}),
    });
    const headers = Object.entries(answer.headers).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]);
    return {
      status: answer.status,
      headers: Object.fromEntries(headers),
      text: utf8.decode(answer.data),
    };
  } catch (error) {
    throw asFault(error);
  }
}

/** Codes of a connection that was never made: no such host, no route, no tunnel, nothing listening, no trusted certificate. */
const beforeSending =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ERR_PROXY_.*|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*|ERR_INVALID_URL)$/;

function asFault(error: unknown): HttpFault {
  const known = error as { code?: unknown; message?: unknown; isAxiosError?: unknown } | null;
  const code = typeof known?.code === 'string' ? known.code : 'ERR_UNKNOWN';
  if (known?.isAxiosError === true && String(known?.message).startsWith('maxContentLength')) {
    return new HttpFault('ERR_TOO_LARGE', 'too-large');
  }
  return new HttpFault(code, beforeSending.test(code) ? 'before-sending' : 'lost');
}
