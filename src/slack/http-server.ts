import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../log.ts';

/** A connection that was answered is kept for the next request; while stopping, no longer than this many milliseconds. */
const SWEEP = 50;

/** A request that has not come in whole by then, within a second, is answered 408. A timer for each would cost more. */
const READ_TIME = 5_000;

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServer {
  /** Answers `METHOD /path`; add routes before {@link start}. */
  route(methodAndPath: string, route: Route): void;
  /** @returns the port that it listens on */
  start(port: number): Promise<number>;
  /**
   * Takes no more connections, closes idle ones, and answers 503 to what still comes over the others; answers under way
   * are finished.
   */
  stop(): Promise<void>;
}

/** The bot's own small HTTP server: Slack's requests in HTTP mode, health checks in both. */
export function createHttpServer(logger: Logger): HttpServer {
  const routes = new Map<string, Route>();
  let stopping = false;
  const server: Server = createServer(
    { requestTimeout: READ_TIME, headersTimeout: READ_TIME, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      if (stopping) {
        response.writeHead(503, { connection: 'close' }).end();
        return;
      }
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      const route = routes.get(`${request.method} ${path}`);
      if (!route) {
        const known = [...routes.keys()].some((key) => key.endsWith(` ${path}`));
        response.writeHead(known ? 405 : 404).end();
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
        const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
        server.close(() => {
          clearInterval(sweep);
          resolve();
        });
      }),
  };
}

/** Sends a small JSON answer. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
