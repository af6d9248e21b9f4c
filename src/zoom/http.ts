import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createRequire } from 'node:module';
import type { AxiosInstance } from 'axios';
import type { Operation } from './operation.ts';

/** A request, ready to be sent: everything in it is already encoded. */
export interface HttpRequest {
  readonly method: Operation['method'];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
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

/** axios by `require` is one file, by `import` sixty: 10 ms and 3 MiB more. */
const require = createRequire(import.meta.url);

let client: AxiosInstance | undefined;

/** Loads the HTTP client: nothing needs it before the first call, and the bot is ready sooner without. */
export function loadClient(): AxiosInstance {
  client ??= (require('axios') as typeof import('axios')).default.create({
    // Sockets are kept for the next call; the idle ones are closed before a load balancer closes them.
    httpAgent: new HttpAgent({ keepAlive: true, timeout: 30_000 }),
    httpsAgent: new HttpsAgent({ keepAlive: true, timeout: 30_000 }),
    // A redirect would carry the token to another place.
    maxRedirects: 0,
    maxContentLength: largestAnswer,
    responseType: 'arraybuffer',
    transformResponse: [(body: unknown) => body],
    transformRequest: [(body: unknown) => body],
    validateStatus: () => true,
  });
  return client;
}

/**
 * Sends one request and waits for the whole body, whatever the HTTP status. The one place that speaks HTTP
 * with Zoom.
 *
 * @param signal ends the request, also while the body trickles in.
 * @throws {HttpFault} when no whole answer came.
 */
export async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  try {
    const answer = await loadClient().request<Uint8Array>({
      method: request.method,
      url: request.url,
      headers: { Accept: 'application/json', 'User-Agent': 'frontdesk', ...request.headers },
      ...(request.body === undefined
        ? {}
        : { data: typeof request.body === 'string' ? request.body : Buffer.from(request.body) }),
      signal,
    });
    const headers = Object.entries(answer.headers).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]);
    return {
      status: answer.status,
      headers: Object.fromEntries(headers),
      text: new TextDecoder().decode(answer.data),
    };
  } catch (error) {
    throw asFault(error);
  }
}

/** Codes of a connection that never came to be: no name, no route, nobody listening, no trust. */
const beforeSending =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*|ERR_INVALID_URL)$/;

function asFault(error: unknown): HttpFault {
  const known = error as { code?: unknown; message?: unknown; isAxiosError?: unknown } | null;
  const code = typeof known?.code === 'string' ? known.code : 'ERR_UNKNOWN';
  if (known?.isAxiosError === true && String(known?.message).startsWith('maxContentLength')) {
    return new HttpFault('ERR_TOO_LARGE', 'too-large');
  }
  return new HttpFault(code, beforeSending.test(code) ? 'before-sending' : 'lost');
}
