import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Delivery, Outcome } from './delivery.ts';
import { makeSecret } from './ids.ts';
import { isRec, parseJson } from './json.ts';

/** Slack's side of Socket Mode. */
export interface Sockets {
  /** The path and query of a new connection; undefined when ten are open already. */
  ticket(): string | undefined;
  /** Takes over an HTTP upgrade; a path that is not Socket Mode's, or a used ticket, is refused. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  count(): number;
  deliver(delivery: Delivery, timeoutMs: number): Promise<Outcome>;
  /** Asks every client to reconnect, as Slack does about once an hour, or cuts the connections without notice. */
  disconnect(reason: 'refresh_requested' | 'warning' | 'link_disabled' | 'cut'): void;
  close(): void;
}

const mostConnections = 10;

/** @param onChange called when a client comes or goes */
export function createSockets(appId: string, onChange: () => void): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const open = new Set<WebSocket>();
  const tickets = new Set<string>();
  const waiting = new Map<string, (body: unknown) => void>();

  const welcome = (client: WebSocket) => {
    open.add(client);
    client.on('error', () => client.terminate());
    client.on('close', () => {
      open.delete(client);
      onChange();
    });
    client.on('message', (data: RawData) => {
      const answer = parseJson(data.toString());
      if (isRec(answer) && typeof answer.envelope_id === 'string') {
        waiting.get(answer.envelope_id)?.(answer.payload);
      }
    });
    const debug = { host: 'local', build_number: 1, approximate_connection_time: 18060 };
    const hello = {
      type: 'hello',
      num_connections: open.size,
      connection_info: { app_id: appId },
      debug_info: debug,
    };
    client.send(JSON.stringify(hello));
    onChange();
  };

  return {
    ticket() {
      if (open.size >= mostConnections) return undefined;
      const ticket = makeSecret(16);
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', 'http://slack');
      const ticket = url.searchParams.get('ticket') ?? '';
      if (url.pathname !== '/link/' || !tickets.delete(ticket)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    count: () => open.size,
    deliver(delivery, timeoutMs) {
      const clients = [...open];
      const client = clients[Math.floor(Math.random() * clients.length)];
      if (!client) return Promise.resolve(failure('app_did_not_respond', 'connection_failed'));
      const id = randomUUID();
      return new Promise((resolve) => {
        const settle = (outcome: Outcome) => {
          clearTimeout(timer);
          client.off('close', lost);
          waiting.delete(id);
          resolve(outcome);
        };
        const lost = () => settle(failure('app_did_not_respond', 'connection_failed'));
        const timer = setTimeout(() => settle(failure('operation_timeout', 'timeout')), timeoutMs);
        waiting.set(id, (body) => settle({ ok: true, status: 200, body: isEmpty(body) ? undefined : body }));
        client.on('close', lost);
        client.send(JSON.stringify(envelope(id, delivery)));
      });
    },
    disconnect(reason) {
      for (const client of [...open]) {
        if (reason === 'cut') client.terminate();
        else client.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }));
        // A client that was told to go gets nothing more.
        open.delete(client);
      }
      onChange();
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function envelope(id: string, delivery: Delivery) {
  const retry = delivery.kind === 'events_api' ? delivery.retry : undefined;
  return {
    envelope_id: id,
    type: delivery.kind,
    accepts_response_payload: delivery.kind !== 'events_api',
    payload: delivery.payload,
    ...(delivery.kind === 'events_api'
      ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }
      : {}),
  };
}

function failure(error: 'app_did_not_respond' | 'operation_timeout', reason: string): Outcome {
  return { ok: false, status: 0, error, reason };
}

function isEmpty(body: unknown): boolean {
  return body === undefined || body === null || (isRec(body) && Object.keys(body).length === 0);
}
