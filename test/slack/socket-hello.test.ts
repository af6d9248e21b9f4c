import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { App } from '@slack/bolt';
import { afterEach, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { createLogger } from '../../src/log.ts';
import { direct } from '../../src/network/way-out.ts';
import { createHttpServer } from '../../src/slack/http-server.ts';
import { createSocketReceiver } from '../../src/slack/socket-receiver.ts';

const silent = createLogger('error', [], { write: () => undefined });
const HELLO = JSON.stringify({ type: 'hello', num_connections: 1 });

type Greeting = 'hello' | 'silence' | 'no upgrade';

/** A Slack that greets each connection as the script says; after the script, with a hello. */
async function openSlack(script: Greeting[]): Promise<{ server: Server; made: Greeting[]; cut(): void }> {
  const sockets = new WebSocketServer({ noServer: true });
  const made: Greeting[] = [];
  const open = new Set<Duplex>();
  const server = createServer((_, response) => {
    const { port } = server.address() as AddressInfo;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link` }));
  });
  server.on('upgrade', (request, socket, head) => {
    const greeting = script.shift() ?? 'hello';
    made.push(greeting);
    open.add(socket);
    if (greeting === 'no upgrade') return;
    sockets.handleUpgrade(request, socket, head, (client) => {
      if (greeting === 'hello') client.send(HELLO);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    server,
    made,
    cut() {
      for (const one of open) one.destroy();
      open.clear();
    },
  };
}

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

async function connect(script: Greeting[]) {
  const slack = await openSlack(script);
  const { port } = slack.server.address() as AddressInfo;
  const receiver = createSocketReceiver({
    appToken: 'xapp-1-A1-1-x',
    config: {
      port: 0,
      slack: { apiUrl: `http://127.0.0.1:${port}/api/`, botToken: 'xoxb-x', appToken: 'xapp-1-A1-1-x' },
    } as Parameters<typeof createSocketReceiver>[0]['config'],
    server: createHttpServer(silent),
    logger: silent,
    wayOut: direct,
    helloTimeout: 1_000,
  });
  receiver.init({ processEvent: async () => undefined } as unknown as App);
  closings.push(
    () => receiver.stop(),
    () => slack.cut(),
    () => new Promise((done) => slack.server.close(done)),
  );
  return { slack, receiver };
}

it('Slack takes connections and says nothing: the bot gives each up and comes back', async () => {
  const { slack, receiver } = await connect(['hello', 'silence', 'no upgrade']);
  await receiver.start(0);
  slack.cut();
  await expect
    .poll(() => slack.made, { timeout: 20_000 })
    .toEqual(['hello', 'silence', 'no upgrade', 'hello']);
});

it('Slack says nothing at the start: the start fails and says so', async () => {
  const { receiver } = await connect(['silence']);
  await expect(receiver.start(0)).rejects.toThrow('Slack did not say hello in time');
});
