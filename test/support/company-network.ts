import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { fileURLToPath } from 'node:url';

/** The company's CA, for `NODE_EXTRA_CA_CERTS`. */
export const companyCa = fileURLToPath(new URL('./company/ca.pem', import.meta.url));

const key = readFileSync(new URL('./company/server.key', import.meta.url));
const cert = readFileSync(new URL('./company/server.pem', import.meta.url));

export interface CompanyProxy {
  /** `127.0.0.1:port` */
  readonly host: string;
  /** The hosts to which tunnels were opened, in order. */
  readonly tunnels: readonly string[];
  /** Requests that it did not take: without the password, without CONNECT, or to a host that it does not know. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/**
 * A proxy that knows CONNECT only, and the hosts given here: no DNS resolves their names, so there is no other way to
 * them. Connections to them end in TLS with a certificate of the company's CA.
 *
 * @param hosts the ports on this machine behind each name
 * @param login `name:password`; without it everybody may use it
 */
export async function openProxy(
  hosts: Readonly<Record<string, number>>,
  login?: string,
): Promise<CompanyProxy> {
  const tunnels: string[] = [];
  const refused: string[] = [];
  const sockets = new Set<Duplex>();
  const keep = <T extends Duplex>(socket: T): T => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const fronts = new Map<string, number>();
  const servers: Server[] = [];
  for (const [host, port] of Object.entries(hosts)) {
    const front = createTlsServer({ key, cert, ALPNProtocols: ['http/1.1'] }, (client) => {
      const server = keep(connect(port, '127.0.0.1'));
      join(keep(client), server);
    });
    fronts.set(host, await listen(front));
    servers.push(front);
  }

  const server = createServer((request, response) => {
    refused.push(`${request.method} ${request.url}`);
    response.writeHead(405).end();
  });
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    keep(client);
    const [host = ''] = (request.url ?? '').split(':');
    const given = request.headers['proxy-authorization'];
    const port = fronts.get(host);
    if (login && given !== `Basic ${Buffer.from(login).toString('base64')}`) {
      refused.push(`407 ${host}`);
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
    } else if (port === undefined) {
      refused.push(`403 ${host}`);
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    } else {
      tunnels.push(host);
      const behind = keep(connect(port, '127.0.0.1'));
      behind.on('connect', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        behind.write(head);
        join(client, behind);
      });
    }
  });
  servers.push(server);
  const port = await listen(server);
  return {
    host: `127.0.0.1:${port}`,
    tunnels,
    refused,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((one) => new Promise((done) => one.close(done))));
    },
  };
}

/** A line on which every byte arrives later. */
export interface SlowLine {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * @param portBehind asked for each connection
 * @param delay milliseconds in each direction
 */
export async function openSlowLine(portBehind: () => number, delay: number): Promise<SlowLine> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((client) => {
    const behind = connect(portBehind(), '127.0.0.1');
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (part) => setTimeout(() => to.writable && to.write(part), delay));
      from.on('end', () => setTimeout(() => to.end(), delay));
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
    }
  });
  return {
    port: await listen(server),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

function join(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one);
  one.on('close', () => other.destroy());
  other.on('close', () => one.destroy());
}

function listen(server: Server): Promise<number> {
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)),
  );
}
