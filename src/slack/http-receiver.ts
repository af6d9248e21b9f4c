import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Receiver } from '@slack/bolt';
import type { Logger } from '../log.ts';
import { type HttpServer, sendJson } from './http-server.ts';
import { parsePayload } from './parse-payload.ts';
import { BodyError, readBody } from './read-body.ts';
import { signatureVerifier } from './verify-signature.ts';

/** Slack gives up on an acknowledgement after three seconds; so do we, and say so. */
const ACK_TIME = 3_000;

/**
 * Hands signed requests on `POST /slack/events` to Bolt. Unlike Bolt's own receiver it refuses timestamps in the
 * future and bodies over 1 MiB, and takes content types with a charset.
 */
export function createHttpReceiver(deps: {
  server: HttpServer;
  signingSecret: string;
  port: number;
  logger: Logger;
}): Receiver {
  const { server, port, logger } = deps;
  const verify = signatureVerifier(deps.signingSecret);
  let app: App | undefined;

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body: Buffer;
    try {
      body = await readBody(request);
    } catch (error) {
      response.writeHead(error instanceof BodyError ? error.status : 400, { connection: 'close' }).end();
      return;
    }
    const header = (name: string) => String(request.headers[name] ?? '') || undefined;
    const signed = {
      timestamp: header('x-slack-request-timestamp'),
      signature: header('x-slack-signature'),
      body,
    };
    if (!verify(signed)) {
      logger.warn('a request with a wrong signature or timestamp was refused');
      response.writeHead(401).end();
      return;
    }
    const payload = parsePayload(body, request.headers['content-type']);
    if (!payload) {
      response.writeHead(400).end();
      return;
    }
    if (payload.ssl_check === '1') {
      response.writeHead(200).end();
      return;
    }
    if (payload.type === 'url_verification') {
      sendJson(response, 200, { challenge: payload.challenge });
      return;
    }
    await handOver(payload, request, response);
  };

  const handOver = async (
    payload: Record<string, unknown>,
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    let open = true;
    const answer = (status: number, body?: unknown) => {
      if (!open) return;
      open = false;
      clearTimeout(watchdog);
      if (body === undefined || body === '') response.writeHead(status).end();
      else if (typeof body === 'string')
        response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
      else sendJson(response, status, body);
    };
    const watchdog = setTimeout(() => {
      logger.error(
        { type: payload.type ?? payload.command },
        'nothing acknowledged a request within three seconds',
      );
      answer(404);
    }, ACK_TIME);
    const retryNum = Number(request.headers['x-slack-retry-num']);
    try {
      await app?.processEvent({
        body: payload,
        ack: async (body?: unknown) => answer(200, body),
        ...(Number.isInteger(retryNum) && retryNum > 0 ? { retryNum } : {}),
      });
    } catch (error) {
      logger.error({ err: error }, 'a request from Slack ended in an error');
      answer(500);
    }
  };

  server.route('POST /slack/events', receive);
  return {
    init(bolt) {
      app = bolt;
    },
    start: () => server.start(port),
    stop: () => server.stop(),
  };
}
