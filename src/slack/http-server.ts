import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../log.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { failingProbes, type Probe, type Reachability } from '../telemetry/reachability.ts';

/** Milliseconds for a whole request to arrive, checked once a second; a slower one is answered with 408. */
const REQUEST_TIMEOUT = 5_000;
/**
 * Slack and a proxy need a few dozen. Each that only waits costs some 20 KB until it is closed; further ones are closed
 * at once.
 */
const MAX_CONNECTIONS = 1_000;
/** Longer than the 60 seconds of most load balancers. */
const KEEP_ALIVE = 75_000;
/** How often idle connections are closed during a stop, in milliseconds. */
const CLOSE_IDLE_EVERY = 50;

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServer {
  /** Answers `METHOD /path`; add routes before {@link start}. */
  route(methodAndPath: string, route: Route): void;
  /** @returns the port that it listens on */
  start(port: number): Promise<number>;
  /** Closes the server: requests that have begun are finished, later ones over open connections are answered with 503. */
  stop(): Promise<void>;
}

/**
 * The bot's HTTP server: Slack's requests in HTTP mode, health checks and metrics in both modes.
 *
 * @param keepAlive how long an idle connection is kept, in milliseconds: longer than a load balancer keeps it, because
 * what it sends over a connection that is just being closed is lost
 */
export function createHttpServer(logger: Logger, keepAlive = KEEP_ALIVE): HttpServer {
  const routes = new Map<string, Route>();
  let stopping = false;
  const server = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: REQUEST_TIMEOUT,
      keepAliveTimeout: keepAlive,
      connectionsCheckingInterval: 1_000,
    },
    (request, response) => {
      if (stopping) {
        response.writeHead(503, { connection: 'close' }).end();
        return;
      }
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      const route = routes.get(`${request.method} ${path}`);
      if (!route) {
        const known = [...routes.keys()].some((key) => key.endsWith(` ${path}`));
        response.writeHead(known ? 405 : 404, { connection: 'close' }).end();
        request.resume();
        return;
      }
      route(request, response).catch((error: unknown) => {
        logger.error({ err: error, path }, 'a request could not be answered');
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  let open = 0;
  server.on('connection', (socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
    // Those that only wait make room in time for those that want something.
    if (open > MAX_CONNECTIONS * 0.9) server.closeIdleConnections();
  });
  return {
    route: (methodAndPath, route) => void routes.set(methodAndPath, route),
    start: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(
            error.code === 'EADDRINUSE'
              ? new Error(`Port ${port} is in use. Stop the other program or set PORT.`)
              : error,
          ),
        );
        server.listen(port, () => resolve((server.address() as AddressInfo).port));
      }),
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        const closing = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY);
        server.close(() => {
          clearInterval(closing);
          resolve();
        });
      }),
  };
}

/** Answers with JSON and ends the response. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/**
 * `GET /healthz`: the process is alive. `GET /readyz`: the store is reachable, otherwise 503. Slack or Zoom being away
 * takes no process out of the balancer, because all would go at once: the answer only names them, as they were when
 * they were last asked, and does not wait for them.
 */
export function registerHealth(server: HttpServer, store: Probe, services: Reachability): void {
  server.route('GET /healthz', async (_, response) => sendJson(response, 200, { ok: true }));
  server.route('GET /readyz', async (_, response) => {
    void services.ask();
    const away = await failingProbes([store]);
    const ok = away.length === 0;
    const names = [...away, ...services.failing()];
    sendJson(response, ok ? 200 : 503, { ok, ...(names.length > 0 ? { failing: names } : {}) });
  });
}

/**
 * `GET /metrics` for Prometheus. It holds counts and no personal data, but shares a port with Slack's requests: a proxy
 * should not make this path public.
 */
export function registerMetrics(server: HttpServer, metrics: Metrics): void {
  server.route('GET /metrics', async (_, response) => {
    const text = await metrics.read();
    response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text);
  });
}
