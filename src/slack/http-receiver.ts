import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import type { App, Receiver } from '@slack/bolt';
import type { Logger } from '../log.ts';
import { type HttpServer, sendJson } from './http-server.ts';
import { type BodyReader, createBodyReader } from './unverified-body.ts';
import { couldBeSigned, createVerifier } from './verification.ts';

/** Slack gives up on an acknowledgement after three seconds. */
const ACK_TIMEOUT = 3_000;

type Payload = Record<string, unknown>;

/**
 * Receives Slack's requests on `POST /slack/events`, verifies them and hands their payloads to Bolt.
 *
 * It replaces Bolt's HTTPReceiver, which accepts timestamps in the future, refuses content types with a charset and
 * computes two more HMACs for every request.
 */
export function createHttpReceiver(deps: {
  server: HttpServer;
  signingSecret: string;
  port: number;
  logger: Logger;
}): Receiver {
  const { server, port, logger } = deps;
  const verify = createVerifier(deps.signingSecret);
  const bodies = createBodyReader();
  let app: App | undefined;

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!couldBeSigned(request.headers)) {
      if (await isCertificateCheck(request, bodies)) {
        response.writeHead(200).end();
        return;
      }
      logger.warn('a request without a signature, or with an old timestamp, was refused');
      refuse(request, response, 401);
      return;
    }
    const body = await bodies.read(request);
    if (!Buffer.isBuffer(body)) {
      refuse(request, response, body.status);
      return;
    }
    if (!verify(request.headers, body)) {
      logger.warn('a request with a wrong signature or timestamp was refused');
      response.writeHead(401).end();
      return;
    }
    const payload = parsePayload(body, request.headers['content-type']);
    if (!payload) {
      response.writeHead(400).end();
    } else if (payload.ssl_check === '1') {
      response.writeHead(200).end();
    } else if (payload.type === 'url_verification') {
      sendJson(response, 200, { challenge: payload.challenge });
    } else {
      await handOver(payload, request, response);
    }
  };

  /** Lets Bolt process a payload; answers 404 when no listener acknowledges it in time. */
  const handOver = async (payload: Payload, request: IncomingMessage, response: ServerResponse) => {
    let answered = false;
    const answer = (status: number, body?: unknown) => {
      if (answered) return;
      answered = true;
      clearTimeout(watchdog);
      if (body === undefined || body === '') response.writeHead(status).end();
      else if (typeof body === 'string')
        response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
      else sendJson(response, status, body);
    };
    const watchdog = setTimeout(() => {
      const type = payload.type ?? payload.command;
      logger.error({ type }, 'a request was not acknowledged within three seconds');
      answer(404);
    }, ACK_TIMEOUT);
    const retryNum = Number(request.headers['x-slack-retry-num']);
    try {
      await app?.processEvent({
        body: payload,
        ack: async (body?: unknown) => answer(200, body),
        ...(Number.isInteger(retryNum) && retryNum > 0 ? { retryNum } : {}),
      });
    } catch (error) {
      logger.error({ err: error }, 'a request from Slack failed');
      answer(500);
    }
  };

  server.route('POST /slack/events', receive);
  server.route('GET /slack/events', async (request, response) => {
    const isCheck = new URL(request.url ?? '', 'http://bot').searchParams.get('ssl_check') === '1';
    refuse(request, response, isCheck ? 200 : 405);
  });
  return {
    init(bolt) {
      app = bolt;
    },
    start: () => server.start(port),
    stop: () => server.stop(),
  };
}

/** `ssl_check=1&token=…`; a longer body is no check. */
const LONGEST_CHECK = 1_024;

/**
 * Whether Slack only looks at the certificate, which it does without a signature.
 *
 * @see https://docs.slack.dev/interactivity/implementing-slash-commands#validating-ssl
 */
async function isCertificateCheck(request: IncomingMessage, bodies: BodyReader): Promise<boolean> {
  const { 'content-length': length = 'chunked', 'content-type': type = '' } = request.headers;
  if ('x-slack-signature' in request.headers || !(Number(length) <= LONGEST_CHECK)) return false;
  if (!type.startsWith('application/x-www-form-urlencoded')) return false;
  const body = await bodies.read(request);
  return Buffer.isBuffer(body) && parseForm(body.toString('utf8')).ssl_check === '1';
}

/** Answers without the body: what of it still comes is thrown away, and the connection is closed. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  request.resume();
  response.writeHead(status, { connection: 'close' }).end();
}

/**
 * Parses a body: JSON for events, a form for commands, a form with JSON in `payload` for interactions.
 *
 * @returns `null` for anything else
 */
function parsePayload(body: Buffer, contentType: string | undefined): Payload | null {
  const text = body.toString('utf8');
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  try {
    if (type === 'application/json') return asObject(JSON.parse(text));
    if (type !== 'application/x-www-form-urlencoded') return null;
    const form: Payload = parseForm(text);
    return typeof form.payload === 'string' ? asObject(JSON.parse(form.payload)) : form;
  } catch {
    return null;
  }
}

function asObject(value: unknown): Payload | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : null;
}
