import { setTimeout as sleep } from 'node:timers/promises';
import type { ModalView } from '@slack/types';
import { type FetchFunction, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { direct, type WayOut } from '../network/way-out.ts';
import { isClosedForm } from '../slack-errors.ts';
import { classOf, type Telemetry } from '../telemetry/telemetry.ts';
import { boltLogger } from './bolt-logger.ts';

type SlackConfig = Config['slack'];

/**
 * Options for Bolt and its listeners: ten seconds for a call and two retries, where Slack's default is no time limit and
 * ten retries in half an hour.
 */
export function webApiOptions(
  config: SlackConfig,
  telemetry: Telemetry,
  wayOut: WayOut = direct,
): WebClientOptions {
  return {
    slackApiUrl: config.apiUrl,
    fetch: instrumentedFetch(config.apiUrl, telemetry, wayOut),
    timeout: 10_000,
    retryConfig: { retries: 2, minTimeout: 300, maxTimeout: 2_000, factor: 2 },
  };
}

/**
 * The client for calls that somebody waits for: repeats a failed call, and waits after a short HTTP 429. After a longer one
 * the call fails, because a WebClient would hold back all its calls meanwhile, also those for other people.
 */
export function createRetryingClient(
  config: SlackConfig,
  logger: Logger,
  telemetry: Telemetry,
  wayOut: WayOut = direct,
): WebClient {
  const options = retryingOptions(config, logger, telemetry, wayOut);
  return new WebClient(config.botToken, { ...options, rejectRateLimitedCalls: true });
}

/** The client for a start, a scan and the like, which nobody waits for: it also waits after a long HTTP 429. */
export function createPatientClient(
  config: SlackConfig,
  logger: Logger,
  telemetry: Telemetry,
  wayOut: WayOut = direct,
): WebClient {
  return new WebClient(config.botToken, retryingOptions(config, logger, telemetry, wayOut));
}

function retryingOptions(
  config: SlackConfig,
  logger: Logger,
  telemetry: Telemetry,
  wayOut: WayOut,
): WebClientOptions {
  const options = webApiOptions(config, telemetry, wayOut);
  const fetch = waitAfterShort429(instrumentedFetch(config.apiUrl, telemetry, wayOut));
  return { ...options, fetch, logger: boltLogger(logger) };
}

/**
 * The client for messages from the outbox, which tries again by itself: one attempt a call, and a 429 rejects with
 * WebAPIRateLimitedError. By default a WebClient holds back all further calls until the `Retry-After` is over.
 */
export function createNoRetryClient(
  config: SlackConfig,
  logger: Logger,
  telemetry: Telemetry,
  wayOut: WayOut = direct,
): WebClient {
  return new WebClient(config.botToken, {
    ...webApiOptions(config, telemetry, wayOut),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(logger),
  });
}

/** Shows something else in a modal, unless the person has closed it meanwhile. */
export async function updateIfOpen(slack: WebClient, viewId: string, view: ModalView): Promise<void> {
  try {
    await slack.views.update({ view_id: viewId, view });
  } catch (error) {
    if (!isClosedForm(error)) throw error;
  }
}

/**
 * `fetch` that counts and traces every request to Slack by its Web API method. Other addresses are counted as
 * `response_url` or `upload`, because a `response_url` is itself a secret; their HTTP status says whether they failed.
 */
export function instrumentedFetch(
  slackApiUrl: string,
  telemetry: Telemetry,
  { fetch }: Pick<WayOut, 'fetch'> = direct,
): FetchFunction {
  return (url, init) => {
    const method = methodOf(String(url), slackApiUrl);
    return telemetry.span(`slack ${method}`, { 'slack.method': method }, async (span) => {
      const started = performance.now();
      const count = (result: string) => {
        telemetry.slackCall(method, result, (performance.now() - started) / 1_000);
        if (result !== 'ok') span.fail(result);
      };
      try {
        const response = await fetch(url, init);
        span.set({ 'http.response.status_code': response.status });
        if (!response.ok) {
          count(classOf(response.status));
          return response.status === 429 ? withRetryAfterSeconds(response) : response;
        }
        if (method === 'response_url' || method === 'upload') {
          count('ok');
          return response;
        }
        // The Web API reports most errors with HTTP 200, so the body has to be read to count them.
        const body = await response.text();
        count(/^\{\s*"ok"\s*:\s*false\b/.test(body) ? 'error' : 'ok');
        const { status, statusText, headers } = response;
        return new Response(body || null, { status, statusText, headers });
      } catch (error) {
        count('lost');
        throw error;
      }
    });
  };
}

function methodOf(url: string, slackApiUrl: string): string {
  if (!url.startsWith(slackApiUrl))
    return /\/(hooks|commands|actions)\//.test(url) ? 'response_url' : 'upload';
  const method = url.slice(slackApiUrl.length).split('?')[0] ?? '';
  return /^[a-z]+(\.[a-zA-Z]+)+$/.test(method) ? method : 'other';
}

/** A 429 whose `Retry-After` is a number of seconds, as Slack's client expects. */
function withRetryAfterSeconds(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('retry-after', String(retryAfterSeconds(headers.get('retry-after'), Date.now())));
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/**
 * Slack sends whole seconds, but a proxy may send a date or no header. Slack's client would read the year of a date as
 * two thousand seconds, and fail the call without a header.
 *
 * @returns a header's seconds; from a date 1 to 60; 1 without either
 */
function retryAfterSeconds(header: string | null, now: number): number {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const seconds = Math.ceil((Date.parse(text) - now) / 1_000);
  return Number.isNaN(seconds) ? 1 : Math.min(60, Math.max(1, seconds));
}

/** Longer waits are the client's own matter. */
const SHORT_WAIT_SECONDS = 3;
const SHORT_WAITS = 2;

/**
 * Waits and repeats a call after a 429 with a short `Retry-After`. Slack's limits are per method, and for messages per
 * channel, but its client holds back every call of the process while it waits for one of them.
 */
function waitAfterShort429(fetch: FetchFunction): FetchFunction {
  return async (url, init) => {
    for (let waits = 0; ; waits++) {
      const response = await fetch(url, init);
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      // A stream cannot be sent twice.
      const repeatable = typeof init?.body === 'string' || init?.body instanceof URLSearchParams;
      const wait = response.status === 429 && seconds <= SHORT_WAIT_SECONDS && waits < SHORT_WAITS;
      if (!wait || !repeatable) return response;
      await response.arrayBuffer();
      await sleep(seconds * 1_000);
      init?.signal?.throwIfAborted();
    }
  };
}
