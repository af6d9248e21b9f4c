import type { FetchFunction } from '@slack/web-api';
import { classOf, type Telemetry } from '../telemetry/telemetry.ts';
import { retryAfterSeconds } from './retry-after.ts';

/**
 * `fetch` for whatever goes to Slack: each request is counted and traced under its method's name. Addresses other than
 * the Web API's are told apart by what they are for, and never written down: a `response_url` is a secret.
 */
export function observedFetch(slackApiUrl: string, telemetry: Telemetry): FetchFunction {
  return (url, init) => {
    const method = methodOf(String(url), slackApiUrl);
    return telemetry.span(`slack ${method}`, { 'slack.method': method }, async (span) => {
      const started = performance.now();
      const count = (result: string) => {
        telemetry.slackCall(method, result, (performance.now() - started) / 1_000);
        if (result !== 'ok') span.fail(result);
      };
      let response: Awaited<ReturnType<FetchFunction>>;
      try {
        response = await fetch(url, init as RequestInit);
      } catch (error) {
        count('lost');
        throw error;
      }
      span.set({ 'http.response.status_code': response.status });
      if (!response.ok) {
        count(classOf(response.status));
        return response.status === 429 ? withSeconds(response) : response;
      }
      // Slack says most of its noes with status 200. The body is read here, once, and handed on as it is.
      const body = await response.arrayBuffer().catch((error: unknown) => {
        count('lost');
        throw error;
      });
      const text = () => new TextDecoder().decode(body);
      count(saysNo(text()) ? 'error' : 'ok');
      return {
        ...{ ok: response.ok, status: response.status, statusText: response.statusText },
        ...{ url: response.url, headers: response.headers },
        arrayBuffer: async () => body,
        text: async () => text(),
        json: async () => JSON.parse(text()) as unknown,
      };
    });
  };
}

type Answer = Awaited<ReturnType<FetchFunction>>;

function withSeconds(response: Answer): Answer {
  const seconds = retryAfterSeconds(response.headers.get('retry-after'), Date.now());
  const get = (name: string) =>
    name.toLowerCase() === 'retry-after' ? String(seconds) : response.headers.get(name);
  return {
    ...{ ok: response.ok, status: response.status, statusText: response.statusText, url: response.url },
    headers: { get, entries: () => response.headers.entries() },
    arrayBuffer: () => response.arrayBuffer(),
    text: () => response.text(),
    json: () => response.json(),
  };
}

function saysNo(text: string): boolean {
  return /^\{\s*"ok"\s*:\s*false\b/.test(text);
}

function methodOf(url: string, slackApiUrl: string): string {
  if (!url.startsWith(slackApiUrl))
    return /\/(hooks|commands|actions)\//.test(url) ? 'response_url' : 'upload';
  const method = url.slice(slackApiUrl.length).split('?')[0] ?? '';
  return /^[a-z]+(\.[a-zA-Z]+)+$/.test(method) ? method : 'other';
}
