import type { HttpServer } from './http-server.ts';

/** What `/metrics` shows: everything counted, in Prometheus' words. */
export interface Figures {
  readonly contentType: string;
  read(): Promise<string>;
}

/**
 * `GET /metrics` for Prometheus. It tells how much is going on and nothing about anybody; still it is for the inside:
 * the port beside Slack's requests should not be reachable from outside under this path.
 */
export function registerMetrics(server: HttpServer, figuresOf: () => Promise<Figures>): void {
  server.route('GET /metrics', async (_, response) => {
    const figures = await figuresOf();
    const text = await figures.read();
    response.writeHead(200, { 'content-type': figures.contentType, 'cache-control': 'no-store' }).end(text);
  });
}
