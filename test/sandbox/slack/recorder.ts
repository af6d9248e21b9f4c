import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { SlackSandbox } from '../../../sandbox/slack/server.ts';

/** A request as it came over the wire. */
export interface Recorded {
  readonly headers: IncomingHttpHeaders;
  readonly headerNames: readonly string[];
  readonly body: string;
  /** The interactive payload or the event, parsed. */
  readonly payload: Record<string, unknown>;
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** An app that is nothing but an HTTP server: keeps what it gets and answers as told. */
export async function recorderFor(slack: SlackSandbox, answer: (one: Recorded) => Answer = () => ({})) {
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const form = new URLSearchParams(body).get('payload');
    const json = form ?? (body.startsWith('{') ? body : '{}');
    const headerNames = request.rawHeaders.filter((_, index) => index % 2 === 0);
    const recorded = { headers: request.headers, headerNames, body, payload: JSON.parse(json) };
    requests.push(recorded);
    const { status = 200, body: reply, headers = {} } = answer(recorded);
    if (reply === undefined) response.writeHead(status, headers).end();
    else
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The recorder listens on no port');
  slack.setRequestUrl(`http://127.0.0.1:${address.port}/slack/events`);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return requests;
}
